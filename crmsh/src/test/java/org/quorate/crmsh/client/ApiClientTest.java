package org.quorate.crmsh.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.codec.Json;

class ApiClientTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void keepsOneConnectionForSeveralCalls() throws IOException {
        try (var daemon = FakeDaemon.start(request -> FakeDaemon.Answer.ok("{\"is\":\"" + request
                .line() + "\"}"));
                var client = new ApiClient(daemon.socket())) {
            assertThat(client.get("/v1/a", LIMIT)).isInstanceOfSatisfying(Reply.Done.class,
                    done -> assertThat(done.body().text("is")).isEqualTo("GET /v1/a"));
            assertThat(client.post("/v1/b", Json.object().put("x", "\u00e9").done(), LIMIT))
                    .isInstanceOf(Reply.Done.class);

            assertThat(daemon.posted("/v1/b")).containsExactly("{\"x\":\"\u00e9\"}");
        }
    }

    @Test
    void saysThatNobodyListens(@TempDir Path folder) {
        try (var client = new ApiClient(folder.resolve("nothing"))) {
            assertThat(client.get("/v1/a", LIMIT)).isInstanceOf(Reply.Unreachable.class);
        }
    }

    @Test
    void readsEveryProblemOfARefusal() throws IOException {
        var body = "{\"v\":1,\"problems\":[{\"path\":\"a\",\"message\":\"b\"},{\"message\":\"c\"}]}";
        try (var daemon = FakeDaemon.start(_ -> new FakeDaemon.Answer(422, body));
                var client = new ApiClient(daemon.socket())) {
            assertThat(client.get("/v1/a", LIMIT)).isInstanceOfSatisfying(Reply.Refused.class, refused -> {
                assertThat(refused.status()).isEqualTo(422);
                assertThat(refused.problems()).extracting(Object::toString).containsExactly("a: b", "c");
            });
        }
    }

    @Test
    void callsAgainOnANewConnectionWhenTheKeptOneWasClosed() throws IOException {
        var count = new AtomicInteger();
        try (var daemon = FakeDaemon.start(_ -> count.incrementAndGet() == 2
                ? new FakeDaemon.Answer(0, "")
                : FakeDaemon.Answer.ok("{}")); var client = new ApiClient(daemon.socket())) {
            assertThat(client.get("/v1/a", LIMIT)).isInstanceOf(Reply.Done.class);
            assertThat(client.get("/v1/b", LIMIT)).isInstanceOf(Reply.Done.class);

            assertThat(daemon.requests()).extracting(FakeDaemon.Request::line)
                    .containsExactly("GET /v1/a", "GET /v1/b", "GET /v1/b");
        }
    }

    @Test
    void givesUpAtTheLimit() throws IOException {
        var never = new java.util.concurrent.CountDownLatch(1);
        try (var daemon = FakeDaemon.start(_ -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return FakeDaemon.Answer.ok("{}");
        }); var client = new ApiClient(daemon.socket())) {
            assertThat(client.get("/v1/a", Duration.ofMillis(50)))
                    .isEqualTo(new Reply.Broken("no answer in time"));
        } finally {
            never.countDown();
        }
    }

    @Test
    void findsTheSocketWhereItWasAskedForElseThroughTheEnvironmentElseThroughTheSettings(@TempDir Path folder)
            throws IOException {
        var settings = folder.resolve("quorated.conf");
        Files.writeString(settings, "# x\nrun = run-n1\nlog = n1.log\n");
        var asked = Optional.of(Path.of("/a"));
        var environment = Map.of("QUORATE_SOCKET", "/e", "QUORATE_SETTINGS", settings.toString());

        assertThat(DaemonPlace.find(Optional.empty(), asked, environment).socket()).hasToString("/a");
        assertThat(DaemonPlace.find(Optional.empty(), Optional.empty(), environment).socket())
                .hasToString("/e");
        assertThat(DaemonPlace.find(Optional.of(settings), Optional.empty(), Map.of())).isEqualTo(
                new DaemonPlace(settings, folder.resolve("run-n1/quorate.sock"), folder.resolve("n1.log")));
        assertThat(DaemonPlace.find(Optional.of(folder.resolve("none")), Optional.empty(), Map.of()).socket())
                .hasToString("/run/quorate/quorate.sock");
    }
}
