package org.quorate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.api.Caller.Right;

class ApiServerTest {

    private static final int CONNECTIONS = 8;

    @TempDir
    private Path folder = Path.of("/nowhere");
    private Path socket = Path.of("/nowhere");
    private FakeControl control = new FakeControl();
    private AutoCloseable server = () -> {};

    @BeforeEach
    void start() throws IOException {
        socket = folder.resolve("q.sock");
        control = new FakeControl();
        server = start(Duration.ofSeconds(20));
    }

    private ApiServer start(Duration idle) throws IOException {
        return ApiServer.start(new ApiSettings(socket, "haclient", CONNECTIONS, idle), control,
                InstantSource.system());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void answersSeveralCallsOfOneConnection() throws IOException {
        try (var client = new RawClient(socket)) {
            var log = client.get("/v1/log");
            var status = client.get("/v1/status");

            assertThat(log.status()).isEqualTo(200);
            assertThat(log.body().text("logFile")).isEqualTo("/var/log/quorate/quorated.log");
            assertThat(status.body().whole("v")).isEqualTo(1);
            assertThat(status.body().text("dc")).isEqualTo("n2");
        }
    }

    @Test
    void makesASocketThatOnlyOwnerAndGroupCanOpen() throws IOException {
        var rights = Files.getPosixFilePermissions(socket);

        assertThat(PosixFilePermissions.toString(rights)).isEqualTo("rw-rw----");
    }

    /** Another user's process, let in by the rights of the socket; only root can start one. */
    @Test
    void refusesAnotherUserWhoseConnectionTheSocketLetIn() throws Exception {
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"),
                "only root can be another user");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));

        var stranger = new ProcessBuilder("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups",
                "perl", "-MSocket", "-e", "socket S, AF_UNIX, SOCK_STREAM, 0; connect S, sockaddr_un $ARGV[0]"
                        + " or die $!; syswrite S, qq(GET /v1/status HTTP/1.1\\r\\nHost: q\\r\\n\\r\\n);"
                        + " print while <S>",
                socket.toString()).redirectErrorStream(true).start();
        var heard = new String(stranger.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(stranger.waitFor()).isZero();
        assertThat(heard).startsWith("HTTP/1.1 403 ")
                .contains("user nobody may not call this API; root and members of group haclient may");
    }

    @Test
    void refusesASecondDaemonButReplacesWhatADeadOneLeft() throws Exception {
        assertThatThrownBy(() -> ApiServer.start(socket, "haclient", control))
                .isInstanceOf(IOException.class).hasMessage("another quorated listens on " + socket);

        server.close();
        assertThat(socket).doesNotExist();
        try (var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        server = start(Duration.ofSeconds(20));

        try (var client = new RawClient(socket)) {
            assertThat(client.get("/v1/log").status()).isEqualTo(200);
        }
    }

    @Test
    void bindsNothingInAFolderWhereAnybodyMayWrite() throws IOException {
        var open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> ApiServer.start(open.resolve("s"), "haclient", control))
                .isInstanceOf(IOException.class).hasMessageContaining("chmod o-w");
        assertThatThrownBy(() -> ApiServer.start(folder.resolve("none/s"), "haclient", control))
                .isInstanceOf(IOException.class).hasMessageContaining("is not there");
        assertThatThrownBy(() -> ApiServer.start(folder.resolve("x".repeat(120)), "haclient", control))
                .isInstanceOf(IOException.class).hasMessageContaining("too long");
    }

    @Test
    void letsRootItselfAndTheGroupCall() throws IOException {
        var groups = Files.writeString(folder.resolve("group"), "root:x:0:\nhaclient:x:105:ann,bob\n");
        var callers = new Callers("haclient", "quorate", groups);

        assertThat(callers.of("root", "root").right()).isEqualTo(Right.EVERYTHING);
        assertThat(callers.of("quorate", "users").right()).isEqualTo(Right.EVERYTHING);
        assertThat(callers.of("bob", "users").right()).isEqualTo(Right.EVERYTHING);
        assertThat(callers.of("eve", "haclient").right()).isEqualTo(Right.EVERYTHING);
        assertThat(callers.of("eve", "users").right()).isEqualTo(Right.NOTHING);
        assertThat(callers.of("an", "root").right()).isEqualTo(Right.NOTHING);
    }

    @Test
    void namesTheNearestCallAndTheRightMethod() throws IOException {
        try (var client = new RawClient(socket)) {
            assertThat(client.get("/v1/statsu").firstProblem())
                    .isEqualTo("/v1/statsu: there is no such call; did you mean '/v1/status'?");
            assertThat(client.post("/v1/status", "{}").status()).isEqualTo(405);
            assertThat(client.get("/v1/why?resource=web").status()).isEqualTo(404);
            assertThat(client.get("/v1/%zz").status()).isEqualTo(400);
        }
    }

    @Test
    void answersBadInputWithItsPlaceAndGoesOn() throws IOException {
        try (var client = new RawClient(socket)) {
            var cut = client.post("/v1/edit", "{\"edits\": [");
            var wrong = client.post("/v1/edit", "{\"edits\": [{\"edit\": \"delete\", \"ids\": [7]}]}");
            var unknown = client.post("/v1/edit", "{\"edit\": []}");

            assertThat(cut.status()).isEqualTo(400);
            assertThat(cut.firstProblem()).contains("line 1, column");
            assertThat(wrong.firstProblem()).isEqualTo("edits[0].ids[0]: should be a text");
            assertThat(unknown.firstProblem()).contains("did you mean 'edits'?");
            assertThat(client.get("/v1/log").status()).isEqualTo(200);
        }
    }

    @Test
    void closesOnWhatIsNotHttp() throws IOException {
        try (var client = new RawClient(socket)) {
            client.send("hello\r\n");

            assertThat(client.hear().status()).isEqualTo(400);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void refusesABodyThatIsTooLongAndSaysSo() throws IOException {
        try (var client = new RawClient(socket)) {
            var heard = client.post("/v1/edit", "x".repeat(HttpConnection.LONGEST_BODY + 1));

            assertThat(heard.status()).isEqualTo(413);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void answersAClientThatHasEndedItsSide() throws IOException {
        try (var client = new RawClient(socket)) {
            client.send("GET /v1/log HTTP/1.1\r\n\r\n");
            client.endSending();

            assertThat(client.hear().status()).isEqualTo(200);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void refusesOneConnectionTooManyUntilAnotherEnds() throws IOException {
        var clients = new ArrayList<RawClient>();
        for (int i = 0; i < CONNECTIONS; i++) {
            var client = new RawClient(socket);
            clients.add(client);
            assertThat(client.get("/v1/log").status()).isEqualTo(200);
        }

        try (var oneMore = new RawClient(socket)) {
            assertThat(oneMore.hear().status()).isEqualTo(503);
        }
        for (var client : clients) {
            client.close();
        }

        await().atMost(Duration.ofSeconds(5)).ignoreExceptions().until(() -> {
            try (var again = new RawClient(socket)) {
                return again.get("/v1/log").status() == 200;
            }
        });
    }

    @Test
    void closesAnIdleConnection() throws Exception {
        server.close();
        server = start(Duration.ofMillis(100));

        try (var client = new RawClient(socket)) {
            assertThat(client.get("/v1/log").status()).isEqualTo(200);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void endsALongPollWithTheFirstChange() throws Exception {
        try (var client = new RawClient(socket)) {
            var first = client.get("/v1/status").body().whole("revision");
            var answered = new AtomicBoolean();
            var poll = CompletableFuture.supplyAsync(() -> {
                var heard = unchecked(client, "/v1/status?since=" + first + "&limit=10s");
                answered.set(true);
                return heard;
            });
            await().atMost(Duration.ofSeconds(5)).until(() -> control.watchers() == 1);
            assertThat(answered).isFalse();

            control.runs("web", FakeControl.N1, new org.quorate.state.Activity.Inactive());

            assertThat(poll.get().body().whole("revision")).isEqualTo(first + 1);
        }
    }

    @Test
    void endsALongPollAtItsLimit() throws IOException {
        try (var client = new RawClient(socket)) {
            var first = client.get("/v1/status").body().whole("revision");

            var same = client.get("/v1/status?since=" + first + "&limit=50ms");

            assertThat(same.body().whole("revision")).isEqualTo(first);
            assertThat(client.get("/v1/status?since=" + first + "&limit=1h").status()).isEqualTo(400);
        }
    }

    @Test
    void lastsUntilACallUnderWayHasItsAnswer() throws Exception {
        try (var client = new RawClient(socket)) {
            var poll = CompletableFuture
                    .supplyAsync(() -> unchecked(client, "/v1/wait?until=member:n9&limit=300ms"));
            await().atMost(Duration.ofSeconds(5)).until(() -> control.watchers() > 0);

            server.close();

            assertThat(poll.get().body().text("ended")).isEqualTo("waiting");
        }
    }

    private static RawClient.Heard unchecked(RawClient client, String path) {
        try {
            return client.get(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
