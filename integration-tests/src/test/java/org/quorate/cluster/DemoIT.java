package org.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code crm demo} as a user starts it, and what it leaves behind: nothing. */
class DemoIT {

    private static final Duration WHOLE_STORY = Duration.ofSeconds(100);
    private static final String CRM = ClusterUnderTest.HOME.resolve("bin/crm").toString();

    /** In the environment of everything that a demo of this test starts. */
    private static final String MARK = "QUORATE_DEMO_MARK";
    private static final int CTRL_C = 3;
    private static final String SHOW_CURSOR = "\u001b[?25h";

    @TempDir
    private Path folder;
    private List<String> before = List.of();

    @BeforeEach
    void look() throws IOException {
        before = here();
    }

    @Test
    void endsByItselfWithASummaryWithoutATerminal() throws IOException, InterruptedException {
        var demo = start(List.of(CRM, "demo"));

        assertThat(demo.waitFor(WHOLE_STORY.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(said()).contains("took over", "stays on", "what happened");
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

    /** Ctrl-C as the terminal sends it: to all processes in the foreground of a pty made by script(1). */
    @Test
    void leavesNothingAfterCtrlC() throws IOException, InterruptedException {
        var demo = start(
                List.of("script", "-qec", "stty cols 80 rows 24; exec '" + CRM + "' demo", "/dev/null"),
                ProcessBuilder.Redirect.PIPE);
        await().atMost(Duration.ofSeconds(50)).until(() -> said().contains("is the DC"));
        assertThat(ours()).isNotEmpty();

        try (var keyboard = demo.getOutputStream()) {
            keyboard.write(CTRL_C);
            keyboard.flush();

            assertThat(demo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(demo.exitValue()).isEqualTo(130);
        assertThat(said()).endsWith(SHOW_CURSOR);
        assertNothingIsLeft();
    }

    @Test
    void runsOnLoopbackWhereNamespacesAreForbidden() throws IOException, InterruptedException {
        var demo = start(withoutNamespaces());

        assertThat(demo.waitFor(WHOLE_STORY.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(said()).contains("this machine allows no namespaces", "max_user_namespaces", "took over",
                "stays on", "moved to");
        assertThat(demo.exitValue()).isZero();
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "KILL"})
    void leavesNothingOnLoopbackEither(String signal) throws IOException, InterruptedException {
        var demo = start(withoutNamespaces());
        await().atMost(Duration.ofSeconds(50)).until(() -> said().contains("is the DC"));
        assertThat(here()).isNotEqualTo(before);

        new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + demo.pid()).start().waitFor();

        assertThat(demo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertNothingIsLeft();
    }

    /** A machine of our own making: a loopback net apart from this one's, and not one more namespace. */
    private static List<String> withoutNamespaces() {
        return List.of("unshare", "--user", "--map-root-user", "--net", "sh", "-c", """
                ip link set lo up
                echo 0 >/proc/sys/user/max_user_namespaces
                exec setpriv --bounding-set=-all --inh-caps=-all "$0" demo --plain""", CRM);
    }

    @Test
    void anUnknownOptionIsAMatterOfUsage() throws IOException, InterruptedException {
        var demo = start(List.of(CRM, "demo", "--plian"));

        assertThat(demo.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(demo.exitValue()).isEqualTo(2);
        assertThat(said()).contains("--plian", "--help");
    }

    private Process start(List<String> command) throws IOException {
        return start(command, ProcessBuilder.Redirect.from(new File("/dev/null")));
    }

    /** What was started in the background, as this may be, inherits that Ctrl-C is ignored. */
    private Process start(List<String> command, ProcessBuilder.Redirect input) throws IOException {
        var all = new ArrayList<>(List.of("env", "--default-signal=INT"));
        all.addAll(command);
        var builder = new ProcessBuilder(all).redirectErrorStream(true).redirectInput(input)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().put(MARK, folder.toString());
        builder.environment().put("QUORATE_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary());
        builder.environment().put("TERM", "xterm");
        return builder.start();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"), StandardCharsets.UTF_8);
    }

    /**
     * No process of the demo, and so no namespace and no mount: the kernel keeps those for processes only. No
     * link of this machine's network that was not there before, and no folder.
     */
    private void assertNothingIsLeft() {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(ours()).isEmpty();
            assertThat(here()).isEqualTo(before);
        });
    }

    /** Links of this machine, the place of a daemon of its own, and what the demo keeps for a while. */
    private List<String> here() throws IOException {
        var found = new ArrayList<String>();
        for (var place : List.of(Path.of("/sys/class/net"), Path.of("/run"),
                Files.createDirectories(temporary()))) {
            try (var files = Files.newDirectoryStream(place, place.startsWith("/run") ? "quorate*" : "*")) {
                files.forEach(file -> found.add(file.toString()));
            }
        }
        return found.stream().sorted().toList();
    }

    private Path temporary() {
        return folder.resolve("temporary");
    }

    /** Every process of this machine that this test's demo has started, however indirectly. */
    private List<String> ours() throws IOException {
        var found = new ArrayList<String>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                try {
                    if (Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)
                            .contains(MARK + "=" + folder + "\0")) {
                        found.add(process.getFileName() + " "
                                + Files.readString(process.resolve("cmdline")).replace('\0', ' '));
                    }
                } catch (IOException _) {
                    // Ended meanwhile, or another user's.
                }
            }
        }
        return found;
    }
}
