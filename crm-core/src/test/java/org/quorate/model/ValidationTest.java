package org.quorate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quorate.membership.NodeName;
import org.quorate.model.Constraint.Colocation;
import org.quorate.model.Constraint.Kind;
import org.quorate.model.Constraint.Location;
import org.quorate.model.Constraint.Order;
import org.quorate.model.Constraint.OrderedAction;
import org.quorate.model.Constraint.Preference;
import org.quorate.model.Constraint.ResourceAction;
import org.quorate.model.Constraint.ResourceRole;
import org.quorate.model.Constraint.Symmetry;
import org.quorate.model.Resource.Group;
import org.quorate.model.Resource.Primitive;

class ValidationTest {

    @Test
    void findsNothingWrongWithASoundConfiguration() {
        var sound = of(List.of(primitive("a"), primitive("b"), group("g", "a", "b"), primitive("c")),
                List.of(order("o", "g", "c"), colocation("col", "c", "g"), location("l", "c", "n1")))
                .withProperties(
                        List.of(NvSet.of(Map.of("stonith-enabled", "true", "failure-detection", "500ms",
                                "no-quorum-policy", "freeze"))));

        assertThat(Validation.problems(sound)).isEmpty();
        assertThat(Validation.warnings(sound)).isEmpty();
    }

    @Test
    void namesEveryProblemWithItsPlace() {
        var wrong = of(
                List.of(primitive("web"), primitive("web"), group("g"), group("h", "web", "wbe", "web"),
                        group("i", "web")),
                List.of(colocation("c", "web", "web"), order("web", "web", "db"),
                        new Location(id("l"), id("web"), new Preference.ByRules(List.of()))));

        assertThat(Validation.problems(wrong)).extracting(Problem::toString).containsExactly(
                "primitive web: the id 'web' is taken by primitive web",
                "order web: the id 'web' is taken by primitive web",
                "group g: a group has at least one member",
                "group h: there is no resource 'wbe'; did you mean 'web'?",
                "group h: 'web' is listed twice",
                "group i: 'web' is in group h already; a resource is in at most one group, clone or "
                        + "bundle",
                "colocation c: 'web' stands on both sides",
                "order web: there is no resource 'db'",
                "location l: a location has a node with a score, or at least one rule");
    }

    @Test
    void checksNamesAndValuesOfOptions() {
        var wrong = of(List.of(primitive("a").withMeta(List.of(NvSet.of(Map.of("target-rol", "Started",
                "target-role", "Startet", "is-managed", "maybe", "resource-stickiness", "much"))))),
                List.of())
                .withProperties(List.of(NvSet.of(Map.of("failure-detection", "10ms", "fencing-enabld", "true",
                        "batch-limit", "x", "cluster-delay", "soon"))));

        assertThat(Validation.problems(wrong)).extracting(Problem::toString).containsExactly(
                "primitive a meta is-managed: 'maybe' is not true or false",
                "primitive a meta resource-stickiness: 'much' is not a score such as 100 or -INFINITY",
                "primitive a meta target-role: 'Startet' is not one of Started, Stopped, "
                        + "Promoted, Unpromoted,"
                        + " Master, Slave; did you mean 'Started'?",
                "property batch-limit: 'x' is not a number from -1 to 10000",
                "property cluster-delay: 'soon' is not a duration such as 500ms, 10s, 2min",
                "property failure-detection: '10ms' is not a duration from 200ms to 1min");
        assertThat(Validation.warnings(wrong)).extracting(Problem::toString).contains(
                "primitive a meta target-rol: there is no meta-attribute 'target-rol'; "
                        + "did you mean 'target-role'?",
                "property fencing-enabld: there is no cluster option 'fencing-enabld';"
                        + " did you mean 'fencing-enabled'?");
    }

    @Test
    void checksOperations() {
        var monitor = new Operation("monitor", new TreeMap<>(Map.of("interval", "10s")), NvSet.of(Map.of()));
        var fast = new Operation("monitor", new TreeMap<>(Map.of("interval", "50ms")), NvSet.of(Map.of()));
        var recurringStart = new Operation("start",
                new TreeMap<>(Map.of("interval", "5s", "on-fail", "retry")),
                NvSet.of(Map.of()));
        var wrong = of(List.of(new Primitive(id("a"), primitive("a").agent(), List.of(), List.of(),
                List.of(monitor, monitor, fast, recurringStart))), List.of());

        assertThat(Validation.problems(wrong)).extracting(Problem::message).containsExactly(
                "there are two operations monitor with interval 10s; they must differ",
                "an interval is at least 100ms",
                "'retry' is not one of ignore, block, stop, restart, demote, fence, "
                        + "standby, restart-container",
                "only a monitor recurs; leave the interval out");
    }

