package org.quorate.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.agent.AgentAction.MONITOR;
import static org.quorate.agent.AgentAction.START;
import static org.quorate.agent.AgentAction.STOP;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.agent.AgentCall;
import org.quorate.model.AgentName;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.AgentOutcome.CouldNotRun;
import org.quorate.agent.AgentOutcome.Exited;
import org.quorate.agent.AgentOutcome.NotInstalled;
import org.quorate.agent.AgentOutcome.TimedOut;
import org.quorate.agent.ExitCode;

class ProcessAgentRunnerTest {

    private Workshop shop;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        shop = Workshop.in(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void givesExactlyTheEnvironmentOfTheContract() throws IOException {
        var agent = shop.agent("env",
                "tr '\\0' '\\n' </proc/$$/environ >\"$HA_RSCTMP/env\"; umask >\"$HA_RSCTMP/umask\"");
        var call = new AgentCall("web:1", agent, START,
                new TreeMap<>(Map.of("ip", "10.0.0.1", "OCF_CHECK_LEVEL", "10", "odd-name", "x y")),
                new TreeMap<>(Map.of("on-node", "n1")), Duration.ofSeconds(20));

        assertThat(shop.run(call).code()).isEqualTo(ExitCode.OK);

        var lines = Files.readAllLines(shop.file("env"));
        assertThat(lines).contains("OCF_RESKEY_ip=10.0.0.1", "OCF_CHECK_LEVEL=10", "OCF_RESKEY_odd-name=x y",
                "OCF_RESKEY_CRM_meta_on_node=n1", "OCF_RESKEY_CRM_meta_timeout=20000",
                "OCF_RESOURCE_INSTANCE=web:1", "OCF_RESOURCE_TYPE=env", "OCF_RESOURCE_PROVIDER=quorate",
                "OCF_ROOT=/usr/lib/ocf", "OCF_RA_VERSION_MAJOR=1", "OCF_RA_VERSION_MINOR=1",
                "OCF_EXIT_REASON_PREFIX=ocf-exit-reason:", "LC_ALL=C", "QUORATE_RESOURCE=web:1",
                "QUORATE_NODE=" + shop.settings.nodeToken(),
                "HA_RSCTMP=" + shop.settings.folders().agentState());
        assertThat(lines).noneMatch(line -> line.startsWith("HOME=") || line.startsWith("HA_LOGFACILITY"));
        assertThat(lines)
                .anyMatch(line -> line.startsWith("PATH=" + shop.settings.folders().helpers() + ":"));
        assertThat(shop.file("umask")).hasContent("0026");
    }

    @Test
    void leadsItsOwnSession() throws IOException {
        var agent = shop.agent("session", "read -r s </proc/self/stat; echo \"$s\" >\"$HA_RSCTMP/stat\"");

        shop.run(agent, START);

        var stat = ProcessTable.Stat.parse(Files.readString(shop.file("stat"))).orElseThrow();
        assertThat(stat.group()).isEqualTo(stat.pid());
        assertThat(stat.session()).isEqualTo(stat.pid());
    }

    @Test
    void keepsTheLastExitReasonAndTheOutput() throws IOException {
        var agent = shop.agent("reason", """
                echo out
                echo ocf-exit-reason:first >&2
                echo ocf-exit-reason: second >&2
                exit 6""");

        var exited = (Exited) shop.run(agent, START);

        assertThat(exited.code()).isEqualTo(ExitCode.CONFIGURED);
        assertThat(exited.exitReason()).isEqualTo("second");
        assertThat(exited.output()).contains("out\n", "first");
    }

    @Test
    void takesUnknownExitStatusesAsErrors() throws IOException {
        var agent = shop.agent("odd", "exit 77");

        assertThat(shop.run(agent, START).code()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void killsTheWholeGroupWhenTimeIsUp() throws IOException {
        var agent = shop.agent("hang", "trap '' TERM; sleep 1000 & echo $! >\"$HA_RSCTMP/child\"; wait");

        var outcome = shop.run(Workshop.call(agent, START, Map.of()).within(Duration.ofMillis(700)));

        assertThat(outcome).isInstanceOf(TimedOut.class);
        Workshop.awaitDeath(shop.pidIn("child"));
    }

    @Test
    void doesNotWaitForAServiceThatHoldsItsOutput() throws IOException {
        var agent = shop.agent("holder", "setsid sleep 1000 & echo $! >\"$HA_RSCTMP/child\"");

        var result = shop.result(shop.submit(Workshop.call(agent, START, Map.of())));

        assertThat(result.outcome().code()).isEqualTo(ExitCode.OK);
        assertThat(result.endedAt().minus(result.startedAt())).isLessThan(Duration.ofSeconds(10));
        assertThat(Workshop.isAlive(shop.pidIn("child"))).isTrue();
    }

    @Test
    void letsAServiceWriteToTheOutputItInherited() throws IOException {
        var agent = shop.agent("writer", """
                setsid sh -c 'until [ -e "$HA_RSCTMP/go" ]; do sleep 0.01; done
                    head -c 300000 /dev/zero && echo fine >"$HA_RSCTMP/wrote"' &""");
        shop.run(agent, START);

        Files.createFile(shop.file("go"));

        shop.awaitFile("wrote");
    }

    @Test
    void keepsOnlyTheEndOfMuchOutput() throws IOException {
        var agent = shop.agent("loud", "head -c 3000000 /dev/zero | tr '\\0' x; echo the end");

        var exited = (Exited) shop.run(agent, START);

        assertThat(exited.output()).hasSize(64 * 1024).endsWith("the end\n");
        try (var left = Files.list(shop.settings.output())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void tellsAMissingAgentFromOneThatMayNotRun() throws IOException {
        var agent = shop.agent("plain", "exit 0");
        assertThat(shop.settings.folders().ourAgents().resolve("quorate/plain").toFile().setExecutable(false,
                false)).isTrue();

        assertThat(shop.run(AgentName.ocf("quorate", "none"), START)).isInstanceOf(NotInstalled.class);
        assertThat(shop.run(agent, START).code()).isEqualTo(ExitCode.PERMISSION);
        assertThat(shop.run(new AgentName("systemd", "", "x"), START)).isInstanceOf(CouldNotRun.class);
    }

    @Test
    void runsOneOperationAtATimeForAResourceInTheOrderGiven() throws IOException {
        var agent = shop.agent("slow", """
                echo "begin $1" >>"$HA_RSCTMP/order"; sleep 0.1; echo "end $1" >>"$HA_RSCTMP/order\"""");

        shop.submit(Workshop.call(agent, START, Map.of()));
        shop.submit(Workshop.call(agent, MONITOR, Map.of()));
        shop.outcome(shop.submit(Workshop.call(agent, STOP, Map.of())));

        assertThat(Files.readAllLines(shop.file("order"))).containsExactly("begin start", "end start",
                "begin monitor", "end monitor", "begin stop", "end stop");
    }

    @Test
    void endsACancelledRun() throws IOException {
        var agent = shop.agent("hang", "echo $$ >\"$HA_RSCTMP/pid\"; sleep 1000");
        long running = shop.submit(Workshop.call(agent, START, Map.of()));
        long waiting = shop.submit(Workshop.call(agent, MONITOR, Map.of()));
        long pid = shop.pidIn("pid");

        shop.executor.runner().cancel(waiting);
        shop.executor.runner().cancel(running);

        assertThat(shop.outcome(running)).isInstanceOf(CouldNotRun.class);
        assertThat(shop.outcome(waiting)).isInstanceOf(CouldNotRun.class);
        Workshop.awaitDeath(pid);
    }

    @Test
    void givesEveryOutcomeACode() {
        AgentOutcome late = new TimedOut(Duration.ofSeconds(1), "");

        assertThat(late.code()).isEqualTo(ExitCode.ERROR);
        assertThat(new NotInstalled("x").code()).isEqualTo(ExitCode.NOT_INSTALLED);
        assertThat(late.repeats(new TimedOut(Duration.ofSeconds(2), "y"))).isTrue();
        assertThat(late.repeats(new Exited(ExitCode.ERROR, "", ""))).isFalse();
    }
}
