package org.quorate.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's agents, run by our executor in a JVM inside a network namespace. */
class ForeignAgentsTest {

    private static List<String> lifeOf(Path folder, String... agentAndParameters) throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/usr/lib/ocf/resource.d/heartbeat")),
                "Debian's resource-agents are not installed (apt-get install resource-agents)");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(Namespace.unshare());
        command.addAll(List.of("sh", "-c",
                "ip link set lo up; ip link add v0 type veth peer name v1; ip link set v0 up; "
                        + "ip addr add 10.9.0.1/24 dev v0; exec \"$@\"",
                "sh", java, "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), AgentLife.class.getName(), folder.toString()));
        command.addAll(List.of(agentAndParameters));
        var log = folder.resolve("log").toFile();
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log)
                .redirectInput(new File("/dev/null")).start();
        assertThat(process.waitFor()).as(() -> read(log)).isZero();
        return Files.readAllLines(folder.resolve("outcomes"));
    }

    private static String read(File file) {
        try {
            return Files.readString(file.toPath());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static final List<String> WHOLE_LIFE = List.of("monitor 7", "start 0", "start 0", "monitor 0",
            "stop 0",
            "stop 0", "monitor 7");

    @Test
    void runsDebiansDummy(@TempDir Path folder) throws Exception {
        assertThat(lifeOf(folder, "ocf:heartbeat:Dummy")).isEqualTo(WHOLE_LIFE);
    }

    @Test
    void runsDebiansIPaddr2(@TempDir Path folder) throws Exception {
        assertThat(lifeOf(folder, "ocf:heartbeat:IPaddr2", "ip=10.9.0.7")).isEqualTo(WHOLE_LIFE);
    }

    @Test
    void runsOurIPaddr(@TempDir Path folder) throws Exception {
        assertThat(lifeOf(folder, "ocf:quorate:IPaddr", "ip=10.9.0.7")).isEqualTo(WHOLE_LIFE);
    }
}
