package org.quorate.membership.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.NodeName;
import org.quorate.membership.Submission;
import org.quorate.membership.setup.ClusterSetup;
import org.quorate.membership.setup.Security;
import org.quorate.membership.setup.VoterMarker;

/** What a node finds on its disk and its ports when it starts, and what it says of it. */
class StartTest {

    private static final NodeName N1 = new NodeName("n1");

    @TempDir
    Path folder;

    private TestCluster cluster = new TestCluster(Path.of("unset"));

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** One voter that has a log, and is stopped. */
    private Path stoppedWithLog() throws IOException, LogStartFailed {
        cluster = new TestCluster(folder, "n1").insecure();
        var node = cluster.start("n1");
        for (int i = 0; i < 5; i++) {
            assertThat(node.submit("line " + i)).isInstanceOf(Submission.Agreed.class);
        }
        cluster.close(node);
        return cluster.dataFolder(N1);
    }

    private static Path find(Path folder, String name) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name)).findFirst()
                    .orElseThrow();
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private ThrowingCallable start() {
        return () -> cluster.start("n1");
    }

    @Test
    void aSingleVoterFindsItsLogAgain() throws IOException, LogStartFailed {
        stoppedWithLog();

        var again = cluster.start("n1");

        assertThat(again.submit("more")).isInstanceOf(Submission.Agreed.class);
        assertThat(again.state().lines()).hasSize(6);
        await().atMost(TestCluster.LIMIT).until(() -> again.membership().view().counts());
    }

    @Test
    void aFolderThatVanishedIsNotStartedFromEmpty() throws IOException, LogStartFailed {
        deleteAll(stoppedWithLog());

        assertThatThrownBy(start()).isInstanceOf(LogStartFailed.class)
                .hasMessageContaining("data folder is missing")
                .hasMessageContaining(cluster.dataFolder(N1).toString());
        assertThat(cluster.dataFolder(N1)).doesNotExist();
    }

    @Test
    void aLogThatVanishedIsNotStartedFromEmpty() throws IOException, LogStartFailed {
        var raft = stoppedWithLog().resolve("raft");
        deleteAll(raft);

        assertThatThrownBy(start()).isInstanceOf(LogStartFailed.class)
                .hasMessageContaining("the log of this node is gone").hasMessageContaining(raft.toString());
        assertThat(raft).doesNotExist();
    }

    @Test
    void aMarkerThatVanishedIsNamed() throws IOException, LogStartFailed {
        Files.delete(stoppedWithLog().resolve(VoterMarker.FILE));

        assertThatThrownBy(start()).isInstanceOf(LogStartFailed.class)
                .hasMessageContaining("marker is missing");
    }

    @Test
    void anEmptyTermFileIsNamed() throws IOException, LogStartFailed {
        var meta = find(stoppedWithLog(), "raft-meta");
        Files.writeString(meta, "");

        assertThatThrownBy(start()).isInstanceOf(LogStartFailed.class).hasMessageContaining("term is lost")
                .hasMessageContaining(meta.toString());
    }

    @Test
    void aFlippedByteInTheLogIsFoundAndTheFolderLeftAsItIs() throws IOException, LogStartFailed {
        var log = find(stoppedWithLog(), "log_.*");
        try (var file = new RandomAccessFile(log.toFile(), "rw")) {
            file.seek(60);
            int old = file.read();
            file.seek(60);
            file.write(old ^ 0x40);
        }
        var damaged = Files.readAllBytes(log);

        assertThatThrownBy(start()).isInstanceOf(LogStartFailed.class)
                .hasMessageContaining("the log is damaged").hasMessageContaining(log.toString());
        assertThat(log).hasBinaryContent(damaged);
    }

    @Test
    void anotherNodesFolderIsRefused() throws IOException, LogStartFailed {
        var data = stoppedWithLog();
        var marker = VoterMarker.read(data);
        new VoterMarker(marker.cluster(), new NodeName("n9"), 1, marker.log()).write(data);

        assertThatThrownBy(start()).isInstanceOf(LogStartFailed.class)
                .hasMessageContaining("belongs to node n9, not to n1");
    }

    @Test
    void aTakenPortOfTheLogIsNamed() throws IOException {
        cluster = new TestCluster(folder, "n1").insecure();
        var raft = cluster.settings(N1, new Security.Insecure()).own().raft();

        try (var taken = new ServerSocket(raft.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(start()).isInstanceOf(LogStartFailed.class)
                    .hasMessageContaining("the log's port is taken").hasMessageContaining(raft.toString());
        }
    }

    @Test
    void aFailedStartLeavesThePortsFreeForTheNext() throws IOException, LogStartFailed {
        var marker = stoppedWithLog().resolve(VoterMarker.FILE);
        var text = Files.readString(marker);
        Files.writeString(marker, text.replace("\"n1\"", "\"n9\""));
        assertThatThrownBy(start()).isInstanceOf(LogStartFailed.class);

        Files.writeString(marker, text);

        assertThat(cluster.start("n1").submit("x")).isInstanceOf(Submission.Agreed.class);
    }

    @Test
    void peersWithTheClustersKeysFindEachOtherAndAForeignCertificateIsShutOut()
            throws IOException, InterruptedException, LogStartFailed {
        cluster = new TestCluster(folder, "n1", "n2", "n3");
        var setup = new ClusterSetup(folder);
        setup.make(new TreeSet<>(cluster.peers.keySet()));
        var foreign = new ClusterSetup(folder.resolve("foreign"));
        foreign.make(new TreeSet<>(cluster.peers.keySet()));
        var n3 = new NodeName("n3");
        var ours = setup.security(n3);
        var theirs = foreign.security(n3);
        cluster.start(cluster.settings(N1, setup.security(N1)));
        cluster.start(cluster.settings(new NodeName("n2"), setup.security(new NodeName("n2"))));

        var stranger = cluster.start(cluster.settings(n3,
                new Security.Secured(ours.clusterKey(), theirs.authority(), theirs.certificate(),
                        theirs.privateKey())));
        for (int i = 0; i < 3; i++) {
            assertThat(cluster.node("n1").submit("secret " + i)).isInstanceOf(Submission.Agreed.class);
            assertThat(cluster.node("n2").submit("secret " + i)).isInstanceOf(Submission.Agreed.class);
        }

        assertThat(stranger.submit("let me in", Duration.ofSeconds(2)))
                .isNotInstanceOf(Submission.Agreed.class);
        assertThat(stranger.state().lines()).isEmpty();
        cluster.close(stranger);
        var admitted = cluster.start(cluster.settings(n3, ours));
        await().atMost(TestCluster.LIMIT).until(() -> admitted.state().lines().size() == 6);
    }

    @Test
    void aWrongClusterKeyIsToldOnBothSides() throws IOException, InterruptedException, LogStartFailed {
        cluster = new TestCluster(folder, "n1", "n2");
        var setup = new ClusterSetup(folder);
        setup.make(new TreeSet<>(cluster.peers.keySet()));
        Files.writeString(setup.security(N1).clusterKey(), "00".repeat(32));

        var one = cluster.start(cluster.settings(N1, setup.security(N1)));
        var two = cluster.start(cluster.settings(new NodeName("n2"), setup.security(new NodeName("n2"))));

        await().atMost(TestCluster.LIMIT).until(() -> one.notices().stream()
                .anyMatch(line -> line.contains("node n2") && line.contains("wrong key")));
        await().atMost(TestCluster.LIMIT).until(() -> two.notices().stream()
                .anyMatch(line -> line.contains("node n1") && line.contains("wrong key")));
    }

    @Test
    void anUnreadableClusterKeyIsNamed() throws IOException {
        cluster = new TestCluster(folder, "n1").insecure();
        var key = Files.writeString(folder.resolve("cluster.key"), "not hexadecimal");
        var security = new Security.Secured(key, key, key, key);

        assertThatThrownBy(() -> cluster.start(cluster.settings(N1, security)))
                .isInstanceOf(LogStartFailed.class)
                .hasMessageContaining("cluster key").hasMessageContaining(key.toString());
    }
}
