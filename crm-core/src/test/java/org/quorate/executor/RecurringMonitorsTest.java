package org.quorate.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.agent.AgentAction;
import org.quorate.model.AgentName;
import org.quorate.agent.ExitCode;

class RecurringMonitorsTest {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private Workshop shop;
    private AgentName agent;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        shop = Workshop.in(folder);
        agent = shop.agent("counting", """
                echo "$1 $OCF_RESKEY_CRM_meta_interval" >>"$HA_RSCTMP/runs"
                [ ! -e "$HA_RSCTMP/hang" ] || { echo $$ >"$HA_RSCTMP/hanging"; sleep 1000; }
                [ ! -e "$HA_RSCTMP/bad" ] || exit 7""");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void awaitRuns(int count) {
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(shop.file("runs"))
                        && Files.readAllLines(shop.file("runs")).size() >= count);
    }

    private void repeat() {
        shop.executor.monitors().repeat(1, Workshop.call(agent, AgentAction.MONITOR, Map.of()), INTERVAL);
    }

    @Test
    void reportsTheFirstOutcomeAndThenOnlyChanges() throws IOException {
        repeat();
        awaitRuns(4);
        assertThat(shop.monitored).hasSize(1);

        Files.createFile(shop.file("bad"));

        await().atMost(Duration.ofSeconds(20)).until(() -> shop.monitored.size() == 2);
        assertThat(shop.monitored).extracting(result -> result.outcome().code()).containsExactly(ExitCode.OK,
                ExitCode.NOT_RUNNING);
        assertThat(Files.readAllLines(shop.file("runs"))).containsOnly("monitor 100");
    }

    @Test
    void reportsNothingMoreOnceCancelled() throws IOException {
        repeat();
        awaitRuns(1);

        shop.executor.monitors().cancel(1);

        int reported = shop.monitored.size();
        int runs = Files.readAllLines(shop.file("runs")).size();
        Files.createFile(shop.file("bad"));
        shop.run(agent, AgentAction.START);
        await().during(INTERVAL.multipliedBy(3)).atMost(Duration.ofSeconds(5))
                .until(() -> shop.monitored.size() == reported);
        assertThat(Files.readAllLines(shop.file("runs")).size()).isLessThanOrEqualTo(runs + 2);
    }

    @Test
    void givesWayToAStop() throws IOException {
        Files.createFile(shop.file("hang"));
        repeat();
        long hanging = shop.pidIn("hanging");
        Files.delete(shop.file("hang"));

        var outcome = shop.run(agent, AgentAction.STOP);

        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        Workshop.awaitDeath(hanging);
        assertThat(shop.monitored).isEmpty();
    }
}
