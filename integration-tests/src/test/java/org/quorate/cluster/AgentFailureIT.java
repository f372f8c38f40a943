package org.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.quorate.codec.JsonAt;

/** Agents that fail and hang. Each test has a Dummy of its own and removes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentFailureIT {

    private ClusterUnderTest test;

    @BeforeAll
    void start() throws IOException {
        test = ClusterUnderTest.ofThree();
    }

    @AfterAll
    void end() {
        test.close();
    }

    @AfterEach
    void remove() throws IOException {
        var node = test.lab().nodes().getFirst();
        test.crm(node, "configure", "property", "maintenance-mode=false");
        test.cluster().crm(node, "resource", "stop", "d");
        test.awaitSettled();
        test.cluster().crm(node, "configure", "delete", "d");
        test.await("d is gone", ClusterUnderTest.RECOVERY, () -> test.status().list("resources", each -> each)
                .isEmpty() && test.view().isSettled());
    }

    private void primitive(String... words) throws IOException {
        var all = new java.util.ArrayList<>(List.of("configure", "primitive", "d", "ocf:quorate:Dummy"));
        all.addAll(List.of(words));
        test.crm(test.lab().nodes().getFirst(), all.toArray(String[]::new));
    }

    private List<JsonAt> failures() {
        return test.resource("d").list("failed", each -> each);
    }

    @Test
    void aStartThatFailsEverywhereIsTriedOnceOnEachNodeAndThenLeftAlone() throws IOException {
        primitive("params", "fail_start=1");

        test.await("all three nodes have failed", ClusterUnderTest.RECOVERY,
                () -> failures().size() == 3 && test.view().isSettled());
        assertThat(failures()).allSatisfy(failure -> {
            assertThat(failure.text("operation")).isEqualTo("start_0");
            assertThat(failure.whole("exit")).isEqualTo(1);
            assertThat(failure.text("why")).contains("told to fail by fail_start=1");
            assertThat(failure.whole("count")).isEqualTo(1);
        });
        assertThat(test.view().places()).doesNotContainKey("d");
    }

    @Test
    void aMonitorThatFailsRestartsInPlaceUntilTheThresholdThenMoves() throws IOException {
        primitive("op", "monitor", "interval=200ms", "meta", "migration-threshold=3");
        test.awaitView("d runs", ClusterUnderTest.RECOVERY,
                view -> view.places().containsKey("d") && view.isSettled());
        var first = test.active("d");

        for (var failure = 1; failure <= 3; failure++) {
            var count = failure;
            var removed = first.exec("sh", "-c", "rm \"$(find /run -name 'quorate-Dummy-d.state')\"");
            assertThat(removed.exit()).as(removed.text()).isZero();
            test.await("failure " + failure + " is counted and recovered from", ClusterUnderTest.RECOVERY,
                    () -> count(first.name()) == count && test.view().places().containsKey("d")
                            && test.view().isSettled());
        }

        assertThat(test.active("d")).isNotEqualTo(first);
    }

    private long count(String node) {
        return failures().stream().filter(failure -> failure.text("node").equals(node))
                .mapToLong(failure -> failure.whole("count", 0)).max().orElse(0);
    }

    @Test
    void aStartThatHangsIsKilledAtItsTimeoutAndTriedElsewhere() throws IOException {
        var hangs = test.lab().nodes().getFirst();
        primitive("params", "rule", "#uname", "eq", hangs.name(), "op_sleep_start=1000", "op", "start",
                "timeout=1s",
                "meta", "migration-threshold=1");
        // Where it is tried first is the scheduler's business.
        test.awaitView("d runs", ClusterUnderTest.RECOVERY,
                view -> view.places().containsKey("d") && view.isSettled());
        if (failures().isEmpty()) {
            var move = test.cluster().crm(hangs, "resource", "move", "d", hangs.name());
            assertThat(move.exit()).as(move.text()).isEqualTo(1);
            assertThat(move.text()).contains("start_0 failed");
            test.awaitView("d runs elsewhere again", ClusterUnderTest.RECOVERY,
                    view -> view.places().containsKey("d") && view.isSettled());
        }

        assertThat(test.active("d")).isNotEqualTo(hangs);
        var again = test.cluster().crm(hangs, "resource", "move", "d", hangs.name());
        assertThat(again.exit()).as(again.text()).isEqualTo(1);
        assertThat(again.text()).contains("would not move to " + hangs.name(), "crm resource cleanup d");
        assertThat(failures()).anySatisfy(failure -> {
            assertThat(failure.text("node")).isEqualTo(hangs.name());
            assertThat(failure.text("operation")).isEqualTo("start_0");
            assertThat(failure.text("status")).isEqualTo("timed-out");
        });
        test.await("no process of the agent is left", Duration.ofSeconds(5), () -> !hangs
                .exec("sh", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '").text().contains("sleep 1000"));
    }

    @Test
    void aMonitorThatHangsCountsAsFailed() throws IOException {
        primitive("params", "op_sleep_monitor=1000", "op", "monitor", "interval=500ms", "timeout=1s", "meta",
                "migration-threshold=1");

        test.await("a monitor has timed out", ClusterUnderTest.RECOVERY, () -> failures().stream()
                .anyMatch(failure -> failure.text("operation").equals("monitor_500")
                        && failure.text("status").equals("timed-out")));
    }
}
