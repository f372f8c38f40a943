package org.quorate.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.quorate.agent.AgentAction.START;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.agent.AgentCall;
import org.quorate.executor.ExecutorSettings.Tracking;

/** What an earlier life of the daemon, or a stop that did not finish, leaves behind. */
class LeftBehindTest {

    private static final String SERVICE = """
            setsid sleep 1000 &
            echo $! >"$HA_RSCTMP/service-$OCF_RESOURCE_INSTANCE\"""";

    @Test
    void theNextLifeKillsAgentsThatRunAndSparesServices(@TempDir Path folder) throws IOException {
        try (var shop = Workshop.in(folder)) {
            shop.run(shop.agent("service", SERVICE), START);
            var hang = shop.agent("hang", "echo $$ >\"$HA_RSCTMP/agent\"; sleep 1000");
            shop.submit(Workshop.call(hang, START, Map.of()));
            long agent = shop.pidIn("agent");

            shop.startNextLife();

            assertThat(Workshop.isAlive(agent)).isFalse();
            assertThat(Workshop.isAlive(shop.pidIn("service-web"))).isTrue();
        }
    }

    @Test
    void aRecordOfAnotherProcessWithTheSamePidKillsNobody(@TempDir Path folder) throws IOException {
        try (var shop = Workshop.in(folder)) {
            shop.run(shop.agent("service", SERVICE), START);
            long service = shop.pidIn("service-web");
            var stat = Files.readString(Path.of("/proc/" + service + "/stat"));
            long ticks = ProcessTable.stat(service).orElseThrow().startTicks();
            Files.writeString(shop.settings.operations().resolve("1-1"),
                    stat.replace(" " + ticks + " ", " " + (ticks - 1) + " "));

            assertThat(OrphanAgents.kill(shop.settings.operations())).isZero();
            assertThat(Workshop.isAlive(service)).isTrue();
        }
    }

    @Test
    void killsTheProcessesOfOneResourceOnly(@TempDir Path folder) throws IOException {
        try (var shop = Workshop.in(folder)) {
            var agent = shop.agent("service", SERVICE);
            shop.run(agent, START);
            shop.run(new AgentCall("db", agent, START, new TreeMap<>(), new TreeMap<>(),
                    Workshop.call(agent, START, Map.of()).timeout()));

            shop.executor.processes().kill("web");

            assertThat(Workshop.isAlive(shop.pidIn("service-web"))).isFalse();
            assertThat(Workshop.isAlive(shop.pidIn("service-db"))).isTrue();
            // Between fork and exec a process has no environment to be known by.
            var survivor = shop.pidIn("service-db");
            await().untilAsserted(() -> assertThat(shop.executor.processes().find("db")).contains(survivor));
        }
    }

    @Test
    void findsByControlGroupAServiceThatHidItsMarks(@TempDir Path folder) throws IOException {
        try (var shop = Workshop.in(folder, Tracking.CGROUPS)) {
            Assumptions.assumeTrue(ResourceCgroups.open(shop.settings.nodeToken()).folder().isPresent(),
                    "needs a writable cgroup v2");
            shop.run(shop.agent("hidden", """
                    setsid env -i sleep 1000 &
                    echo $! >"$HA_RSCTMP/service\""""), START);
            long service = shop.pidIn("service");

            shop.executor.processes().kill("web");

            assertThat(Workshop.isAlive(service)).isFalse();
        }
    }
}
