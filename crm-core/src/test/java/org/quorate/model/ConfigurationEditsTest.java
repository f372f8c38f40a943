package org.quorate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quorate.membership.NodeName;
import org.quorate.model.ConfigurationEdit.Delete;
import org.quorate.model.ConfigurationEdit.PutConstraint;
import org.quorate.model.ConfigurationEdit.PutResource;
import org.quorate.model.ConfigurationEdit.Section;
import org.quorate.model.ConfigurationEdit.SetMeta;
import org.quorate.model.ConfigurationEdit.SetNodeAttribute;
import org.quorate.model.ConfigurationEdit.SetValues;
import org.quorate.model.ConfigurationEdit.UnsetMeta;
import org.quorate.model.ConfigurationEdit.UnsetValues;

class ConfigurationEditsTest {

    private static final AgentName DUMMY = new AgentName("ocf", "quorate", "Dummy");

    @Test
    void replacesAResourceInItsPlace() {
        var before = edited(Configuration.EMPTY, put("a"), put("b"));
        var changed = new Resource.Primitive(id("a"), DUMMY, List.of(NvSet.of(Map.of("x", "1"))), List.of(),
                List.of());

        var after = edited(before, new PutResource(changed));

        assertThat(after.resources()).containsExactly(changed, primitive("b"));
    }

    @Test
    void deletesWhatHangsOnAResourceWithIt() {
        var before = edited(Configuration.EMPTY, put("a"), put("b"), put("c"),
                new PutResource(new Resource.Group(id("g"), List.of(id("a"), id("b")), List.of(), List.of())),
                location("l-a", "a"), location("l-g", "g"), location("l-c", "c"));

        var one = edited(before, new Delete(List.of(id("a"))));
        var both = edited(before, new Delete(List.of(id("a"), id("b"))));

        assertThat(one.resource(id("g"))).contains(
                new Resource.Group(id("g"), List.of(id("b")), List.of(), List.of()));
        assertThat(one.constraints()).extracting(Constraint::id).containsExactly(id("l-g"), id("l-c"));
        assertThat(both.resources()).containsExactly(primitive("c"));
        assertThat(both.constraints()).extracting(Constraint::id).containsExactly(id("l-c"));
    }

    @Test
    void namesEveryImpossibleEditAndTheNearestName() {
        var before = edited(Configuration.EMPTY, put("web"), setProperty("no-quorum-policy", "stop"));

        var result = ConfigurationEdits.apply(before, List.of(new Delete(List.of(id("wbe"))),
                new SetMeta(id("xweb"), "priority", "1"),
                new UnsetValues(Section.PROPERTIES, List.of("no-quorum-polici"))));

        assertThat(result).isInstanceOfSatisfying(EditResult.Impossible.class,
                impossible -> assertThat(impossible.problems()).extracting(Problem::toString).containsExactly(
                        "delete wbe: there is no resource or constraint 'wbe'; did you mean 'web'?",
                        "resource xweb: there is no resource 'xweb'; did you mean 'web'?",
                        "property no-quorum-polici: 'no-quorum-polici' is not set;"
                                + " did you mean 'no-quorum-policy'?"));
    }

    @Test
    void setsAValueWhereItTakesEffect() {
        var weak = new NvSet("weak", new Score(1), List.of(), new TreeMap<>(Map.of("a", "1", "b", "1")));
        var strong = new NvSet("strong", new Score(2), List.of(), new TreeMap<>(Map.of("a", "2")));
        var before = Configuration.EMPTY.withProperties(List.of(weak, strong));

        var after = edited(before, setProperty("a", "3"), setProperty("b", "3"), setProperty("c", "3"));

        assertThat(after.properties()).containsExactly(weak.with("b", "3").with("c", "3"),
                strong.with("a", "3"));
        assertThat(after.property("a")).contains("3");
    }

    @Test
    void dropsASetThatLosesItsLastValue() {
        var before = edited(Configuration.EMPTY, put("a"), new SetMeta(id("a"), "target-role", "Stopped"));

        var after = edited(before, new UnsetMeta(id("a"), "target-role"), new UnsetMeta(id("a"), "other"));

        assertThat(after.resources()).containsExactly(primitive("a"));
    }

