package org.quorate.crmsh.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorate.model.Constraint;
import org.quorate.model.Constraint.OrderedAction;
import org.quorate.model.Problem;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.model.Score;

class CrmLanguageTest {

    private static Parsed good(String text) {
        var parsed = CrmLanguage.parse(text, AgentKnowledge.NONE);
        assertThat(parsed.problems()).isEmpty();
        return parsed;
    }

    private static List<String> problems(String text) {
        return CrmLanguage.parse(text, AgentKnowledge.NONE).problems().stream().map(Problem::toString)
                .toList();
    }

    private static Resource.Primitive primitive(String text) {
        return good(text).configuration().primitives().getFirst();
    }

    private static <T extends Constraint> T constraint(String text, Class<T> kind) {
        return kind.cast(good(text).configuration().constraints().getFirst());
    }

    @Test
    void readsAPrimitive() {
        var web = primitive("""
                primitive web ocf:quorate:anything params binfile=/bin/web cmd="a b" \\
                    op monitor interval=10s timeout=5s OCF_CHECK_LEVEL=10 op start timeout=20 \\
                    meta migration-threshold=3
                """);

        assertThat(web.agent()).hasToString("ocf:quorate:anything");
        assertThat(web.params().getFirst().values()).containsEntry("cmd", "a b");
        assertThat(web.meta().getFirst().values()).containsEntry("migration-threshold", "3");
        assertThat(web.operations().get(0).params().values()).containsEntry("OCF_CHECK_LEVEL", "10");
        assertThat(web.operations().get(1).attributes()).containsEntry("interval", "0s");
    }

    @Test
    void takesParametersWithoutKeyword() {
        assertThat(
                primitive("primitive foo Dummy email=a@b op start timeout=10").params().getFirst().values())
                .containsEntry("email", "a@b");
    }

