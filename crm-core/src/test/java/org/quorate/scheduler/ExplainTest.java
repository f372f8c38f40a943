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
    void namesTheConstraintThatKeepsItAway() {
        var lines = why("""
                node n1
                node n2
                node n3
                primitive b ocf:heartbeat:Dummy
                primitive a ocf:heartbeat:Dummy
                location far a -inf: n3
                colocation apart -inf: a b
                runs b n2
                runs a n1
                """);

        assertThat(lines).contains("not on n2: colocation apart keeps it away from b -> "
                + "change or delete constraint apart",
                "not on n3: location far gives n3 the score -INFINITY -> change or delete constraint far");
    }

    @Test
    void sendsAMemberOfAGroupToTheOneBefore() {
        var lines = why("""
                node n1
                node n2
                primitive b ocf:heartbeat:Dummy
                primitive a ocf:heartbeat:Dummy
                group g b a
                runs b n1
                runs a n1
                """);

        assertThat(lines).contains("not on n2: it follows b in group g -> see crm resource why b");
    }

    @Test
    void namesTheHealthOfANode() {
        var lines = why("""
                node n1
                node n2 transient:#health-disk=red
                property node-health-strategy=migrate-on-red
                primitive a ocf:heartbeat:Dummy
                runs a n1
                """);

        assertThat(lines).contains("not on n2: the health of node n2 says so (node-health-strategy) -> "
                + "mend node n2, or set allow-unhealthy-nodes for a");
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
