package org.quorate.crmsh.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorate.codec.ConfigurationJson;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.client.DaemonPlace;
import org.quorate.crmsh.client.FakeDaemon;
import org.quorate.crmsh.language.AgentKnowledge;
import org.quorate.crmsh.language.CrmLanguage;
import org.quorate.crmsh.language.Lexer;
import org.quorate.model.ConfigurationEdit;

class ShellTest {

    private static final String STATUS = """
            {"v":1,"revision":1,"at":"2026-01-01T00:10:00Z","cluster":"demo","node":"n1",\
            "dc":"n1","settled":true,
             "quorum":{"quorate":true},"nodes":[{"node":"n1","presence":"member"},{"node":"n2",\
             "incarnation":4,"presence":"lost"}],
             "resources":[{"group":"g","members":["a"]},{"primitive":"a","in":"g","agent":"ocf:quorate:Dummy",
             "running":[{"node":"n1","role":"Started"}]},{"primitive":"b","agent":"ocf:quorate:Dummy"}]}""";
    private static final String METADATA = """
            {"v":1,"name":"ocf:quorate:Dummy","parameters":[{"name":"state"},{"name":"delay"}],
             "actions":[{"name":"start","timeout":"20s"},{"name":"monitor","timeout":"20s",\
             "interval":"10s"}]}""";

    private final Transcript screen = new Transcript();
    private final AtomicLong version = new AtomicLong(7);
    private String configuration = "primitive a ocf:quorate:Dummy params state=x\ngroup g a\n";
    private FakeDaemon.Answer editAnswer = FakeDaemon.Answer.ok("{\"v\":1,\"version\":8}");
    private FakeDaemon daemon = start();