    @Test
    void takesKeywordsInAnyCase() {
        assertThat(primitive("PRIMITIVE a Dummy META target-role=Stopped OP monitor interval=1").meta())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"Dummy, ocf:heartbeat:Dummy", "IPaddr, ocf:quorate:IPaddr",
            "Stateful, ocf:pacemaker:Stateful",
            "fence_sbd, stonith:fence_sbd", "ocf:Stateful, ocf:pacemaker:Stateful",
            "systemd:x@y, systemd:x@y",
            "lsb:nginx, lsb:nginx", "ocf:quorate:Dummy, ocf:quorate:Dummy"})
    void findsTheAgentBehindAShortName(String word, String name) {
        var agents = KnownAgents.of("ocf:heartbeat:Dummy", "ocf:pacemaker:Dummy", "ocf:quorate:Dummy",
                "ocf:quorate:IPaddr", "ocf:pacemaker:Stateful", "ocf:quorate:Stateful");

        var parsed = CrmLanguage.parse("primitive a " + word, agents);

        assertThat(parsed.configuration().primitives().getFirst().agent()).hasToString(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Dumy|there is no agent 'Dumy' here; did you mean 'Dummy'?",
            "quorate:Dummy|'quorate:Dummy' lacks its class; did you mean 'ocf:quorate:Dummy'?",
            "sytemd:nginx|'sytemd' is not a class of agents; did you mean 'systemd'?",
            "a:b:c:d|'a' is not a class of agents",
            "ocf:b:c:d|'ocf:b:c:d' is not the name of an agent (class:provider:type, class:type or type)"})
    void namesTheNearestAgent(String word, String message) {
        var parsed = CrmLanguage.parse("primitive a " + word, KnownAgents.of("ocf:quorate:Dummy"));

        assertThat(parsed.problems()).containsExactly(new Problem("line 1, column 13", message));
    }

    @Test
    void addsAdvertisedOperationsOnlyToWhatSomeoneTyped() {
        var text = "primitive id=a ocf:quorate:Dummy op monitor interval=5";
        var agents = KnownAgents.of("ocf:quorate:Dummy");

        var typed = CrmLanguage.parseTyped(Lexer.lex(text).lines().getFirst(), agents).configuration()
                .primitives().getFirst();
        var read = CrmLanguage.parse(text.replace("id=", ""), agents).configuration().primitives().getFirst();

        assertThat(typed.operations()).extracting(one -> one.name() + one.attributes()).containsExactly(
                "monitor{interval=5s, timeout=20s}", "start{interval=0s, timeout=20s}",
                "stop{interval=0s, timeout=30s}");
        assertThat(read.operations()).singleElement()
                .satisfies(operation -> assertThat(operation.attributes()).containsOnlyKeys("interval"));
    }

    @Test
    void readsAGroup() {
        var group = (Resource.Group) good("group g a b meta target-role=Started").configuration().resources()
                .getFirst();

        assertThat(group.members()).containsExactly(new ResourceId("a"), new ResourceId("b"));
        assertThat(group.meta().getFirst().values()).containsEntry("target-role", "Started");
    }

    @Test
    void readsALocationWithScore() {
        var location = constraint("location l g -inf: n1", Constraint.Location.class);

        assertThat(location.preference()).hasToString("OfNode[node=n1, score=-INFINITY]");
    }

    @Test
    void readsALocationWithRules() {
        var location = constraint(
                "location l g rule -inf: not_defined pingd or pingd number:lte 0 rule site: #uname eq n1",
                Constraint.Location.class);

        var rules = ((Constraint.Preference.ByRules) location.preference()).rules();
        assertThat(rules.get(0).score()).isEqualTo(Score.MINUS_INFINITY);
        assertThat(rules.get(0).expression()).hasToString("Combined[junction=OR, parts=[NotDefined[attribute="
                + "pingd], Compare[attribute=pingd, comparison=LTE, type=NUMBER, value=0]]]");
        assertThat(rules.get(1).scoreAttribute()).isEqualTo("site");
    }

    @Test
    void readsColocationWithRoles() {
        var colocation = constraint("colocation c inf: ip:Started db:Master", Constraint.Colocation.class);

        assertThat(colocation.dependent().role()).isEqualTo(Role.STARTED);
        assertThat(colocation.primary().role()).isEqualTo(Role.PROMOTED);
    }

    @ParameterizedTest
    @CsvSource({"order o a b, MANDATORY, SYMMETRICAL", "order o Optional: a b, OPTIONAL, SYMMETRICAL",
            "order o Serialize: a b, SERIALIZE, ASYMMETRICAL", "order o 0: a b, OPTIONAL, SYMMETRICAL",
            "order o inf: a b symmetrical=false, MANDATORY, ASYMMETRICAL"})
    void readsTheKindOfAnOrder(String text, Constraint.Kind kind, Constraint.Symmetry symmetry) {
        var order = constraint(text, Constraint.Order.class);

        assertThat(order.kind()).isEqualTo(kind);
        assertThat(order.symmetry()).isEqualTo(symmetry);
    }

    @Test
    void theSecondActionOfAnOrderIsThatOfTheFirstUnlessGiven() {
        assertThat(constraint("order o a:promote b", Constraint.Order.class).then().action())
                .isEqualTo(OrderedAction.PROMOTE);
    }

    @Test
    void readsOptionsIntoTheFirstSetOrANamedOne() {
        var configuration = good("property a=1\nproperty cib-bootstrap-options: b=2\nproperty other: c=3\n"
                + "rsc_defaults resource-stickiness=1\nop_defaults timeout=20s").configuration();

        assertThat(configuration.properties()).extracting(set -> set.id() + set.values())
                .containsExactly("{a=1, b=2}", "other{c=3}");
        assertThat(configuration.rscDefaults()).hasSize(1);
        assertThat(configuration.opDefaults()).hasSize(1);
    }

    @Test
    void readsNodes() {
        var nodes = good("node 1: n1 attributes standby=on site=a\nnode n2").configuration().nodes();

        assertThat(nodes).extracting(node -> node.name() + "" + node.attributes().values())
                .containsExactly("n1{site=a, standby=on}", "n2{}");
    }

    @Test
    void listsEveryProblemWithItsPlace() {
        assertThat(problems("""
                primitve a Dummy
                primitive 1a Dummy
                group g
                primitive b Dummy params x y=1 y=2 \\
                  op monitr intervall=5 op start timeout=soon
                colocation c inf: a
                order o Mandatry: a b
                location l a rule #uname = n1
                location m a 5: n1 n2
                """)).containsExactly(
                "line 1, column 1: unknown statement 'primitve'; did you mean 'primitive'?",
                "line 2, column 11: '1a' is not an id (letters, digits, '_', '.', '-', beginning with a"
                        + " letter or '_')",
                "line 3, column 1: group: a group has at least one member",
                "line 4, column 26: primitive: expected NAME=VALUE, got 'x'",
                "line 4, column 32: 'y' is given twice",
                "line 5, column 6: 'monitr' is not an action; did you mean 'monitor'?",
                "line 5, column 13: 'intervall' is not an attribute of an operation; did you mean "
                        + "'interval'?",
                "line 5, column 34: 'soon' is not a time for timeout (10s, 500ms, 2min, ...)",
                "line 6, column 20: colocation: the id of a resource is missing",
                "line 7, column 9: 'Mandatry:' is not a kind of order: Mandatory:, Optional: or "
                        + "Serialize:; did you mean 'Mandatory'?",
                "line 8, column 26: '=' does not compare '#uname' with a value: lt, gt, lte, gte, eq or "
                        + "ne does",
                "line 9, column 20: location: unexpected 'n2'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"role r read xpath:/cib", "alert a /bin/x", "acl_target t r", "monitor a 10s",
            "user u role:r"})
    void saysWhatIsNotSupportedYet(String text) {
        assertThat(problems(text)).isNotEmpty().allMatch(line -> line.endsWith("not supported yet"));
    }

    @Test
    void valuesBehindADateOfARuleAreTheSets() {
        var text = "property cib-bootstrap-options: rule date spec years=2014 fencing-enabled=no";

        assertThat(problems(text)).isEmpty();
        assertThat(problems("location l a rule date spec yearz=2014 5: n1"))
                .anyMatch(problem -> problem.contains("'yearz' does not belong there"));
    }

    @Test
    void refusesAnIdDefinedTwice() {
        assertThat(problems("primitive a Dummy\ngroup a b"))
                .containsExactly("line 2, column 1: 'a' is defined twice");
    }

    @Test
    void refusesToGuessHowAndBindsToOr() {
        assertThat(problems("location l a rule x eq 1 and y eq 2 or z eq 3")).singleElement().asString()
                .startsWith("line 1, column 37: 'and' and 'or' in one rule");
        good("location l a rule ( x eq 1 and y eq 2 ) or z eq 3");
    }
}
