package org.quorate.crmsh.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.client.DaemonPlace;
import org.quorate.crmsh.client.FakeDaemon;
import org.quorate.crmsh.language.Lexer;

class SimulateTest {

    private static final String CONFIGURATION = """
            node n1
            node n2
            primitive web ocf:quorate:Dummy op monitor interval=10s
            location l web 10: n1
            property fencing-enabled=false
            """;

    private final Transcript screen = new Transcript();

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(file("cluster.crm"), CONFIGURATION);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private ExitStatus simulate(String... words) {
        return simulate(Path.of("/none"), words);
    }

    private ExitStatus simulate(Path socket, String... words) {
        screen.out.clear();
        var line = new ArrayList<>(List.of("simulate"));
        line.addAll(List.of(words));
        var shell = new Shell(new Session(screen, Options.NONE,
                DaemonPlace.find(Optional.empty(), Optional.of(socket), Map.of())));
        return shell.run(Lexer.words(line));
    }

    /** The CIB in which the configuration runs. */
    private String started() {
        simulate("--input", file("cluster.crm").toString(), "--save", file("started.xml").toString());
        return file("started.xml").toString();
    }

    @Test
    void saysWhatChangesAndHowItIsAfterwards() {
        assertThat(simulate("--input", file("cluster.crm").toString())).isEqualTo(ExitStatus.DONE);

        assertThat(screen.out).containsExactly("Transition:",
                "  Start      web                  on n1: it should run and runs nowhere", "",
                "Nodes after it:", "  n1                   online", "  n2                   online", "",
                "Resources after it:", "  web                  Started on n1");
        assertThat(screen.err).isEmpty();
    }

    @Test
    void saysThatNothingStartsWithoutAFenceDevice() throws IOException {
        Files.writeString(file("cluster.crm"), "node n1\nprimitive web Dummy\n");

        simulate("--input", file("cluster.crm").toString());

        assertThat(screen.out).contains("  web                  stopped: fencing is on and there is no fence"
                + " device (configure one, or set fencing-enabled=false)");
    }

    @Test
    void goesOnFromWhereItLeftOff() {
        simulate("--input", started());

        assertThat(screen.out).startsWith("Nothing is to be done.");
    }

    @Test
    void asksWhatIf() {
        var input = started();

        simulate("--input", input, "--node-standby", "n1", "--scores");

        assertThat(screen.out)
                .anyMatch(line -> line.startsWith("  Move       web                  from n1 to n2: "))
                .contains("  n1                   standby", "  web                  Started on n2")
                .anyMatch(line -> line.matches("  web +n1 +-?\\w+ .*location l 10.*"));
    }

    @Test
    void letsAnOperationFail() {
        simulate("--input", started(), "--resource-failed=web", "--operation-fails=web_start_0@n1=1");

        assertThat(screen.out).contains("  web                  Started on n1 -- failed");
    }

    @Test
    void warnsOfAFailureThatCannotHappen() {
        simulate("--input", started(), "--operation-fails", "web_start_0@n2=1");

        assertThat(screen.err)
                .containsExactly("warning: start of web on n2 does not take place, so it does not fail");
    }

