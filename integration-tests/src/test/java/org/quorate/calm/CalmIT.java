package org.quorate.calm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.model.Durations;

/**
 * {@code ./verify --calm} as a test, for a minute unless {@code -Dcalm.length} says otherwise. It asserts
 * what
 * may not happen, and no times: no daemon ends, no lease ends, no leader changes, nothing of the service
 * moves,
 * restarts or fails.
 *
 * <p>
 * One excuse is taken: that the machine stood still. A build may share its processors with a hypervisor's
 * other
 * guests, and no cluster can be on time on a processor that does not run. It takes a {@link StallWatch},
 * which
 * does nothing but sleep, has the very priority of the heartbeats, and is not theirs, to have been late by as
 * much as costs a lease, 0.4 of the failure detection, so recently that what happened can come of it: since
 * the look before, or within three failure detections and a second before that. With real-time priority 8
 * busy
 * processes, however many there are, cannot make such a stall; so their doing is never excused. Without it a
 * watcher waits for its turn as a heartbeat does: there the failure detection is seconds, and only a machine
 * that lets an idle process wait for two of them is excused. Everything excused is in the report.
 */
class CalmIT {

    private static final Path REPORT = Path.of("target", "calm.txt");
    private static final int ORDINARY = 0;
    private static final int ROUND_ROBIN = 2;

    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nothingMovesWhileTheMachineIsBusy() throws IOException {
        try (var calm = Calm.start(System.getProperty("calm.failure-detection", ""))) {
            var outcome = calm.hold(Durations.parse(System.getProperty("calm.length", "1min")).orElseThrow());
            Files.createDirectories(REPORT.toAbsolutePath().getParent());
            Files.write(REPORT, outcome.report());

            assertThat(outcome.breaches()).as(String.join("\n", outcome.report())).isEmpty();
            agentsAreOrdinary(calm.test());
        }
    }

    /** The web server is a child of the agent that started it. */
    private static void agentsAreOrdinary(ClusterUnderTest test) throws IOException {
        var node = test.active("web");
        var priority = test.cluster().get(node, "/v1/metrics").orElseThrow().text("heartbeatPriority");
        var heartbeat = node.exec("sh", "-c", "cat $(grep -lx heartbeat /proc/[0-9]*/task/*/comm"
                + " | sed 's/comm$/stat/')").text().strip();
        var server = node.exec("cat", "/proc/" + test.webServerPid(node) + "/stat").text().strip();

        assertThat(policy(heartbeat)).isEqualTo(priority.equals("real-time") ? ROUND_ROBIN : ORDINARY);
        assertThat(policy(server)).isEqualTo(ORDINARY);
        assertThat(niceness(server)).isEqualTo(niceness(node.exec("cat", "/proc/self/stat").text()));
    }

    private static int policy(String stat) {
        return field(stat, 41);
    }

    private static int niceness(String stat) {
        return field(stat, 19);
    }

    /** By its number in proc(5); the name, which may have spaces, is the second. */
    private static int field(String stat, int number) {
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split("\\s+", -1)[number - 3]);
    }
}
