package org.quorate.crmsh.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quorate.crmsh.language.Printer.Arrangement;

/** Golden texts of the canonical form. */
class PrinterTest {

    private static String printed(String text, Arrangement arrangement) {
        var parsed = CrmLanguage.parse(text, AgentKnowledge.NONE);
        assertThat(parsed.problems()).isEmpty();
        return new Printer(AgentKnowledge.NONE).print(parsed.configuration(), arrangement);
    }

    @Test
    void printsEveryKindInCanonicalForm() {
        var text = """
                op_defaults timeout=60s
                rsc_defaults resource-stickiness=1 migration-threshold=3
                property rule 10: #uname eq node1 fencing-enabled=no
                property other: x="a b"
                order o2 Serialize: web db symmetrical=true
                order o1 db:promote web:start
                colocation c1 INFINITY: web db:Master
                location l2 g rule -inf: not_defined pingd or pingd number:lte 0 rule 5: #uname eq n1
                location l1 g -INFINITY: n1
                group g ip web meta target-role=Started
                primitive web apache params configfile="/etc/a b" port=80 \\
                  op monitor interval=120m OCF_CHECK_LEVEL=10
                primitive ip ocf:quorate:IPaddr params ip=10.0.0.1 op start timeout=20
                primitive db ocf:pacemaker:Stateful params rule #uname eq n1 a=1
                node n2
                node n1 attributes standby=on
                """;

        assertThat(printed(text, Arrangement.SORTED)).isEqualTo("""
                node n1 \\
                \tattributes standby=on
                node n2
                primitive db ocf:pacemaker:Stateful \\
                \tparams rule #uname eq n1 a=1
                primitive ip ocf:quorate:IPaddr \\
                \tparams ip=10.0.0.1 \\
                \top start interval=0s timeout=20
                primitive web apache \\
                \tparams configfile="/etc/a b" port=80 \\
                \top monitor interval=120m \\
                \top_params OCF_CHECK_LEVEL=10
                group g ip web \\
                \tmeta target-role=Started
                colocation c1 inf: web db:Promoted
                location l1 g -inf: n1
                location l2 g \\
                \trule -inf: not_defined pingd or pingd number:lte 0 \\
                \trule 5: #uname eq n1
                order o1 Mandatory: db:promote web:start
                order o2 Serialize: web db symmetrical=true
                property cib-bootstrap-options: \\
                \trule 10: #uname eq node1 \\
                \tfencing-enabled=no
                property other: \\
                \tx="a b"
                rsc_defaults rsc-options: \\
                \tmigration-threshold=3 \\
                \tresource-stickiness=1
                op_defaults op-options: \\
                \ttimeout=60s
                """);
    }

    @Test
    void keepsTheOrderOfDefinitionWhereAsked() {
        var text = "primitive b Dummy\ngroup g b\nprimitive a Dummy\n";

        assertThat(printed(text, Arrangement.AS_DEFINED)).isEqualTo(text);
        assertThat(printed(text, Arrangement.SORTED))
                .isEqualTo("primitive a Dummy\nprimitive b Dummy\ngroup g b\n");
    }

    @Test
    void writesAnAgentInFullWhereItsShortNameMeansAnother() {
        var agents = KnownAgents.of("ocf:quorate:Dummy");
        var configuration = CrmLanguage.parse("primitive a ocf:heartbeat:Dummy", agents).configuration();

        assertThat(new Printer(agents).print(configuration, Arrangement.SORTED))
                .isEqualTo("primitive a ocf:heartbeat:Dummy\n");
        assertThat(new Printer(AgentKnowledge.NONE).print(configuration, Arrangement.SORTED))
                .isEqualTo("primitive a Dummy\n");
    }
}
