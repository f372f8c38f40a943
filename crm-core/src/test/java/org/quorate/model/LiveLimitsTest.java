package org.quorate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quorate.membership.NodeName;

class LiveLimitsTest {

    private static ResourceId id(String text) {
        return new ResourceId(text);
    }

    private static Resource.Primitive primitive(String name) {
        return new Resource.Primitive(id(name), new AgentName("ocf", "quorate", "Dummy"), List.of(),
                List.of(),
                List.of());
    }

    private static Configuration of(List<Resource> resources, List<Constraint> constraints) {
        return new Configuration(List.of(), resources, constraints, List.of(), List.of(), List.of());
    }

    private static List<String> paths(Configuration configuration) {
        return LiveLimits.problems(configuration).stream().map(Problem::path).toList();
    }

    @Test
    void takesWhatTheSchedulerKnows() {
        var described = new Resource.Primitive(id("b"), primitive("b").agent(), List.of(), List.of(),
                List.of(), List.of(NvSet.of(Map.of("cpu", "2"))), Extras.NONE.with("description", "x"));
        var configuration = of(List.of(primitive("a"), described,
                new Resource.Group(id("g"), List.of(id("a"), id("b")), List.of(), List.of()),
                new Resource.Tag(id("t"), List.of("a"), Extras.NONE),
                new Resource.Template(primitive("template"))),
                List.of(new Constraint.Location(id("l"), id("g"),
                        new Constraint.Preference.OfNode(new NodeName("n1"), Score.INFINITY))));

        assertThat(LiveLimits.problems(configuration)).isEmpty();
    }

    @Test
    void refusesEachObjectThatTheSchedulerDoesNotKnowOnce() {
        var set = new ResourceSet("", List.of(id("a"), id("b")), new TreeMap<>());
        var role = new Constraint.ResourceRole(id("a"), Role.STARTED);
        var configuration = of(List.of(primitive("a"), primitive("b"),
                new Resource.Clone(id("c"), id("a"), Resource.Clone.Form.CLONE, List.of(), List.of(),
                        Extras.NONE),
                new Resource.Bundle(id("bundle"), new Container("docker", new TreeMap<>(), new TreeMap<>(),
                        List.of(), List.of()), List.of(), List.of(), Extras.NONE),
                Resource.Derived.of(id("template"), primitive("d")),
                new Resource.Tag(id("t"), List.of("a"), Extras.NONE)),
                List.of(new Constraint.ColocationOfSets(id("cs"), Score.INFINITY, List.of(set), Extras.NONE),
                        new Constraint.Ticket(id("k"), "T", new Constraint.Subject.One(role), "",
                                Extras.NONE),
                        new Constraint.Location(id("by-tag"), id("t"),
                                new Constraint.Preference.OfNode(new NodeName("n1"), Score.INFINITY)),
                        new Constraint.Location(id("promoted"), id("a"),
                                new Constraint.Preference.OfNode(new NodeName("n1"), Score.INFINITY),
                                Extras.NONE.with("role", "Promoted"))))
                .withFencing(List.of(new FencingLevel("", new FencingLevel.Target.OfNode("n1"), 1,
                        List.of("a"), Extras.NONE)));

        assertThat(paths(configuration)).containsExactly("clone c", "bundle bundle", "primitive d",
                "colocation cs", "rsc_ticket k", "location by-tag", "location promoted", "fencing_topology");
        assertThat(LiveLimits.problems(configuration)).extracting(Problem::message)
                .allMatch(message -> message.contains("it can be simulated only"));
    }

    @Test
    void refusesUtilizationOnlyWhereItWouldCount() {
        var needy = new Resource.Primitive(id("a"), primitive("a").agent(), List.of(), List.of(), List.of(),
                List.of(NvSet.of(Map.of("cpu", "2"))), Extras.NONE);
        var plain = of(List.of(needy), List.of());

        assertThat(paths(plain)).isEmpty();
        assertThat(paths(plain.withProperties(List.of(NvSet.of(Map.of("placement-strategy", "balanced"))))))
                .containsExactly("primitive a");
    }

    @Test
    void warnsOfWhatIsKeptAndDoesNothing() {
        var acls = Configuration.EMPTY.withExtras(Extras.NONE.with(Foreign.of("acls")));
        var unread = Configuration.EMPTY.withExtras(Extras.NONE.with(
                Foreign.of("resources").withChildren(List.of(Foreign.of("odd", "id", "x")))));

        assertThat(LiveLimits.warnings(acls)).extracting(Problem::path).containsExactly("xml acls");
        assertThat(paths(acls)).isEmpty();
        assertThat(paths(unread)).containsExactly("xml odd");
    }
}