    @Test
    void writesDownANodeThatGetsItsFirstAttribute() {
        var n1 = new NodeName("n1");

        var after = edited(Configuration.EMPTY, new SetNodeAttribute(n1, "standby", "on"));

        assertThat(after.node(n1)).contains(new NodeEntry(n1, NvSet.of(Map.of("standby", "on"))));
    }

    private static Configuration edited(Configuration before, ConfigurationEdit... edits) {
        var result = ConfigurationEdits.apply(before, List.of(edits));
        assertThat(result).isInstanceOf(EditResult.Edited.class);
        return ((EditResult.Edited) result).configuration();
    }

    private static ResourceId id(String value) {
        return new ResourceId(value);
    }

    private static Resource.Primitive primitive(String id) {
        return new Resource.Primitive(id(id), DUMMY, List.of(), List.of(), List.of());
    }

    private static PutResource put(String id) {
        return new PutResource(primitive(id));
    }

    private static PutConstraint location(String id, String resource) {
        return new PutConstraint(new Constraint.Location(id(id), id(resource),
                new Constraint.Preference.OfNode(new NodeName("n1"), Score.INFINITY)));
    }

    private static SetValues setProperty(String name, String value) {
        return new SetValues(Section.PROPERTIES, NvSet.of(Map.of(name, value)));
    }

    @Test
    void deletesFromSetsTagsAndClonesAndWhatIsThenEmpty() {
        var sets = List.of(new ResourceSet("", List.of(id("a"), id("b")), new TreeMap<>()),
                new ResourceSet("", List.of(id("c")), new TreeMap<>()));
        var before = edited(Configuration.EMPTY, put("a"), put("b"), put("c"),
                new PutResource(new Resource.Clone(id("clone"), id("c"), Resource.Clone.Form.CLONE, List.of(),
                        List.of(), Extras.NONE)),
                new PutResource(new Resource.Tag(id("tag"), List.of("a", "c"), Extras.NONE)),
                new ConfigurationEdit.PutConstraint(new Constraint.OrderOfSets(id("o"),
                        Constraint.Kind.MANDATORY, sets, Constraint.Symmetry.SYMMETRICAL, Extras.NONE)));

        var after = edited(before, new Delete(List.of(id("c"))));

        assertThat(after.resource(id("clone"))).isEmpty();
        assertThat(after.resource(id("tag")))
                .contains(new Resource.Tag(id("tag"), List.of("a"), Extras.NONE));
        assertThat(after.constraint(id("o"))).get().isInstanceOfSatisfying(Constraint.OrderOfSets.class,
                order -> assertThat(order.sets()).containsExactly(sets.getFirst()));
        assertThat(edited(after, new Delete(List.of(id("a")))).constraint(id("o"))).isEmpty();
    }

    @Test
    void renamesWhereverItIsNamed() {
        var before = edited(Configuration.EMPTY, put("a"), put("b"),
                new PutResource(new Resource.Group(id("g"), List.of(id("a"), id("b")), List.of(), List.of())),
                new PutResource(new Resource.Tag(id("t"), List.of("a"), Extras.NONE)), location("l", "a"));

        var after = Renaming.of(before, id("a"), id("z"));

        assertThat(after.resource(id("a"))).isEmpty();
        assertThat(after.resource(id("g")).orElseThrow().members()).containsExactly(id("z"), id("b"));
        assertThat(after.constraint(id("l")).orElseThrow().resources()).containsExactly(id("z"));
        assertThat(((Resource.Tag) after.resource(id("t")).orElseThrow()).objects()).containsExactly("z");
    }

    @Test
    void aNodeThatIsPutKeepsWhatIsNotSaid() {
        var node = new org.quorate.membership.NodeName("n1");
        var before = edited(Configuration.EMPTY,
                new ConfigurationEdit.SetNodeAttribute(node, "site", "east"));

        var after = edited(before, new ConfigurationEdit.PutNode(new NodeEntry(node,
                NvSet.of(Map.of("rack", "1")), List.of(NvSet.of(Map.of("cpu", "4"))), Extras.NONE)));

        assertThat(after.node(node)).get().satisfies(entry -> {
            assertThat(entry.attributes().values()).containsOnlyKeys("site", "rack");
            assertThat(entry.utilization()).containsExactly(NvSet.of(Map.of("cpu", "4")));
        });
    }
}
