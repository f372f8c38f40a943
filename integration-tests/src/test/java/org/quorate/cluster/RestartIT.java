package org.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.lab.LabNode;
import org.quorate.crmsh.lab.Poller;

/** Daemons that end and come back: one alone, and all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestartIT {

    /** Longer than the client waits for an answer. */
    private static final Duration CALM = Duration.ofSeconds(2);

    private ClusterUnderTest test;
    private Poller poller;

    @BeforeAll
    void start() throws IOException {
        test = ClusterUnderTest.ofThree();
        poller = test.lab().poll("10.77.0.100", 80);
        test.loadWebVip(poller);
    }

    @AfterAll
    void end() {
        test.close();
    }

    @BeforeEach
    void mend() {
        test.mend();
    }

    @Test
    @Order(1)
    void aDaemonThatStopsCleanlyMovesItsServiceAwayFirst() throws IOException {
        var leaving = test.active("web");
        var begun = System.nanoTime();

        test.crm(leaving, "cluster", "stop");

        assertThat(test.cluster().daemon(leaving).waitFor(ClusterUnderTest.RECOVERY)).hasValue(0);
        test.await("another node answers", ClusterUnderTest.RECOVERY,
                () -> ClusterUnderTest.firstFromAnother(poller, leaving, begun).isPresent());
        assertThat(test.view().presences()).containsEntry(leaving.name(), "left");
        assertThat(leaving.exec("ip", "-o", "address").text()).doesNotContain("10.77.0.100");
    }

    @Test
    @Order(2)
    void theWholeClusterComesBackFromItsLogs() throws IOException {
        var server = test.active("web");
        test.crm(server, "configure", "property", "cluster-recheck-interval=7min");
        test.awaitSettled();
        var version = configurationVersion(server);
        for (var node : test.lab().nodes()) {
            node.kill9();
        }
        var begun = System.nanoTime();

        test.mend();

        test.await("the service answers", ClusterUnderTest.START,
                () -> poller.firstGoodSince(begun).isPresent());
        assertThat(configurationVersion(server)).isEqualTo(version);
        assertThat(test.crm(server, "configure", "show").text()).contains("cluster-recheck-interval=7min",
                "group service vip web");
    }

    /**
     * With time enough to start a daemon before its lease has ended, the service runs on as if nothing had
     * been.
     */
    @Test
    @Order(3)
    void aKilledDaemonComesBackToItsRunningService() throws IOException {
        runsOnThrough("failure-detection=20s", server -> {
            var daemon = test.cluster().daemon(server);
            daemon.signal("KILL");
            assertThat(daemon.waitFor(Duration.ofSeconds(5))).hasValue(128 + 9);
            test.cluster().startDaemon(server);
        });
    }

    /** A planned restart is announced: no need to be quicker than the failure detection. */
    @Test
    @Order(4)
    void aPlannedRestartOfTheDaemonLeavesItsServiceRunning() throws IOException {
        lowerByHalves("10s", "5s", "2s");
        runsOnThrough("failure-detection=1s", server -> {
            assertThat(raftNotes(server)).hasSize(1);
            test.crm(server, "cluster", "restart");
        });

        var server = test.active("web");
        assertThat(raftNotes(server)).isEmpty();
        assertThat(test.cluster().get(server, "/v1/metrics").orElseThrow().text("raftElectionAtMost"))
                .isEqualTo("6000ms");
    }

    /** At once it would end the leases: docs/architecture.md, "A change of D". */
    private void lowerByHalves(String... detections) throws IOException {
        for (var detection : detections) {
            test.crm(test.active("web"), "configure", "property", "failure-detection=" + detection);
            test.awaitSettled();
        }
    }

    /** What a node says of Raft's times, which are those of its start. */
    private List<String> raftNotes(LabNode node) {
        return test.cluster().get(node, "/v1/status").orElseThrow().list("notes", JsonAt::text).stream()
                .filter(note -> note.startsWith("Raft on this node")).toList();
    }

    private interface Restart {

        void of(LabNode server) throws IOException;
    }

    /** The daemon of the node that serves is restarted; the service is the same process all the time. */
    private void runsOnThrough(String detection, Restart restart) throws IOException {
        var server = test.active("web");
        test.crm(server, "configure", "property", detection);
        test.awaitSettled();
        var pid = test.webServerPid(server);
        var incarnation = incarnation(server.name());
        test.await("questions from before are answered or given up", ClusterUnderTest.RECOVERY,
                () -> poller.since(System.nanoTime() - CALM.toNanos()).stream()
                        .allMatch(Poller.Answer::ok));
        var begun = System.nanoTime();

        restart.of(server);

        test.await("its new life has joined and all is settled", Duration.ofSeconds(40),
                () -> incarnation(server.name()) > incarnation && test.view().isSettled()
                        && test.view().isMember(server.name()));
        assertThat(test.webServerPid(server)).isEqualTo(pid);
        assertThat(test.active("web")).isEqualTo(server);
        assertThat(poller.since(begun)).isNotEmpty().allMatch(Poller.Answer::ok);
    }

    /** As that node has it: another may be behind by what was committed just now. */
    private long configurationVersion(LabNode node) {
        return test.cluster().status(node).orElseThrow().whole("configurationVersion");
    }

    private long incarnation(String node) {
        return test.status().list("nodes", each -> each).stream()
                .filter(each -> each.text("node").equals(node))
                .mapToLong(each -> each.whole("incarnation", 0))
                .findFirst().orElse(0);
    }
}