    @Test
    void answersInJson() {
        simulate("--input", file("cluster.crm").toString(), "--format", "json", "--scores");

        var answer = JsonAt.root(
                Json.read(String.join("", screen.out).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(answer.text("name")).isEqualTo("cluster");
        assertThat(answer.field("final").field("resources").texts("web")).containsEntry("n1", "Started");
        assertThat(answer.list("transition_summary", change -> change.text("action")))
                .containsExactly("Start");
        assertThat(answer.list("scores", score -> score.text("rsc"))).contains("web");
    }

    @Test
    void readsAConfigurationInJson() throws IOException {
        Files.writeString(file("cib.json"), """
                {"v":1,"version":7,"configuration":{"nodes":[{"node":"n1","attributes":{"values":{}}}],
                 "resources":[],"constraints":[]}}""");

        assertThat(simulate("--input", file("cib.json").toString())).isEqualTo(ExitStatus.DONE);
        assertThat(screen.out).contains("  n1                   online");
    }

    @Test
    void drawsTheTransition() throws IOException {
        simulate("--input", file("cluster.crm").toString(), "--graph", file("t.svg").toString());
        simulate("--input", file("cluster.crm").toString(), "--graph", file("t.dot").toString());

        assertThat(Files.readString(file("t.svg"))).startsWith("<svg ")
                .contains("start web", "monitor web every 10s",
                        "<polyline ")
                .endsWith("</svg>\n");
        assertThat(Files.readString(file("t.dot"))).startsWith("digraph ").contains("start web\\nn1", " -> ");
    }

    @Test
    void simulatesADirectory() throws IOException {
        var inputs = Files.createDirectory(file("in"));
        Files.copy(Path.of(started()), inputs.resolve("good.xml"));
        Files.writeString(inputs.resolve("bad.xml"), "<cib>");
        Files.writeString(inputs.resolve("dates.tsv"), "good\t2030-01-31T12:00:00Z\n");

        assertThat(simulate("--inputs", inputs.toString(), "--out", file("out").toString()))
                .isEqualTo(ExitStatus.REFUSED);

        assertThat(file("out").resolve("good.json")).content().contains("\"name\":\"good\"");
        assertThat(file("out").resolve("bad.json")).doesNotExist();
        assertThat(screen.err).singleElement().asString().startsWith("error: bad: line 1, column ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "|2|say what to simulate: --input FILE, --live, or --inputs DIR --out DIR",
            "x.xml|2|'x.xml' belongs to no option; a file is given as --input x.xml",
            "--imput x|2|unknown option '--imput'; did you mean '--input'?",
            "--input|2|the value of --input is missing",
            "--live --input x|2|one of --input, --live and --inputs is enough",
            "--inputs x|2|--inputs DIR needs --out DIR, where the answers go",
            "--inputs x --out y --node-up n|2|with --inputs every file is simulated as it is; "
                    + "dates stand in its dates.tsv",
            "--live --date soon|2|'soon' is no date; 2026-01-31T12:00:00Z is one",
            "--live --format yaml|2|--format yaml: text and json are formats",
            "--live --graph x.png|2|--graph x.png: a picture is a FILE.svg or a FILE.dot",
            "--live --quorum gone|2|--quorum gone: it is lost or held",
            "--live --operation-fails web|2|--operation-fails web: "
                    + "RESOURCE_OPERATION_INTERVAL@NODE=CODE is meant"})
    void saysWhatWasTypedWrong(String words, int code, String message) {
        var status = simulate(words == null ? new String[0] : words.split(" "));

        assertThat(status.code()).isEqualTo(code);
        assertThat(screen.err).singleElement().asString().contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"cib.xml|<cib><configuration/>|line 1, column 22",
            "cib.xml|<nodes/>|the outermost element of a CIB is <cib>, not <nodes>",
            "cib.json|{\"configuration\": 5}|configuration",
            "c.crm|primitve x Dummy|did you mean 'primitive'?",
            "c.crm|property a=b|nodes: there is none: name each with a line 'node NAME'"})
    void saysWhatIsWrongInAFile(String name, String content, String message) throws IOException {
        Files.writeString(file(name), content);

        assertThat(simulate("--input", file(name).toString())).isEqualTo(ExitStatus.REFUSED);
        assertThat(screen.err).singleElement().asString().contains(message);
    }

    @Test
    void saysThatAFileOrANodeIsNotThere() {
        assertThat(simulate("--input", file("none.xml").toString())).isEqualTo(ExitStatus.REFUSED);
        assertThat(screen.err).singleElement().asString().endsWith("none.xml: cannot be read (no such file)");
        screen.err.clear();

        assertThat(simulate("--input", file("cluster.crm").toString(), "--node-lost", "n7"))
                .isEqualTo(ExitStatus.REFUSED);
        assertThat(screen.err).singleElement().asString()
                .contains("there is no node 'n7'; did you mean 'n1'?");
    }

    @Test
    void takesTheRunningCluster() throws IOException {
        var status = """
                {"v":1,"revision":1,"at":"2026-01-01T00:10:00Z","cluster":"demo","node":"n1","settled":true,
                 "quorum":{"quorate":true},"nodes":[{"node":"n1","kind":"node","presence":"member"},
                 {"node":"n2","kind":"node","presence":"left"},
                 {"node":"q","kind":"arbiter","presence":"member"}],
                 "resources":[{"primitive":"web","agent":"ocf:quorate:Dummy",
                 "running":[{"node":"n1","role":"Started"}]}]}""";
        var configuration = """
                {"v":1,"version":7,"configuration":{"nodes":[
                 {"node":"n1","attributes":{"values":{}}},{"node":"n2","attributes":{"values":{}}}],
                 "resources":[{"primitive":"web","agent":"ocf:quorate:Dummy"}],"constraints":[],
                 "properties":[{"values":{"fencing-enabled":"false"}}]}}""";
        try (var daemon = FakeDaemon.start(request -> FakeDaemon.Answer.ok(
                request.line().startsWith("GET /v1/cib") ? configuration : status))) {
            assertThat(simulate(daemon.socket(), "--live")).isEqualTo(ExitStatus.DONE);
            assertThat(screen.out).startsWith("Nothing is to be done.")
                    .contains("  n2                   offline", "  web                  Started on n1")
                    .noneMatch(line -> line.contains("  q "));
            assertThat(screen.err).singleElement().asString().startsWith("note: of the running cluster");

            simulate(daemon.socket(), "--live", "--node-up", "n2", "--node-standby", "n1");
            assertThat(screen.out).contains("  web                  Started on n2");
        }
    }

    private static final String DATABASE = """
            node alice
            node bob
            primitive drbd ocf:linbit:drbd params drbd_resource=r0 \\
                op monitor interval=15s role=Promoted op monitor interval=30s role=Unpromoted
            primitive fs Filesystem params device="/dev/drbd0" directory="/srv" fstype=xfs
            primitive db systemd:postgresql op monitor interval=20s
            primitive vip IPaddr2 params ip=192.0.2.10 op monitor interval=10s
            clone data drbd meta promotable=true promoted-max=1 clone-max=2 notify=true
            group service fs db vip
            colocation service-with-data inf: service data:Promoted
            order data-before-service Mandatory: data:promote service:start
            location data-likes-alice data role=Promoted 50: alice
            property fencing-enabled=false
            """;

    @Test
    void aDatabaseOnAPromotableCloneStartsWhereItIsPromoted() throws IOException {
        Files.writeString(file("database.crm"), DATABASE);

        assertThat(simulate("--input", file("database.crm").toString())).isEqualTo(ExitStatus.DONE);

        assertThat(screen.err).isEmpty();
        assertThat(screen.out).contains(
                "  Promote    drbd                 from Stopped to alice Promoted: it should run and runs "
                        + "nowhere",
                "  Start      drbd                 on bob: it should run and runs nowhere",
                "  drbd                 Promoted on alice, Unpromoted on bob",
                "  db                   Started on alice", "  vip                  Started on alice");
    }

    @Test
    void saysWhyNothingIsPromotedAndWhatHangsOnIt() throws IOException {
        Files.writeString(file("database.crm"), DATABASE.replaceAll("(?m)^location .*", ""));

        simulate("--input", file("database.crm").toString());

        assertThat(screen.out).contains(
                "  drbd                 Unpromoted on alice, Unpromoted on bob: none of data is promoted: "
                        + "its agent has set no promotion score, and no location gives its role Promoted one",
                "  fs                   stopped: colocation service-with-data wants it with data",
                "  db                   stopped: it follows fs in group service");
    }

    @Test
    void refusesWhatACrmFileMeansWithItsPlace() throws IOException {
        Files.writeString(file("database.crm"), DATABASE.replace("clone data drbd", "clone data drdb"));

        assertThat(simulate("--input", file("database.crm").toString())).isEqualTo(ExitStatus.REFUSED);

        assertThat(screen.err).contains("error: line 8, column 12: clone data: there is no resource 'drdb'; "
                + "did you mean 'drbd'?");
    }

    @Test
    void warnsOfOptionsOfACibThatMeanNothing() throws IOException {
        var cib = Files.readString(Path.of(started())).replace("name=\"fencing-enabled\"",
                "name=\"stonith-enabld\"");
        Files.writeString(file("odd.xml"), cib);

        assertThat(simulate("--input", file("odd.xml").toString())).isEqualTo(ExitStatus.DONE);

        assertThat(screen.err).containsExactly("warning: property stonith-enabld: there is no cluster option "
                + "'stonith-enabld'; did you mean 'stonith-enabled'?");
    }

    @Test
    void aTicketThatNothingNeedsIsTypedWrong() {
        assertThat(simulate("--input", started(), "--ticket-granted", "T")).isEqualTo(ExitStatus.REFUSED);

        assertThat(screen.err).contains("error: simulate: no constraint needs a ticket 'T'");
    }

    @Test
    void passesOverRightsAndAlertsThatDecideNothing() throws IOException {
        Files.writeString(file("alert.crm"), CONFIGURATION + "alert a /bin/true\nrole r read xpath:/cib\n");

        assertThat(simulate("--input", file("alert.crm").toString())).isEqualTo(ExitStatus.DONE);

        Files.writeString(file("alert.crm"), CONFIGURATION + "monitor web 20s\n");
        assertThat(simulate("--input", file("alert.crm").toString())).isEqualTo(ExitStatus.REFUSED);
    }
}
