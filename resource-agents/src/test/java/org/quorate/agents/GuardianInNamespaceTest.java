package org.quorate.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guardian with a real address, which only a namespace can give. */
class GuardianInNamespaceTest {

    @Test
    void killsTheDaemonThenResourcesThenRemovesAddresses(@TempDir Path folder) throws IOException {
        try (var node = Namespace.in(folder)) {
            var run = node.runFolder();
            node.run("export QUORATE_NODE=ns-test");
            node.run("setsid sleep 1000 & echo $! >'" + folder + "/daemon'; kill -STOP $!");
            node.run("QUORATE_RESOURCE=web setsid sleep 1000 & echo $! >'" + folder + "/service'");
            node.run("export OCF_RESOURCE_INSTANCE=edge");
            node.agent("IPaddr", "start", "ip=10.9.0.6");
            node.run("export OCF_RESOURCE_INSTANCE=vip");
            node.agent("IPaddr", "start", "ip=10.9.0.5");
            Files.writeString(run.resolve("exempt"), "edge\n");
            var daemon = Files.readString(folder.resolve("daemon")).strip();
            var ticks = Files.readString(Path.of("/proc", daemon, "stat")).split(" ", -1)[21];
            var line = "0000000000000000001 " + daemon + " " + ticks + "\n";
            Files.writeString(run.resolve("deadline"), line + line);

            var ended = node.run(
                    "perl '" + Namespace.MODULE.resolve("guardian/quorate-guardian") + "' '" + run
                            + "' ns-test -");

            assertThat(ended).isEqualTo(new Namespace.Ended(0, "watching\n"));
            assertThat(Files.readString(run.resolve("guardian.log"))).containsSubsequence(
                    "killed the daemon pid=" + daemon, "gave up resources", "addresses=1");
            assertThat(runs(daemon)).isFalse();
            assertThat(runs(Files.readString(folder.resolve("service")).strip())).isFalse();
            assertThat(node.run("ip -o addr show dev v0").text()).doesNotContain("10.9.0.5/")
                    .contains("10.9.0.6/");
            assertThat(run.resolve("addresses/vip")).doesNotExist();
        }
    }

    private static boolean runs(String pid) throws IOException {
        var status = Path.of("/proc", pid, "status");
        return Files.exists(status) && !Files.readString(status).contains("State:\tZ");
    }
}
