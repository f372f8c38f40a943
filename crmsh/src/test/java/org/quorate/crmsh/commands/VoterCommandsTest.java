package org.quorate.crmsh.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.client.DaemonPlace;
import org.quorate.crmsh.client.FakeDaemon;
import org.quorate.crmsh.language.Lexer;

/** What {@code crm cluster add}, {@code remove} and {@code replace} ask for, and what they say comes next. */
class VoterCommandsTest {

    private static final String PATH = "/v1/cluster/voters";
    private static final String AWAITED = """
            [{"node":"n4","kind":"node","number":2,"log":"10.0.0.4:7480","heartbeats":["10.0.0.4:7481"]}]""";

    private final Transcript screen = new Transcript();
    private FakeDaemon.Answer answer = FakeDaemon.Answer
            .ok("{\"v\":1,\"index\":9,\"awaited\":" + AWAITED + "}");
    private FakeDaemon daemon;

    @BeforeEach
    void start() throws IOException {
        daemon = FakeDaemon.start(request -> request.line().contains("/v1/status")
                ? FakeDaemon.Answer.ok("""
                        {"v":1,"node":"n1","cluster":"demo","quorum":{"quorate":true,"leaseRemaining":"1s",
                         "voters":[],"settling":true,"awaited":%s}}""".formatted(AWAITED))
                : answer);
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    private ExitStatus crm(String line) {
        var shell = new Shell(new Session(screen, Options.NONE,
                new DaemonPlace(Path.of("/none"), daemon.socket(), Path.of("/var/log/q.log"))));
        return shell.run(Lexer.lex(line).lines().getFirst());
    }

    private JsonAt asked() {
        return JsonAt
                .root(Json.read(daemon.posted(PATH).getFirst().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void addAsksForTheVoterAndSaysHowToSetItUp() {
        assertThat(crm("cluster add n4 10.0.0.4:7480 10.0.0.4:7481")).isEqualTo(ExitStatus.DONE);

        assertThat(asked().text("how")).isEqualTo("add");
        assertThat(asked().text("kind")).isEqualTo("node");
        assertThat(asked().list("heartbeats", JsonAt::text)).containsExactly("10.0.0.4:7481");
        assertThat(String.join("\n", screen.out)).contains("voter 2 of node n4 is awaited",
                "quorated setup --join n4 --number 2 --out DIR node 10.0.0.4:7480 10.0.0.4:7481",
                "crm cluster start");
    }

    @Test
    void anArbiterIsNamedAsSuch() {
        crm("cluster add arb arbiter 10.0.0.9:7480 10.0.0.9:7481 10.1.0.9:7481");

        assertThat(asked().text("kind")).isEqualTo("arbiter");
        assertThat(asked().list("heartbeats", JsonAt::text)).hasSize(2);
    }

    @Test
    void replaceShowsTheCommandForTheNodeItself() {
        crm("cluster replace n4");

        assertThat(asked().text("how")).isEqualTo("replace");
        assertThat(asked().has("log")).isFalse();
        assertThat(screen.out).contains("  quorated rejoin --number 2", "  crm cluster start");
    }

    @Test
    void replaceTakesNewAddresses() {
        crm("cluster replace n4 10.0.0.44:7480 10.0.0.44:7481");

        assertThat(asked().text("log")).isEqualTo("10.0.0.44:7480");
        assertThat(asked().list("heartbeats", JsonAt::text)).containsExactly("10.0.0.44:7481");
    }

    @Test
    void removeTellsWhatStandsInTheWay() {
        answer = new FakeDaemon.Answer(409,
                "{\"v\":1,\"problems\":[{\"path\":\"voter n3\",\"message\":\"is a member\"}]}");

        assertThat(crm("cluster remove n3")).isEqualTo(ExitStatus.REFUSED);

        assertThat(screen.err).containsExactly("error: voter n3: is a member");
    }

    @Test
    void aWordThatIsNoAddressIsNamed() {
        assertThat(crm("cluster add n4 arbitre 10.0.0.9:7480 10.0.0.9:7481")).isEqualTo(ExitStatus.USAGE);
        assertThat(crm("cluster add n4 arbiter 10.0.0.9:7480")).isEqualTo(ExitStatus.USAGE);
        assertThat(crm("cluster add n4 10.0.0.9:7480 10.0.0.9")).isEqualTo(ExitStatus.USAGE);

        assertThat(screen.err.getFirst()).contains("did you mean 'arbiter'?");
        assertThat(screen.err.getLast()).contains("'10.0.0.9' is not an address");
    }

    @Test
    void theStatusSaysWhatIsUnderWay() {
        crm("cluster status");

        assertThat(String.join("\n", screen.out)).contains("is settling", "voter 2 of n4 is awaited");
    }
}
