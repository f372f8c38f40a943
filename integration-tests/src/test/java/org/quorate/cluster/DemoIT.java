package org.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code crm demo} as a user starts it, and what it leaves behind: nothing. */
class DemoIT {

    private static final Duration WHOLE_STORY = Duration.ofSeconds(100);
    private static final String CRM = ClusterUnderTest.HOME.resolve("bin/crm").toString();

    @TempDir
    private Path folder;

    @Test
    void endsByItselfWithASummaryWithoutATerminal() throws IOException, InterruptedException {
        var demo = start(List.of(CRM, "demo"));

        assertThat(demo.waitFor(WHOLE_STORY.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(said()).contains("took over", "the service stays on", "what happened");
        assertThat(demo.exitValue()).isZero();
        assertNothingIsLeft();
    }

    @Test
    void needsNoRoot() throws IOException, InterruptedException {
        var nobody = System.getProperty("user.name").equals("root")
                ? List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups",
                        "--inh-caps=-all",
                        CRM, "demo", "--plain")
                : List.of(CRM, "demo", "--plain");
        var demo = start(nobody);

        assertThat(demo.waitFor(WHOLE_STORY.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(said()).contains("took over", "what happened");
        assertThat(demo.exitValue()).isZero();
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void leavesNothingWhenItIsEndedInTheMiddle(String signal) throws IOException, InterruptedException {
        var demo = start(List.of(CRM, "demo", "--plain"));
        await().atMost(Duration.ofSeconds(50)).until(() -> said().contains("is the DC"));
        assertThat(ours()).isNotEmpty();

        new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + demo.pid()).start().waitFor();

        assertThat(demo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void anUnknownOptionIsAMatterOfUsage() throws IOException, InterruptedException {
        var demo = start(List.of(CRM, "demo", "--plian"));

        assertThat(demo.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(demo.exitValue()).isEqualTo(2);
        assertThat(said()).contains("--plian", "--help");
    }

    private Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("QUORATE_DEMO_MARK", folder.toString());
        return builder.start();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"), StandardCharsets.UTF_8);
    }

    /**
     * No process of the demo, and so no namespace and no mount: the kernel keeps those for processes only.
     */
    private void assertNothingIsLeft() {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(ours()).isEmpty());
    }

    /** Every process of this machine that runs a program of the distribution or a laboratory. */
    private List<String> ours() throws IOException {
        var found = new ArrayList<String>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                try {
                    var command = Files.readString(process.resolve("cmdline")).replace('\0', ' ');
                    var isDistribution = command.contains(ClusterUnderTest.HOME.toString())
                            && command.contains("org.quorate.");
                    var isThis = process.endsWith(Long.toString(ProcessHandle.current().pid()));
                    if (!isThis && (isDistribution || command.contains("Process 1 of a laboratory"))) {
                        found.add(process.getFileName() + " " + command);
                    }
                } catch (IOException _) {
                    // Ended meanwhile, or another user's.
                }
            }
        }
        return found;
    }
}