    private FakeDaemon start() {
        try {
            return FakeDaemon.start(this::answer);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private FakeDaemon.Answer answer(FakeDaemon.Request request) {
        var call = request.line().replaceFirst("\\?.*", "");
        return switch (call) {
            case "GET /v1/status" -> FakeDaemon.Answer.ok(STATUS);
            case "GET /v1/cib" -> FakeDaemon.Answer.ok("{\"v\":1,\"version\":" + version
                    + ",\"configuration\":"
                    + json(configuration) + "}");
            case "GET /v1/agents" -> FakeDaemon.Answer.ok("{\"v\":1,\"agents\":[\"ocf:quorate:Dummy\"]}");
            case "GET /v1/agents/ocf:quorate:Dummy" -> FakeDaemon.Answer.ok(METADATA);
            case "GET /v1/wait" -> FakeDaemon.Answer.ok("{\"v\":1,\"ended\":\"holds\"}");
            case "POST /v1/edit" -> editAnswer;
            case "POST /v1/verify" -> FakeDaemon.Answer.ok("{\"v\":1,\"problems\":[{\"path\":\"primitive a\","
                    + "\"message\":\"bad\"}],\"warnings\":[{\"path\":\"\",\"message\":\"odd\"}]}");
            case "POST /v1/resource/move" -> FakeDaemon.Answer.ok(
                    "{\"v\":1,\"ended\":\"moved\",\"says\":[\"g runs on n2\"],\"took\":\"412ms\"}");
            case "POST /v1/resource/restart" -> FakeDaemon.Answer.ok(
                    "{\"v\":1,\"ended\":\"waiting\",\"says\":[\"stop a on n1 is running\"]}");
            case "GET /v1/why" ->
                FakeDaemon.Answer.ok("{\"v\":1,\"says\":[\"it would be alone there\"]}");
            case "POST /v1/node/attributes", "POST /v1/node/confirm-dead", "POST /v1/resource/clear" ->
                FakeDaemon.Answer.ok("{\"v\":1,\"index\":1}");
            default -> new FakeDaemon.Answer(404, "{\"v\":1,\"problems\":[]}");
        };
    }

    private static String json(String text) {
        var parsed = CrmLanguage.parse(text, AgentKnowledge.NONE).configuration();
        return new String(ConfigurationJson.json(parsed).bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @BeforeEach
    void empty() {
        screen.out.clear();
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    private Shell shell(Options.Flag... flags) {
        var set = flags.length == 0 ? Set.<Options.Flag>of() : EnumSet.copyOf(List.of(flags));
        var options = new Options(set, Options.LIMIT, "", null, null);
        return new Shell(new Session(screen, options,
                new DaemonPlace(Path.of("/none"), daemon.socket(), Path.of("/var/log/q.log"))));
    }

    /** As a single command on the command line. */
    private ExitStatus oneShot(String line, Options.Flag... flags) {
        var shell = shell(flags);
        var status = shell.run(Lexer.lex(line).lines().getFirst());
        return status.and(shell.leave());
    }

    private List<ConfigurationEdit> edits(int index) {
        var body = JsonAt.root(Json.read(daemon.posted("/v1/edit").get(index)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return ConfigurationJson.edits(body.field("edits"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"statsu|2|error: unknown command 'statsu'; did you mean 'status'?",
            "resource moove a n1|2|error: unknown command 'moove' in resource; did you mean 'move'?",
            "resource st a|2|error: 'st' may mean start, status, stop",
            "resource move|2|usage: crm resource move <rsc> [<node>]",
            "resource locate aa|1|error: there is no resource 'aa'; did you mean 'a'?",
            "node standby n3|1|error: there is no node 'n3'; did you mean 'n1'?",
            "node attribute n1 sett x y|2|error: attribute: expected show, set or delete, got "
                    + "'sett'; did you mean 'set'?",
            "status --jsn|2|error: status: unknown option '--jsn'; did you mean '--json'?",
            "configure alert c /x|2|error: line 1, column 11: 'alert' is not supported yet",
            "configure clone c a b|2|error: line 1, column 11: clone: a clone is of one primitive or one "
                    + "group, not of 2",
            "configure modgroup h add a|1|error: modgroup: there is no group 'h'; did you mean 'g'?",
            "configure modgroup g remove x|1|error: modgroup: 'x' is no member of g; did you mean 'a'?",
            "configure rename aa b|1|error: rename: there is no object 'aa'; did you mean 'a'?",
            "configure primitive c Dumy|2|error: line 1, column 23: there is no agent 'Dumy' "
                    + "here; did you mean 'Dummy'?",
            "configure primitive c ocf:quorate:Dumy|1|error: primitive c: there is no agent "
                    + "'ocf:quorate:Dumy' here; "
                    + "did you mean 'ocf:quorate:Dummy'?",
            "configure primitive c ocf:quorate:Dummy params stat=1|1|error: primitive c: agent "
                    + "ocf:quorate:Dummy has "
                    + "no parameter 'stat'; did you mean 'state'?",
            "configure primitive a ocf:quorate:Dummy|1|error: 'a' exists already; change it with: "
                    + "configure edit a, or "
                    + "delete it first",
            "configure delete aa|1|error: delete aa: there is no resource or constraint 'aa'; did "
                    + "you mean 'a'?",
            "configure show aa|1|error: there is no object 'aa'; did you mean 'a'?",
            "resource param a set stat 1|1|error: primitive a: agent ocf:quorate:Dummy has no "
                    + "parameter 'stat'; did "
                    + "you mean 'state'?",
            "help moove|2|error: there is no help on 'moove'",
            "cluster wait --timeot 5s|2|error: wait: expected --timeout and its value, got "
                    + "'--timeot'; did you mean "
                    + "'--timeout'?",
            "cluster wait --timeout 5x|2|error: '5x' is not a time of at most 10min (60s, 2min, ...)"})
    void namesWhatIsWrongAndTheNearestRightWord(String line, int code, String message) {
        assertThat(oneShot(line).code()).isEqualTo(code);

        assertThat(screen.err).containsExactly(message.startsWith("usage") ? "error: " + message : message);
        assertThat(daemon.posted("/v1/edit")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"resource move --help", "resource move db --help", "help resource move"})
    void explainsACommandInsteadOfRunningIt(String line) {
        assertThat(oneShot(line)).isEqualTo(ExitStatus.DONE);

        assertThat(screen.out.getFirst()).startsWith("move <rsc>");
        assertThat(screen.err).isEmpty();
    }

    @Test
    void saysWhatIsNotRunningWhereItsLogIsAndHowToStartIt() throws IOException {
        daemon.close();

        assertThat(oneShot("status")).isEqualTo(ExitStatus.REFUSED);

        assertThat(screen.err).singleElement().asString()
                .startsWith("error: quorated is not running on this node: nobody answers at "
                        + daemon.socket())
                .endsWith("\n  its log:  /var/log/q.log\n  start it: crm cluster start");
    }

    @Test
    void commitsASingleCommandAtOnceWithItsWordsAsTheReason() {
        assertThat(oneShot("configure primitive c ocf:quorate:Dummy op monitor interval=5"))
                .isEqualTo(ExitStatus.DONE);

        assertThat(daemon.posted("/v1/edit")).singleElement().asString().contains("\"baseVersion\":7",
                "\"message\":\"crm configure primitive c ocf:quorate:Dummy op monitor "
                        + "interval=5\"",
                "\"key\":\"crm-");
        assertThat(edits(0)).singleElement().asString().contains("interval=5s, timeout=20s");
    }

    @Test
    void commitsTheLinesOfAFileTogetherAndGoesOnAfterAnError() {
        var shell = shell();

        var status = shell.runAll("configure\nprimitive c ocf:quorate:Dummy\nprimitve: x\ngroup h c\n");

        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(daemon.posted("/v1/edit")).isEmpty();
        assertThat(shell.leave()).isEqualTo(ExitStatus.DONE);
        assertThat(edits(0)).hasSize(2);
    }

    @Test
    void asksAtThePromptWhatToDoWithUncommittedChanges() {
        screen.answering("cancel", "no");
        var shell = shell(Options.Flag.PROMPT);
        shell.runAll("configure\nproperty a=b\nup");

        assertThat(shell.isBelowRoot()).isTrue();
        shell.runAll("up");
        assertThat(shell.isBelowRoot()).isFalse();
        assertThat(screen.out).contains("+property cib-bootstrap-options: \\", "+\ta=b");
        assertThat(daemon.posted("/v1/edit")).isEmpty();
    }

    @Test
    void showsEveryProblemAndWarningOfVerify() {
        assertThat(oneShot("configure verify")).isEqualTo(ExitStatus.REFUSED);

        assertThat(screen.err).containsExactly("warning: odd", "error: primitive a: bad");
        assertThat(daemon.posted("/v1/verify")).containsExactly("{}");
    }

    @Test
    void listsEveryProblemOfAFileAndLoadsNothing(@TempDir Path folder) throws IOException {
        var file = folder.resolve("x.crm");
        Files.writeString(file, """
                primitive
                gruop g a
                primitive p ocf:quorate:Dumy
                primitive q ocf:quorate:Dummy params stat
                group h q nothere
                """);

        assertThat(oneShot("configure load update " + file)).isEqualTo(ExitStatus.REFUSED);

        assertThat(screen.err).containsExactly("error: line 1, column 10: primitive: an id is missing",
                "error: line 2, column 1: unknown statement 'gruop'; did you mean 'group'?",
                "error: line 3, column 13: primitive p: there is no agent 'ocf:quorate:Dumy' here;"
                        + " did you mean 'ocf:quorate:Dummy'?",
                "error: line 4, column 38: primitive: expected NAME=VALUE, got 'stat'",
                "error: line 5, column 11: group h: there is no resource 'nothere'");
        assertThat(daemon.posted("/v1/edit")).isEmpty();
    }

    @Test
    void tellsOfAMistypedAgentBesideAMistypedOperation() {
        assertThat(oneShot("configure primitive c ocf:quorate:Dumy op monitr interval=5s"))
                .isEqualTo(ExitStatus.REFUSED);

        assertThat(screen.err).containsExactly(
                "error: line 1, column 43: 'monitr' is not an action; did you mean 'monitor'?",
                "error: primitive c: there is no agent 'ocf:quorate:Dumy' here; did you mean "
                        + "'ocf:quorate:Dummy'?");
    }

    @Test
    void replacesByObjectsSoThatOthersChangesStay(@TempDir Path folder) throws IOException {
        var file = folder.resolve("x.crm");
        Files.writeString(file, "primitive b ocf:quorate:Dummy\nprimitive a ocf:quorate:Dummy "
                + "params state=x\n");

        assertThat(oneShot("configure load replace " + file)).isEqualTo(ExitStatus.DONE);

        assertThat(edits(0)).extracting(edit -> edit.getClass().getSimpleName()).containsExactly("Delete",
                "PutResource");
    }

    @Test
    void savesWhatItCanLoadAgain(@TempDir Path folder) throws IOException {
        var file = folder.resolve("x.crm");

        oneShot("configure save " + file);

        assertThat(Files.readString(file))
                .isEqualTo("primitive a ocf:quorate:Dummy \\\n\tparams state=x\ngroup g a\n");
    }

    @Test
    void commitsBesideAnothersChangeOfAnotherObject() {
        var shell = shell();
        shell.runAll("configure\ngroup h c\n");
        version.set(9);
        configuration += "property x=y\n";
        editAnswer = new FakeDaemon.Answer(409,
                "{\"v\":1,\"problems\":[{\"path\":\"\",\"message\":\"moved on\"}]}");

        // The second try carries the new version; here it is refused as well, at that version.
        assertThat(shell.leave()).isEqualTo(ExitStatus.REFUSED);

        assertThat(daemon.posted("/v1/edit")).hasSize(2);
        assertThat(daemon.posted("/v1/edit").get(1)).contains("\"baseVersion\":9");
    }

    @Test
    void refusesToOverwriteAnothersChangeOfTheSameObject() {
        var shell = shell();
        shell.runAll("configure\nproperty x=mine\n");
        version.set(9);
        configuration += "property x=theirs\n";
        editAnswer = new FakeDaemon.Answer(409, "{\"v\":1,\"problems\":[]}");

        assertThat(shell.leave()).isEqualTo(ExitStatus.REFUSED);

        assertThat(screen.err).singleElement().asString()
                .contains("was changed by another meanwhile (version 9)");
        assertThat(daemon.posted("/v1/edit")).hasSize(1);
    }

    @Test
    void stopsAndStartsByTargetRole() {
        configuration = configuration.replace("state=x", "state=x meta target-role=Stopped");

        assertThat(oneShot("resource stop a")).isEqualTo(ExitStatus.DONE);
        assertThat(oneShot("resource start g", Options.Flag.WAIT)).isEqualTo(ExitStatus.DONE);

        assertThat(edits(0)).hasToString("[SetMeta[resource=a, name=target-role, value=Stopped]]");
        assertThat(edits(1)).hasToString("[SetMeta[resource=g, name=target-role, value=Started], "
                + "UnsetMeta[resource=a, name=target-role]]");
        assertThat(daemon.requests()).extracting(FakeDaemon.Request::line)
                .contains("GET /v1/wait?until=settled&limit=1min");
    }

    @Test
    void movesAndSaysWhereItRunsNow() {
        assertThat(oneShot("resource move g n2")).isEqualTo(ExitStatus.DONE);

        assertThat(screen.out).containsExactly("g runs on n2 (took 412ms)");
        assertThat(daemon.posted("/v1/edit")).isEmpty();
    }

    @Test
    void failsWhereARestartIsNotDoneInTime() {
        assertThat(oneShot("resource restart a")).isEqualTo(ExitStatus.REFUSED);

        assertThat(screen.err).containsExactly("error: not yet after 1min, it goes on: stop a on "
                + "n1 is running");
    }

    @Test
    void shortensLevelsAndCommands() {
        assertThat(oneShot("conf sho g")).isEqualTo(ExitStatus.DONE);

        assertThat(screen.out).containsExactly("group g a");
    }

    @Test
    void asksBeforeItVouchesForADeadNode() {
        screen.answering("n");
        assertThat(oneShot("node confirm-dead n2")).isEqualTo(ExitStatus.REFUSED);
        assertThat(daemon.posted("/v1/node/confirm-dead")).isEmpty();

        screen.answering("y");
        assertThat(oneShot("node confirm-dead n2")).isEqualTo(ExitStatus.DONE);
        assertThat(daemon.posted("/v1/node/confirm-dead")).singleElement().asString()
                .contains("\"node\":\"n2\"").contains("\"incarnation\":4");
    }

    @Test
    void asksWhyOfOneNode() {
        assertThat(oneShot("resource why a --node n2")).isEqualTo(ExitStatus.DONE);
        assertThat(oneShot("resource why a n2")).isEqualTo(ExitStatus.DONE);
        assertThat(screen.out).containsExactly("it would be alone there", "it would be alone there");
        assertThat(daemon.requests()).map(FakeDaemon.Request::line)
                .containsExactly("GET /v1/why?resource=a&node=n2", "GET /v1/why?resource=a&node=n2");

        assertThat(oneShot("resource why a --node")).isEqualTo(ExitStatus.USAGE);
        assertThat(oneShot("resource why a n1 n2")).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void takesThisNodeWhereNoneIsNamed() {
        oneShot("node standby");
        oneShot("node standby n2 reboot");

        assertThat(edits(0)).hasToString("[SetNodeAttribute[node=n1, name=standby, value=on]]");
        assertThat(daemon.posted("/v1/node/attributes")).singleElement().asString()
                .contains("\"node\":\"n2\",\"values\":{\"standby\":\"on\"}");
    }

    @Test
    void goesUpDownAndSidewaysBetweenLevels() {
        var shell = shell(Options.Flag.PROMPT);

        assertThat(shell.prompt(java.util.Optional.of("n1"))).isEqualTo("crm(live/n1)# ");
        shell.runAll("configure");
        assertThat(shell.prompt(java.util.Optional.of("n1"))).isEqualTo("crm(live/n1)configure# ");
        shell.runAll("cd ../node");
        assertThat(shell.level().name()).isEqualTo("node");
        shell.runAll("status\nend");
        assertThat(shell.isBelowRoot()).isFalse();
        shell.runAll("bye");
        assertThat(shell.hasEnded()).isTrue();
    }

    @Test
    void setsAndRemovesOptions() {
        configuration += "property x=y\n";

        oneShot("configure unset property x");
        oneShot("resource param a set delay 3");

        assertThat(edits(0)).hasToString("[UnsetValues[section=PROPERTIES, names=[x]]]");
        assertThat(edits(1)).singleElement().asString().contains("{delay=3, state=x}");
    }
}
