package org.quorate.crmsh.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.crmsh.client.FakeDaemon;

/** The prompt on a real terminal: a pty made by script(1) of util-linux. */
class PromptIT {

    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final String LINE_BEGINS = "\u001b[?2004h";
    private static final String PREVIOUS_LINE = "\u0010";
    private static final String STATUS = """
            {"v":1,"revision":1,"at":"2026-01-01T00:10:00Z","cluster":"demo","node":"n1",\
            "dc":"n1","settled":true,
             "quorum":{"quorate":true},"nodes":[{"node":"n1","presence":"member"}],"resources":[]}""";

    @TempDir
    private Path home;
    /** Everything that came from the terminal; guarded by itself. */
    private final StringBuilder shown = new StringBuilder();
    /** Up to where the test has looked at it. */
    private int seen;

    private static FakeDaemon.Answer answer(FakeDaemon.Request request) {
        if (request.line().startsWith("GET /v1/status")) {
            return FakeDaemon.Answer.ok(STATUS);
        }
        return FakeDaemon.Answer.ok(request.line().equals("GET /v1/cib")
                ? "{\"v\":1,\"version\":1,\"configuration\":{}}"
                : "{\"v\":1,\"agents\":[],\"version\":2}");
    }

    /** What was started in the background, as this may be, inherits that Ctrl-C is ignored. */
    private Process start(FakeDaemon daemon) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(SCRIPT), "no script(1) here (Debian: bsdutils)");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var builder = new ProcessBuilder(SCRIPT.toString(), "-qec",
                "stty cols 100 rows 40; exec env --default-signal=INT " + java
                        + " -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp '"
                        + System.getProperty("java.class.path") + "' " + Crm.class.getName(),
                "/dev/null")
                .redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("QUORATE_SOCKET", daemon.socket().toString());
        environment.put("XDG_STATE_HOME", home.toString());
        environment.put("TERM", "xterm");
        environment.put("NO_COLOR", "1");
        var process = builder.start();
        Thread.ofVirtual().start(() -> collect(process.getInputStream()));
        return process;
    }

    private void collect(InputStream in) {
        try (var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            var buffer = new char[4096];
            for (int read = reader.read(buffer); read > 0; read = reader.read(buffer)) {
                synchronized (shown) {
                    shown.append(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // The terminal is gone.
        }
    }

    /** Waits until a text stands behind all that was waited for so far. */
    private void waitFor(String text) {
        await().alias(text).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20))
                .until(this::unseen, screen -> screen.contains(text));
        seen += unseen().indexOf(text) + text.length();
    }

    private String unseen() {
        synchronized (shown) {
            return shown.substring(seen);
        }
    }

    /** A prompt is drawn again with every key; a line begins once, with the mark of jline for pasting. */
    private void waitForPrompt(String prompt) {
        waitFor(LINE_BEGINS);
        waitFor(prompt);
    }

    private static void type(OutputStream keyboard, String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    @Test
    void completesCollectsAsksAndRemembers() throws Exception {
        try (var daemon = FakeDaemon.start(PromptIT::answer)) {
            var process = start(daemon);
            try (var keyboard = process.getOutputStream()) {
                waitForPrompt("crm(live/n1)# ");
                type(keyboard, "confi\t\r");
                waitForPrompt("crm(live/n1)configure# ");
                type(keyboard, "prop\ta=b\r");
                waitForPrompt("crm(live/n1)configure# ");
                type(keyboard, "half a line\u0003");
                waitForPrompt("crm(live/n1)configure# ");
                assertThat(daemon.posted("/v1/edit")).isEmpty();
                type(keyboard, "quit\r");
                waitFor("Commit them? (yes/no/cancel) ");
                type(keyboard, "jes\r");
                waitFor("'jes' is no answer; yes commits");
                waitFor("Commit them? (yes/no/cancel) ");
                type(keyboard, "yes\r");

                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
                assertThat(daemon.posted("/v1/edit")).singleElement().asString()
                        .contains("\"values\":{\"a\":\"b\"}");
            } finally {
                process.destroyForcibly();
            }
            assertThatTheNextShellRemembers(daemon);
        }
    }

    private void assertThatTheNextShellRemembers(FakeDaemon daemon) throws Exception {
        var process = start(daemon);
        try (var keyboard = process.getOutputStream()) {
            waitForPrompt("crm(live/n1)# ");
            type(keyboard, PREVIOUS_LINE);
            waitFor("quit");
            type(keyboard, PREVIOUS_LINE);
            waitFor("property a=b");
            type(keyboard, "\u0003");
            waitForPrompt("crm(live/n1)# ");
            type(keyboard, "\u0004");

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void leavesAtEndOfInput() throws Exception {
        try (var daemon = FakeDaemon.start(PromptIT::answer)) {
            var process = start(daemon);
            try (var keyboard = process.getOutputStream()) {
                waitForPrompt("crm(live/n1)# ");
                type(keyboard, "\u0004");

                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
