package org.quorate.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.agent.FenceAction;
import org.quorate.agent.FenceCall;
import org.quorate.agent.FenceDevice;
import org.quorate.agent.FenceOutcome;

class ProcessFenceRunnerTest {

    private static final String AGENT = """
            #!/bin/sh
            here=${0%/*}
            input=$(cat)
            case $input in
            *action=metadata*)
                cat "$here/metadata.xml"
                exit 0
                ;;
            esac
            echo "$input" | tr '\\n' ' ' >>"$here/asked"
            echo >>"$here/asked"
            case $input in
            *action=status*) exit 2 ;;
            *mode=fail*) echo "no such plug" >&2; exit 1 ;;
            *mode=hang*) sleep 1000 ;;
            esac
            """;

    private Workshop shop;
    private Path folder;
    private long ticket;

    @BeforeEach
    void open(@TempDir Path temporary) throws IOException {
        folder = Files.createDirectories(temporary.resolve("fence"));
        shop = Workshop.withFenceAgents(temporary, folder);
        var file = folder.resolve("fence_test");
        Files.writeString(file, AGENT);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        metadata("<action name=\"reboot\"/>");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void metadata(String actions) throws IOException {
        Files.writeString(folder.resolve("metadata.xml"), "<resource-agent name=\"fence_test\"><parameters>"
                + "<parameter name=\"plug\"/></parameters><actions>" + actions
                + "</actions></resource-agent>");
    }

    private FenceOutcome fence(FenceAction action, Map<String, String> parameters, Duration timeout) {
        var device = new FenceDevice("f1", "fence_test", new TreeMap<>(parameters));
        long mine = ++ticket;
        shop.executor.fencing().fence(mine, new FenceCall(device, action, "n2", timeout));
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5))
                .until(() -> shop.fenced.containsKey(mine));
        return shop.fenced.getOrDefault(mine, new FenceOutcome.Failed("no outcome", ""));
    }

    @Test
    void givesTheAgentItsParametersOnStdin() throws IOException {
        var outcome = fence(FenceAction.REBOOT, Map.of("pcmk_host_map", "n2:7"), Duration.ofSeconds(20));

        assertThat(outcome).isInstanceOf(FenceOutcome.Done.class);
        assertThat(folder.resolve("asked")).hasContent("action=reboot nodename=n2 plug=7 ");
    }

    @Test
    void turnsOffAndOnWhereTheAgentCannotReboot() throws IOException {
        metadata("<action name=\"off\"/><action name=\"on\"/>");

        fence(FenceAction.REBOOT, Map.of(), Duration.ofSeconds(20));

        assertThat(Files.readAllLines(folder.resolve("asked"))).containsExactly(
                "action=off nodename=n2 plug=n2 ",
                "action=on nodename=n2 plug=n2 ");
    }

    @Test
    void triesAgainAndThenSaysWhyItFailed() throws IOException {
        var outcome = fence(FenceAction.OFF, Map.of("mode", "fail", "pcmk_off_retries", "1"),
                Duration.ofSeconds(20));

        assertThat(outcome).isInstanceOfSatisfying(FenceOutcome.Failed.class,
                failed -> assertThat(failed.why()).contains("no such plug"));
        assertThat(Files.readAllLines(folder.resolve("asked"))).hasSize(2);
    }

    @Test
    void killsAnAgentThatHangs() {
        var outcome = fence(FenceAction.OFF, Map.of("mode", "hang"), Duration.ofMillis(500));

        assertThat(outcome).isInstanceOf(FenceOutcome.TimedOut.class);
    }

    @Test
    void tellsOffFromOnInAStatus() {
        assertThat(fence(FenceAction.STATUS, Map.of(), Duration.ofSeconds(20)))
                .isInstanceOf(FenceOutcome.IsOff.class);
    }
}
