package org.quorate.membership.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.membership.AgreedLog.PeerChange;
import org.quorate.membership.HostPort;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Leadership;
import org.quorate.membership.LogPeer;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.NodeName;
import org.quorate.membership.Submission;
import org.quorate.membership.assembly.TestCluster.Node;
import org.quorate.membership.setup.Security;
import org.quorate.membership.setup.VoterMarker;

/** Voters that come, go and return, on real logs and real heartbeats over loopback. */
class VoterChangeTest {

    private static final NodeName N3 = new NodeName("n3");
    private static final NodeName N4 = new NodeName("n4");
    private static final Duration CHANGE_LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private TestCluster cluster = new TestCluster(Path.of("unset"));
    private SortedMap<NodeName, PeerSettings> places = new TreeMap<>();

    @BeforeEach
    void start() throws IOException {
        cluster = new TestCluster(folder, "n1", "n2", "n3").insecure().startAll();
        places = new TreeMap<>(cluster.peers);
        for (var node : List.copyOf(cluster.running.values())) {
            join(node, 1);
        }
        cluster.running.values().forEach(VoterChangeTest::awaitLease);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aFourthVoterComesAndGoesAndTheLogStaysWhole() throws IOException, LogStartFailed {
        agreed("before");
        places.put(N4, new PeerSettings(List.of(TestCluster.freeUdp()), TestCluster.freeTcp(), Role.NODE));
        var n4 = startNew(N4, 1);
        assertThat(n4.membership().log().peers()).isEmpty();

        comes(new LogPeer(N4, 1, place(N4)));
        listed("voters 2 n1=0 n2=0 n3=0 n4=2", 2);
        join(n4, 1);
        awaitLease(n4);
        lead(n4);
        assertThat(n4.submit("led by the new one")).isInstanceOf(Submission.Agreed.class);
        awaitSameLines();

        lead(cluster.node("n1"));
        assertThat(cluster.node("n1").submit("lost n4 1")).isInstanceOf(Submission.Agreed.class);
        cluster.close(n4);
        places.remove(N4);
        listed("voters 3 n1=0 n2=0 n3=0", 3);
        goes(new LogPeer(N4, 1, new HostPort("127.0.0.1", 1)));

        agreed("after");
        awaitSameLines();
        cluster.running.values().forEach(VoterChangeTest::awaitLease);
        assertThat(cluster.leader().membership().log().peers()).hasSize(3);
    }

    @Test
    void aWipedVoterReturnsUnderANewNumberAndAllRestartWithWhatTheyKnow()
            throws IOException, LogStartFailed {
        agreed("before");
        var wiped = cluster.node("n3");
        if (wiped.leads()) {
            lead(cluster.node("n1"));
        }
        cluster.crash(wiped);
        deleteAll(cluster.dataFolder(N3));
        agreed("lost n3 1");

        listed("voters 2 n1=0 n2=0", 2);
        goes(new LogPeer(N3, 1, place(N3)));
        lead(cluster.follower());
        var returned = startNew(N3, 2);
        comes(new LogPeer(N3, 2, place(N3)));
        listed("voters 3 n1=0 n2=0 n3=3", 3);
        join(returned, 2);
        awaitLease(returned);
        awaitSameLines();

        cluster.close();
        cluster.running.clear();
        cluster.startAll();
        agreed("after the restart");
        awaitSameLines();
        assertThat(cluster.leader().membership().log().peers().stream().map(LogPeer::toString))
                .containsExactly("n1/1", "n2/1", "n3/2");
        assertThat(cluster.node("n1").state().lines()).contains("before", "after the restart");
    }

    @Test
    void aVoterThatComesWhenTheLogWasPurgedGetsASnapshot() throws IOException, LogStartFailed {
        var leader = cluster.leader();
        var line = "x".repeat(2000).getBytes(UTF_8);
        for (int i = 0; i < 14; i++) {
            var batch = new ArrayList<CompletableFuture<Submission>>();
            for (int j = 0; j < 100; j++) {
                batch.add(leader.membership().log().submit(line, Duration.ofSeconds(20))
                        .toCompletableFuture());
            }
            batch.forEach(CompletableFuture::join);
        }
        places.put(N4, new PeerSettings(List.of(TestCluster.freeUdp()), TestCluster.freeTcp(), Role.NODE));
        var n4 = startNew(N4, 1);

        comes(new LogPeer(N4, 1, place(N4)));
        listed("voters 2 n1=0 n2=0 n3=0 n4=2", 2);

        awaitSameLines();
        join(n4, 1);
        awaitLease(n4);
    }

    @Test
    void aVoterThatIsNotTakenInVotesForNobodyAlsoAfterARestart() throws IOException, LogStartFailed {
        places.put(N4, new PeerSettings(List.of(TestCluster.freeUdp()), TestCluster.freeTcp(), Role.NODE));
        cluster.close(startNew(N4, 1));

        var again = start(N4);
        agreed("goes on");

        await().during(Duration.ofSeconds(3)).atMost(TestCluster.LIMIT)
                .until(() -> again.membership().log().leadership() instanceof Leadership.NoLeader
                        && again.membership().log().peers().isEmpty());
    }

    /** The log's own protocol looks at the group alone. */
    @Test
    void whoStillRunsUnderTheOldNumberIsNotTakenForTheNewVoter() throws IOException, LogStartFailed {
        places.put(N4, new PeerSettings(List.of(TestCluster.freeUdp()), TestCluster.freeTcp(), Role.NODE));
        var old = startNew(N4, 1);
        agreed("before");
        var log = cluster.leader().membership().log();
        var to = new TreeSet<>(log.peers());
        to.add(new LogPeer(N4, 2, place(N4)));

        var change = log.changePeers(log.peers(), to, CHANGE_LIMIT).toCompletableFuture().join();

        assertThat(change).isInstanceOf(PeerChange.NotChanged.class);
        assertThat(old.state().lines()).isEmpty();
        comes(new LogPeer(N4, 1, place(N4)));
        awaitSameLines();
    }

    @Test
    void aPeerThatDoesNotRunIsNotTakenInAndTheClusterGoesOn() {
        var nobody = new LogPeer(N4, 1, TestCluster.freeTcp());
        var log = cluster.leader().membership().log();
        var from = log.peers();
        var to = new TreeSet<>(from);
        to.add(nobody);

        var change = log.changePeers(from, to, CHANGE_LIMIT).toCompletableFuture().join();

        assertThat(change).isInstanceOf(PeerChange.NotChanged.class);
        agreed("goes on");
        await().atMost(TestCluster.LIMIT)
                .until(() -> cluster.leader().membership().log().peers().equals(from));
    }

    @Test
    void onlyOnePeerComesOrGoesAtATime() {
        var log = cluster.leader().membership().log();
        var from = log.peers();

        var change = log.changePeers(from, new TreeSet<>(List.of(from.first())), CHANGE_LIMIT)
                .toCompletableFuture().join();

        assertThat(change).isInstanceOf(PeerChange.NotChanged.class);
        assertThat(log.peers()).isEqualTo(from);
    }

    private HostPort place(NodeName node) {
        return Objects.requireNonNull(places.get(node)).raft();
    }

    /** A voter with an empty folder, whose settings name all; the others learn where it is heard. */
    private Node startNew(NodeName name, int number) throws IOException, LogStartFailed {
        var of = VoterMarker.read(cluster.dataFolder(new NodeName("n1"))).cluster();
        VoterMarker.joining(of, name, number).write(Files.createDirectories(cluster.dataFolder(name)));
        return start(name);
    }

    private Node start(NodeName name) throws LogStartFailed {
        return cluster.start(new MembershipSettings(name, places, cluster.dataFolder(name),
                new Security.Insecure(), cluster.timings));
    }

    private void tellPlaces() {
        var heartbeats = new TreeMap<NodeName, List<HostPort>>();
        places.forEach((name, place) -> heartbeats.put(name, place.links()));
        cluster.running.values().forEach(node -> node.membership().heartbeatPeers(heartbeats));
    }

    private void agreed(String line) {
        assertThat(cluster.leader().submit(line)).isInstanceOf(Submission.Agreed.class);
    }

    private static void join(Node node, int incarnation) {
        assertThat(node.submit("join " + node.name() + " " + incarnation))
                .isInstanceOf(Submission.Agreed.class);
        node.membership().incarnation(new Incarnation(incarnation));
    }

    private static void awaitLease(Node node) {
        await().atMost(TestCluster.LIMIT)
                .until(() -> node.membership().lease().isHeld(node.membership().clock().nanos()));
    }

    /** Commits a list and waits until majorities of it and of the one before have applied it long enough. */
    private void listed(String line, long version) {
        tellPlaces();
        agreed(line);
        await().atMost(TestCluster.LIMIT)
                .until(() -> cluster.leader().membership().votersSettled() == version);
    }

    private void comes(LogPeer peer) {
        changed(peers -> peers.add(peer));
    }

    private void goes(LogPeer peer) {
        changed(peers -> peers.remove(peer));
    }

    /** Tries until the leader, whoever that is by then, has done it. */
    private void changed(Consumer<Set<LogPeer>> how) {
        await().atMost(TestCluster.LIMIT).until(() -> {
            var log = cluster.leader().membership().log();
            var to = new TreeSet<>(log.peers());
            how.accept(to);
            return log.changePeers(log.peers(), to, CHANGE_LIMIT).toCompletableFuture()
                    .join() instanceof PeerChange.Changed;
        });
    }

    private void lead(Node next) {
        await().atMost(TestCluster.LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (!next.leads()) {
                cluster.leader().membership().handOver(next.name());
            }
            return next.leads();
        });
    }

    private void awaitSameLines() {
        var expected = cluster.leader().state().lines();
        await().atMost(TestCluster.LIMIT).untilAsserted(() -> assertThat(cluster.running.values())
                .allSatisfy(node -> assertThat(node.state().lines()).isEqualTo(expected)));
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
