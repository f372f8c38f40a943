package org.quorate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quorate.model.ResourceId;

class ExplainTest {

    private static final ResourceId A = new ResourceId("a");

    @Test
    void namesTheCommandThatEndsStandby() {
        var lines = why("""
                node n1
                node n2 standby
                primitive a ocf:heartbeat:Dummy
                runs a n1
                """);

        assertThat(lines).containsExactly("a belongs on n1: it runs there already (stickiness 1)",
                "not on n2: node n2 is in standby -> crm node online n2");
    }

    @Test
    void saysWhatToDoWhereFencingIsMissing() {
        var lines = why("""
                node n1 lost
                node n2
                primitive a ocf:heartbeat:Filesystem
                owner a n1 3.1
                """);

        assertThat(lines).anySatisfy(line -> assertThat(line)
                .contains("node n1 is lost and may still run it", "no fence device covers it",
                        "crm node confirm-dead n1"));
    }

    @Test
    void tellsFailuresFromTheirCleanup() {
        var lines = why("""
                node n1
                node n2
                primitive a ocf:heartbeat:Dummy op monitor interval=10s meta migration-threshold=2
                runs a n1 monitor_10000
                failed a n2 monitor_10000 count=2
                """);

        assertThat(lines).contains("not on n2: it failed too often on n2 (monitor x2) -> mend it, then "
                + "crm resource cleanup a n2");
    }

    @Test
    void offersAMoveWhereNothingForbidsIt() {
        var lines = why("""
                node n1
                node n2
                primitive a ocf:heartbeat:Dummy
                runs a n1
                """);

        assertThat(lines).contains("not on n2: its score is lower than that of the chosen node -> "
                + "crm resource move a n2");
    }

    @Test
    void explainsNothingThatIsNotThere() {
        var state = CaseReader.read("node n1").state();

        assertThat(Explain.why(state, CaseReader.NOON, A)).isEmpty();
    }

    private static List<String> why(String text) {
        return Explain.why(CaseReader.read(text).state(), CaseReader.NOON, A).orElseThrow().lines();
    }
}
