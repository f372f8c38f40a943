package org.quorate.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.NodeName;
import org.quorate.membership.setup.VoterMarker;

/** What is done on the machines themselves when a voter comes or returns. */
class RejoinTest {

    private static final NodeName N1 = new NodeName("n1");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, UTF_8);

    @BeforeEach
    void setUp() {
        assertThat(setup("--cluster", "demo", "--out", folder.toString(), "--run",
                folder.resolve("%n/run").toString(), "--log", folder.resolve("%n/log").toString(),
                "n1=10.0.0.1", "n2=10.0.0.2", "--arbiter", "arb=10.0.0.3")).isZero();
    }

    private int setup(String... words) {
        return new SetUp(out, out).run(List.of(words));
    }

    private int rejoin(String node, String... words) {
        var all = new java.util.ArrayList<>(List.of(words));
        all.addAll(List.of("--settings", folder.resolve(node).resolve("quorated.conf").toString()));
        return new Rejoin(out, out).run(all);
    }

    private String said() {
        return said.toString(UTF_8);
    }

    private Path data(String node) {
        return folder.resolve(node).resolve("data");
    }

    @Test
    void aNodeWithoutItsDataFindsItsClusterInTheCertificate() throws IOException, LogStartFailed {
        var before = VoterMarker.read(data("n1"));
        Files.delete(data("n1").resolve(VoterMarker.FILE));
        Files.delete(data("n1"));

        assertThat(rejoin("n1", "--number", "2")).as(said()).isZero();

        assertThat(VoterMarker.read(data("n1"))).isEqualTo(VoterMarker.joining(before.cluster(), N1, 2));
    }

    @Test
    void whatWasThereIsPutAsideAndKept() throws IOException, LogStartFailed {
        Files.writeString(data("n1").resolve("left"), "over");

        assertThat(rejoin("n1", "--number", "2")).as(said()).isZero();

        assertThat(folder.resolve("n1/data.before-2/left")).hasContent("over");
        assertThat(data("n1").resolve("left")).doesNotExist();
        assertThat(VoterMarker.read(data("n1")).start()).isEqualTo(VoterMarker.Start.JOINS);
    }

    @Test
    void neverReturnsUnderANumberThatItHadBefore() {
        assertThat(rejoin("n1", "--number", "1")).isEqualTo(Quorated.REFUSED);
        assertThat(rejoin("n1", "--number", "2")).isZero();
        assertThat(rejoin("n1", "--number", "2")).isEqualTo(Quorated.REFUSED);

        assertThat(said()).contains("is that of voter 1 already").contains("is that of voter 2 already");
    }

    @Test
    void saysWhereTheNumberComesFrom() {
        assertThat(rejoin("n1")).isEqualTo(Quorated.USAGE);
        assertThat(rejoin("n1", "--nunber", "2")).isEqualTo(Quorated.USAGE);

        assertThat(said()).contains("crm cluster replace NODE").contains("did you mean '--number'");
    }

    @Test
    void oneMoreNodeGetsKeysOfTheSameClusterAndSettingsThatNameAll() throws IOException, LogStartFailed {
        assertThat(setup("--join", "n4", "--number", "3", "--out", folder.toString(), "--run",
                folder.resolve("%n/run").toString(), "node", "10.0.0.4:7480", "10.0.0.4:7481"))
                .as(said()).isZero();

        assertThat(VoterMarker.read(data("n4"))).isEqualTo(
                VoterMarker.joining(VoterMarker.read(data("n1")).cluster(), new NodeName("n4"), 3));
        assertThat(folder.resolve("n4/cluster.key"))
                .hasSameTextualContentAs(folder.resolve("n1/cluster.key"));
        assertThat(folder.resolve("n4/ca.pem")).hasSameTextualContentAs(folder.resolve("n1/ca.pem"));
        var read = SettingsFile.read(folder.resolve("n4/quorated.conf"), folder);
        assertThat(read).isInstanceOf(SettingsFile.Result.Read.class);
        var settings = ((SettingsFile.Result.Read) read).settings();
        assertThat(settings.node()).isEqualTo(new NodeName("n4"));
        assertThat(settings.peers()).hasSize(4);
        assertThat(settings.folders().run()).isEqualTo(folder.resolve("n4/run"));
    }

    @Test
    void aFolderOfAnEarlierVoterIsNotOverwritten() {
        assertThat(setup("--join", "n1", "--number", "2", "--out", folder.toString(), "node", "10.0.0.1:7480",
                "10.0.0.1:7481")).isEqualTo(Quorated.REFUSED);

        assertThat(said()).contains("of an earlier voter");
    }

    @Test
    void tellsAllThatIsWrongWithAJoin() {
        assertThat(setup("--join", "n 4", "--nummer", "x", "nod", "10.0.0.4")).isEqualTo(Quorated.USAGE);

        assertThat(said()).contains("'n 4' is not a node name").contains("--out DIR is missing")
                .contains("unknown option '--nummer'").contains("expected: node|arbiter");
    }
}
