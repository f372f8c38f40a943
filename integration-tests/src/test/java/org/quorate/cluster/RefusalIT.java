package org.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.quorate.crmsh.lab.Command;
import org.quorate.crmsh.lab.LabNode;

/** What daemons and the shell refuse, and whether they say so in a line that helps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalIT {

    private static final String STACK_TRACE = "\tat ";

    private ClusterUnderTest test;

    @BeforeAll
    void start() throws IOException {
        test = ClusterUnderTest.ofThree();
    }

    @AfterAll
    void end() {
        test.close();
    }

    @BeforeEach
    void mend() {
        test.mend();
    }

    private Path folder(LabNode node) {
        return node.seenFromHere(test.cluster().folder(node));
    }

    private void kill(LabNode node) throws IOException {
        test.cluster().daemon(node).signal("KILL");
        assertThat(test.cluster().daemon(node).waitFor(ClusterUnderTest.RECOVERY)).hasValue(128 + 9);
    }

    /** Starts a daemon that must refuse; returns what it said. */
    private String refusal(LabNode node) throws IOException {
        var before = test.log(node).length();
        var daemon = test.cluster().startDaemon(node);
        assertThat(daemon.waitFor(ClusterUnderTest.RECOVERY)).hasValue(1);
        var said = test.log(node).substring(before);
        assertThat(said).doesNotContain(STACK_TRACE);
        return said;
    }

    @Test
    void aVanishedDataFolderIsNotReplacedByAnEmptyOne() throws IOException {
        var node = test.node("n3");
        kill(node);
        var data = folder(node).resolve("data");
        Files.move(data, folder(node).resolve("away"));
        try {
            assertThat(refusal(node)).contains("data folder is missing", "/quorate/data");
            assertThat(data).doesNotExist();
        } finally {
            Files.move(folder(node).resolve("away"), data);
        }
    }

    @Test
    void aDamagedMarkerIsNamed() throws IOException {
        var node = test.node("n3");
        kill(node);
        var marker = folder(node).resolve("data/voter.json");
        var kept = Files.readAllBytes(marker);
        Files.writeString(marker, "{\"damaged");
        try {
            assertThat(refusal(node)).contains("voter.json", "damaged");
        } finally {
            Files.write(marker, kept);
        }
    }

    @Test
    void aDamagedLogIsNamed() throws IOException {
        var node = test.node("n3");
        kill(node);
        List<Path> segments;
        try (var files = Files.walk(folder(node).resolve("data"))) {
            segments = files.filter(file -> file.getFileName().toString().startsWith("log_")).sorted()
                    .toList();
        }
        assertThat(segments).isNotEmpty();
        var segment = segments.getFirst();
        var kept = Files.readAllBytes(segment);
        var damaged = kept.clone();
        for (var at = 40; at < 60; at++) {
            damaged[at] ^= 0x55;
        }
        Files.write(segment, damaged);
        try {
            assertThat(refusal(node)).contains("log").containsPattern("damaged|cannot be");
        } finally {
            Files.write(segment, kept);
        }
    }

    @Test
    void aSecondDaemonOnANodeIsRefused() throws IOException {
        assertThat(secondDaemon("quorated.conf"))
                .contains("another quorated runs with the run folder /run/quorate");
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        var folder = folder(test.node("n2"));
        Files.writeString(folder.resolve("second.conf"), Files.readString(folder.resolve("quorated.conf"))
                .replace("/run/quorate", "/run/second"));

        assertThat(secondDaemon("second.conf")).containsPattern("10.77.0.2:748[01].*port is taken");
    }

    /** What the second daemon of n2 says; the first does not mind. */
    private String secondDaemon(String settings) throws IOException {
        var node = test.node("n2");
        var log = test.cluster().log(node).resolveSibling("second.log");
        Files.deleteIfExists(node.seenFromHere(log));

        var daemon = node.start(Command.of(ClusterUnderTest.HOME.resolve("bin/quorated").toString(), "run",
                "--settings", test.cluster().folder(node).resolve(settings).toString()).loggingTo(log));
        assertThat(daemon.waitFor(ClusterUnderTest.RECOVERY)).hasValue(1);
        assertThat(test.cluster().isUp(node)).isTrue();
        test.crm(node, "status");
        var said = Files.readString(node.seenFromHere(log));
        assertThat(said).doesNotContain(STACK_TRACE);
        return said;
    }

    @Test
    void aWrongClusterKeyIsSaidOnBothSides() throws IOException {
        var node = test.node("n3");
        kill(node);
        var key = folder(node).resolve("cluster.key");
        var kept = Files.readString(key);
        Files.writeString(key, "0".repeat(63) + "1\n");
        try {
            test.cluster().startDaemon(node);
            test.awaitLog(node, "not made with this node's cluster key");
            test.awaitLog(test.node("n1"), "n3.* not made with this node's cluster key");
            kill(node);
        } finally {
            Files.writeString(key, kept);
        }
    }

    @Test
    void twoNodesWithOneNameAreToldOnBothSides() throws IOException {
        var node = test.node("n3");
        kill(node);
        var kept = folder(node).resolveSibling("kept");
        Files.move(folder(node), kept);
        try {
            // n2's folder on n3's machine, with n3's address in it: a clone that was only half adapted.
            copy(folder(test.node("n2")), folder(node));
            var settings = folder(node).resolve("quorated.conf");
            Files.writeString(settings, Files.readString(settings).replace("10.77.0.2:", "10.77.0.3:")
                    .replaceFirst("peer.n3 = [^\n]*\n", ""), StandardCharsets.UTF_8);
            test.cluster().startDaemon(node);
            test.awaitLog(node, "two nodes with one name");
            test.awaitLog(test.node("n1"), "two nodes with one name");
            if (test.cluster().isUp(node)) {
                kill(node);
            }
        } finally {
            delete(folder(node));
            Files.move(kept, folder(node));
        }
    }

    @Test
    void withoutADaemonTheShellSaysWhatToDo() throws IOException {
        var node = test.node("n3");
        kill(node);

        var output = test.cluster().crm(node, "status");

        assertThat(output.exit()).isEqualTo(1);
        assertThat(output.text()).contains("quorated is not running", "quorated.log", "crm cluster start")
                .doesNotContain(STACK_TRACE);
    }

    @Test
    void commandsExitWithZeroOneAndTwo() throws IOException {
        var node = test.node("n1");
        assertThat(test.cluster().crm(node, "status").exit()).isZero();
        assertThat(test.cluster().crm(node, "cluster", "wait").exit()).isZero();
        var unknownResource = test.cluster().crm(node, "resource", "restart", "nothing");
        assertThat(unknownResource.exit()).isEqualTo(1);
        assertThat(unknownResource.text()).contains("nothing").doesNotContain(STACK_TRACE);
        var unknownNode = test.cluster().crm(node, "node", "standby", "n4");
        assertThat(unknownNode.exit()).isEqualTo(1);
        assertThat(unknownNode.text()).contains("n4");
        var unknownAgent = test.cluster().crm(node, "configure", "primitive", "x", "ocf:quorate:Dumy");
        assertThat(unknownAgent.exit()).isEqualTo(1);
        assertThat(unknownAgent.text()).contains("Dummy");
        assertThat(test.cluster().crm(node, "statsu").exit()).isEqualTo(2);
        assertThat(test.cluster().crm(node, "statsu").text()).contains("status");
    }

    @Test
    void anInvalidConfigurationIsRefusedWholeWithEveryProblem() throws IOException {
        var node = test.node("n1");
        var before = test.status().whole("configurationVersion");
        var file = node.disk().resolve("bad.crm");
        Files.writeString(node.seenFromHere(file), """
                primitive good ocf:quorate:Dummy
                primitive bad ocf:quorate:Dummy params no_such_parameter=1
                group g good missing
                """);

        var output = test.cluster().crm(node, "configure", "load", "update", file.toString());

        assertThat(output.exit()).isEqualTo(1);
        assertThat(output.text()).contains("no_such_parameter", "missing").doesNotContain(STACK_TRACE);
        assertThat(test.status().whole("configurationVersion")).isEqualTo(before);
    }

    private static void copy(Path from, Path target) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, target.resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
