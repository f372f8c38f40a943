package org.quorate.crmsh.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
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
    private static final String STATUS = """
            {"v":1,"revision":1,"at":"2026-01-01T00:10:00Z","cluster":"demo","node":"n1",\
            "dc":"n1","settled":true,
             "quorum":{"quorate":true},"nodes":[{"node":"n1","presence":"member"}],"resources":[]}""";

    @TempDir
    private Path home;
    private final StringWriter shown = new StringWriter();

    private static FakeDaemon.Answer answer(FakeDaemon.Request request) {
        if (request.line().startsWith("GET /v1/status")) {
            return FakeDaemon.Answer.ok(STATUS);
        }
        return FakeDaemon.Answer.ok(request.line().equals("GET /v1/cib")
                ? "{\"v\":1,\"version\":1,\"configuration\":{}}"
                : "{\"v\":1,\"agents\":[],\"version\":2}");
    }

    private Process start(FakeDaemon daemon) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(SCRIPT), "no script(1) here (Debian: bsdutils)");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var builder = new ProcessBuilder(SCRIPT.toString(), "-qec", "stty cols 100 rows 40; exec " + java
                + " -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp '"
                + System.getProperty("java.class.path") + "' " + Crm.class.getName(), "/dev/null")
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
        try (in) {
            var buffer = new byte[4096];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                shown.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The terminal is gone.
        }
    }

    private void waitFor(String text) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20))
                .until(() -> shown.toString(), screen -> screen.contains(text));
        shown.getBuffer().setLength(0);
    }

    private static void type(OutputStream keyboard, String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    @Test
    void leavesAtEndOfInput() throws Exception {
        try (var daemon = FakeDaemon.start(PromptIT::answer)) {
            var process = start(daemon);
            try (var keyboard = process.getOutputStream()) {
                waitFor("crm(live/n1)# ");
                type(keyboard, "\u0004");

                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
