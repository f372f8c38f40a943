package org.quorate.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.quorate.membership.NodeName;
import org.quorate.model.AgentName;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit.Section;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.Constraint;
import org.quorate.model.Container;
import org.quorate.model.Expression;
import org.quorate.model.Extras;
import org.quorate.model.FencingLevel;
import org.quorate.model.Foreign;
import org.quorate.model.NodeEntry;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.ResourceSet;
import org.quorate.model.Role;
import org.quorate.model.Rule;
import org.quorate.model.Score;
/** Configurations of every shape, from a random generator; few names, so that they meet. */
final class RandomConfigurations {

    private static final List<String> TEXTS = List.of("", "a", "10.0.0.1/24", "Grüße \"x\"\\\n\t",
            "\u0001\uD83D\uDE00", " blank ", "{}", "null", "0");

    private final RandomGenerator random;

    RandomConfigurations(RandomGenerator random) {
        this.random = random;
    }

    Configuration configuration() {
        return new Configuration(some(this::nodeEntry), some(this::resource), some(this::constraint),
                some(this::set), some(this::set), some(this::set), some(this::level), extras());
    }

    private NodeEntry nodeEntry() {
        return new NodeEntry(node(), set(), some(this::set), extras());
    }

    private FencingLevel level() {
        FencingLevel.Target target = switch (random.nextInt(3)) {
            case 0 -> new FencingLevel.Target.OfNode(text());
            case 1 -> new FencingLevel.Target.Pattern(text());
            default -> new FencingLevel.Target.Attribute(text(), text());
        };
        return new FencingLevel(text(), target, random.nextInt(10), some(this::text), extras());
    }

    private Extras extras() {
        return random.nextBoolean() ? Extras.NONE : new Extras(texts(), some(() -> foreign(2)));
    }

    private Foreign foreign(int depth) {
        return new Foreign(text(), texts(), depth == 0 ? List.of() : some(() -> foreign(depth - 1)), text());
    }

    List<ConfigurationEdit> edits() {
        return some(this::edit);
    }

    private ConfigurationEdit edit() {
        return switch (random.nextInt(13)) {
            case 0 -> new ConfigurationEdit.PutResource(resource());
            case 1 -> new ConfigurationEdit.PutConstraint(constraint());
            case 2 -> new ConfigurationEdit.Delete(some(this::id));
            case 3 -> new ConfigurationEdit.SetValues(one(Section.values()), set());
            case 4 -> new ConfigurationEdit.UnsetValues(one(Section.values()), some(this::text));
            case 5 -> new ConfigurationEdit.SetMeta(id(), text(), text());
            case 6 -> new ConfigurationEdit.UnsetMeta(id(), text());
            case 7 -> new ConfigurationEdit.SetNodeAttribute(node(), text(), text());
            case 8 -> new ConfigurationEdit.UnsetNodeAttribute(node(), text());
            case 9 -> new ConfigurationEdit.PutNode(nodeEntry());
            case 10 -> new ConfigurationEdit.SetFencing(some(this::level));
            case 11 -> new ConfigurationEdit.PutForeign(foreign(2));
            default -> new ConfigurationEdit.Replace(configuration());
        };
    }

    private Resource resource() {
        return switch (random.nextInt(7)) {
            case 0 -> primitive();
            case 1 -> new Resource.Template(primitive());
            case 2 -> Resource.Derived.of(id(), primitive());
            case 3 -> new Resource.Group(id(), some(this::id), some(this::set), some(this::set), extras());
            case 4 -> new Resource.Clone(id(), id(), one(Resource.Clone.Form.values()), some(this::set),
                    some(this::set), extras());
            case 5 -> new Resource.Bundle(id(), new Container(text(), texts(), texts(), some(this::texts),
                    some(this::texts)), some(this::id), some(this::set), extras());
            default -> new Resource.Tag(id(), some(this::text), extras());
        };
    }

    Resource.Primitive primitive() {
        var agent = random.nextBoolean()
                ? new AgentName("ocf", "quorate", "Dummy")
                : new AgentName("lsb", "", "nginx");
        return new Resource.Primitive(id(), agent, some(this::set), some(this::set), some(this::operation),
                some(this::set), extras());
    }

    private Operation operation() {
        return new Operation(text(), texts(), random.nextBoolean() ? NvSet.of(texts()) : set(),
                some(this::set), some(this::set), extras());
    }

    private Constraint constraint() {
        return switch (random.nextInt(7)) {
            case 0 -> new Constraint.Location(id(), id(), preference(), extras());
            case 1 -> new Constraint.LocationOfMany(id(), one(List.of(new Constraint.Subject.Pattern(text()),
                    new Constraint.Subject.Sets(some(this::resourceSet)))), preference(), extras());
            case 2 -> new Constraint.Colocation(id(), score(), role(), role(), extras());
            case 3 -> new Constraint.ColocationOfSets(id(), score(), some(this::resourceSet), extras());
            case 4 -> new Constraint.Order(id(), one(Constraint.Kind.values()), action(), action(),
                    one(Constraint.Symmetry.values()), extras());
            case 5 -> new Constraint.OrderOfSets(id(), one(Constraint.Kind.values()),
                    some(this::resourceSet), one(Constraint.Symmetry.values()), extras());
            default -> new Constraint.Ticket(id(), text(), one(List.of(new Constraint.Subject.One(role()),
                    new Constraint.Subject.Sets(some(this::resourceSet)))), text(), extras());
        };
    }

    private Constraint.Preference preference() {
        return random.nextBoolean()
                ? new Constraint.Preference.OfNode(node(), score())
                : new Constraint.Preference.ByRules(some(this::rule));
    }

    private Constraint.ResourceRole role() {
        return new Constraint.ResourceRole(id(), one(Role.values()));
    }

    private Constraint.ResourceAction action() {
        return new Constraint.ResourceAction(id(), one(Constraint.OrderedAction.values()));
    }

    private ResourceSet resourceSet() {
        return new ResourceSet(text(), some(this::id), texts());
    }

    private NvSet set() {
        return new NvSet(text(), score(), some(this::rule), texts(), texts(), extras());
    }

    private Rule rule() {
        return new Rule(text(), score(), text(), expression(2), extras());
    }

    private Expression expression(int depth) {
        return switch (random.nextInt(depth > 0 ? 5 : 4)) {
            case 0 -> new Expression.Defined(text());
            case 1 -> new Expression.NotDefined(text());
            case 2 -> new Expression.Compare(text(), one(Expression.Comparison.values()),
                    one(Expression.ValueType.values()), text());
            case 3 -> new Expression.Unread(foreign(1));
            default ->
                new Expression.Combined(one(Expression.Junction.values()), some(() -> expression(depth - 1)));
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private SortedMap<String, String> texts() {
        var all = new TreeMap<String, String>();
        some(this::text).forEach(name -> all.put(name, text()));
        return all;
    }

    private ResourceId id() {
        return new ResourceId("r" + random.nextInt(5));
    }

    private NodeName node() {
        return new NodeName("n" + random.nextInt(4));
    }

    private Score score() {
        return new Score(
                random.nextInt(5) == 0 ? 1_000_000 : random.nextInt(5) == 0 ? 0 : random.nextInt(-200, 200));
    }

    private <T> List<T> some(Supplier<T> make) {
        var all = new ArrayList<T>();
        for (int i = random.nextInt(3); i > 0; i--) {
            all.add(make.get());
        }
        return all;
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