    @Test
    void namesACircleOfOrdersThroughAGroup() {
        var circle = of(List.of(primitive("a"), primitive("b"), group("g", "a", "b"), primitive("c")),
                List.of(order("o1", "g", "c"), order("o2", "c", "a")));

        assertThat(Validation.problems(circle)).extracting(Problem::message).containsExactly(
                "the orders run in a circle: start a -> start b -> start c -> start a "
                        + "(group g, order o1, order o2)");
    }

    @Test
    void bearsAChainOfAThousandOrders() {
        var resources = new ArrayList<Resource>();
        var orders = new ArrayList<Constraint>();
        for (int i = 0; i < 1_000; i++) {
            resources.add(primitive("r" + i));
            if (i > 0) {
                orders.add(order("o" + i, "r" + (i - 1), "r" + i));
            }
        }

        assertThat(Validation.problems(of(resources, orders))).isEmpty();
    }

    @Test
    void onlyWarnsOfAnUnknownNode() {
        var configuration = of(List.of(primitive("a")), List.of(location("l", "a", "n11")))
                .withNodes(List.of(new NodeEntry(new NodeName("n1"), NvSet.of(Map.of()))));

        assertThat(Validation.problems(configuration)).isEmpty();
        assertThat(Validation.warnings(configuration)).extracting(Problem::toString).containsExactly(
                "location l: there is no node 'n11' in the configuration; did you mean 'n1'?");
    }

    @Test
    void warnsOfAFailureDetectionThatOrdinaryThreadsCannotKeep() {
        var hasty = Configuration.EMPTY
                .withProperties(List.of(NvSet.of(Map.of("failure-detection", "300ms"))));

        assertThat(Validation.problems(hasty)).isEmpty();
        assertThat(Validation.warnings(hasty)).extracting(Problem::toString).containsExactly(
                "property failure-detection: 300ms is for nodes with real-time priority alone "
                        + "('crm status' on a "
                        + "node says when it has none); without it a busy node may be taken for dead with "
                        + "anything under 2s");
    }

    @Test
    void readsAnOptionUnderItsOldName() {
        var configuration = Configuration.EMPTY
                .withProperties(List.of(NvSet.of(Map.of("stonith-enabled", "false"))));

        assertThat(OptionCatalog.property(configuration, "fencing-enabled")).isEqualTo("false");
        assertThat(OptionCatalog.isOn(configuration, "fencing-enabled")).isFalse();
        assertThat(OptionCatalog.isOn(Configuration.EMPTY, "fencing-enabled")).isTrue();
        assertThat(OptionCatalog.property(Configuration.EMPTY, "failure-detection")).isEqualTo("500ms");
        assertThat(Validation.warnings(configuration)).extracting(Problem::path)
                .containsExactly("property fencing-enabled");
    }

    @Test
    void hasADefaultForEachOptionThatItWouldTakeItself() {
        for (var catalog : List.of(OptionCatalog.PROPERTIES, OptionCatalog.META, OptionCatalog.OPERATION,
                OptionCatalog.FENCE_DEVICE)) {
            for (var option : catalog.options()) {
                assertThat(option.defaultValue().isEmpty()
                        || catalog.problem(option.name(), option.defaultValue()).isEmpty()).as(option.name())
                        .isTrue();
                assertThat(option.meaning()).as(option.name()).isNotEmpty();
            }
        }
        assertThat(OptionCatalog.PROPERTIES.options()).hasSize(49);
    }

    private static Configuration of(List<Resource> resources, List<Constraint> constraints) {
        return Configuration.EMPTY.withResources(resources).withConstraints(constraints);
    }

    private static ResourceId id(String value) {
        return new ResourceId(value);
    }

    private static Primitive primitive(String id) {
        return new Primitive(id(id), new AgentName("ocf", "quorate", "Dummy"), List.of(), List.of(),
                List.of());
    }

    private static Group group(String id, String... members) {
        return new Group(id(id), List.of(members).stream().map(ResourceId::new).toList(), List.of(),
                List.of());
    }

    private static Order order(String id, String first, String then) {
        return new Order(id(id), Kind.MANDATORY, new ResourceAction(id(first), OrderedAction.START),
                new ResourceAction(id(then), OrderedAction.START), Symmetry.SYMMETRICAL);
    }

    private static Colocation colocation(String id, String dependent, String primary) {
        return new Colocation(id(id), Score.INFINITY, new ResourceRole(id(dependent), Role.STARTED),
                new ResourceRole(id(primary), Role.STARTED));
    }

    private static Location location(String id, String resource, String node) {
        return new Location(id(id), id(resource), new Preference.OfNode(new NodeName(node), Score.ZERO));
    }
}
