package org.quorate.crmsh.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import java.util.stream.LongStream;
import org.quorate.membership.NodeName;
import org.quorate.cib.ConfigurationCib;
import org.quorate.cib.ConfigurationReader;
import org.quorate.model.AgentName;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdits;
import org.quorate.model.Constraint;
import org.quorate.model.EditResult;
import org.quorate.model.Expression;
import org.quorate.model.Container;
import org.quorate.model.Extras;
import org.quorate.model.FencingLevel;
import org.quorate.model.Foreign;
import org.quorate.model.ResourceSet;
import org.quorate.model.NodeEntry;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.model.Rule;
import org.quorate.model.Score;

class RoundTripPropertyTest {

    private static final List<String> VALUES = List.of("1", "a b", "", "/dev/drbd0", "q\"q", "back\\slash\\",
            "it's", "10.0.0.1", "#x", "a=b", "tab\tin", "line\nbreak", "é", "$HOME", "(", "and", "x:");

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readsWhatItPrints(long seed) {
        var configuration = new Generator(new Random(seed)).configuration();

        var text = new Printer(AgentKnowledge.NONE).print(configuration, Printer.Arrangement.AS_DEFINED);
        var parsed = CrmLanguage.parse(text, AgentKnowledge.NONE);

        assertThat(parsed.problems()).as(text).isEmpty();
        if (text.contains("xml <")) {
            assertThat(asWritten(parsed.configuration())).as(text).isEqualTo(asWritten(configuration));
        } else {
            assertThat(parsed.configuration()).as(text).isEqualTo(configuration);
        }
    }

    /** As XML keeps it: without ids that nothing refers to, and with members before what contains them. */
    private static Configuration asWritten(Configuration configuration) {
        var read = ConfigurationReader.configuration(ConfigurationCib.element(configuration));
        return read
                .withResources(read.resources().stream().sorted(Comparator.comparing(Resource::id)).toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void differenceLeadsThere(long seed) {
        var random = new Random(seed);
        var from = new Generator(random).configuration();
        var to = new Generator(random).configuration();

        var edits = Difference.between(from, to);

        assertThat(ConfigurationEdits.apply(from, edits)).isInstanceOf(EditResult.Edited.class);
        var result = ((EditResult.Edited) ConfigurationEdits.apply(from, edits)).configuration();
        assertThat(Difference.between(result, to)).isEmpty();
        assertThat(Difference.between(to, to)).isEmpty();
    }

    /** Makes configurations of everything that the language can say. */
    private record Generator(Random random) {

        Configuration configuration() {
            var resources = new ArrayList<Resource>();
            var primitives = new ArrayList<ResourceId>();
            for (int i = random.nextInt(4); i > 0; i--) {
                var id = new ResourceId("p" + i);
                primitives.add(id);
                resources.add(primitive(id));
            }
            if (!primitives.isEmpty() && random.nextBoolean()) {
                resources.add(new Resource.Group(new ResourceId("g"), primitives, some(2, this::set),
                        some(2, this::set)));
            }
            if (random.nextInt(3) == 0) {
                resources.add(new Resource.Template(primitive(new ResourceId("t"))));
                resources.add(Resource.Derived.of(new ResourceId("t"), primitive(new ResourceId("d"))));
            }
            if (random.nextInt(3) == 0) {
                resources.add(primitive(new ResourceId("q")));
                resources.add(new Resource.Clone(new ResourceId("c"), new ResourceId("q"),
                        one(List.of(Resource.Clone.Form.values())), some(1, this::set), some(2, this::set),
                        extras()));
            }
            if (random.nextInt(3) == 0) {
                resources.add(bundle());
            }
            if (random.nextInt(3) == 0) {
                resources.add(new Resource.Tag(new ResourceId("tag"), List.of("p1", "c1"), extras()));
            }
            var constraints = new ArrayList<Constraint>();
            for (int i = random.nextInt(4); i > 0; i--) {
                constraints.add(constraint(new ResourceId("c" + i)));
            }
            var nodes = new ArrayList<NodeEntry>();
            for (int i = random.nextInt(3); i > 0; i--) {
                nodes.add(new NodeEntry(new NodeName("n" + i), NvSet.of(values(0)), some(1, this::set),
                        one(List.of(Extras.NONE, extras(), Extras.NONE.with("type", "remote"),
                                Extras.NONE.with("id", "17")))));
            }
            return new Configuration(nodes, resources, constraints, sections(), sections(), sections(),
                    fencing(), kept());
        }

        private Resource.Primitive primitive(ResourceId id) {
            return new Resource.Primitive(id, agent(), some(2, this::set), some(2, this::set),
                    some(3, this::operation), some(1, this::set), extras());
        }

        /** A description has words, anything else is printed as XML. */
        private Extras extras() {
            return switch (random.nextInt(6)) {
                case 0 -> Extras.NONE.with("description", one(VALUES));
                case 1 -> Extras.NONE.with("unheard-of", one(VALUES));
                default -> Extras.NONE;
            };
        }

        private Extras kept() {
            return random.nextBoolean()
                    ? Extras.NONE
                    : Extras.NONE.with(Foreign.of("acls").withChildren(
                            List.of(Foreign.of("acl_target", "id", "x", "note", one(VALUES)))));
        }

        private List<FencingLevel> fencing() {
            return some(3, () -> random.nextInt(1, 10)).stream().distinct().sorted()
                    .map(index -> new FencingLevel("", new FencingLevel.Target.Pattern("n.*"), index,
                            List.of("p1", "p2"), Extras.NONE))
                    .toList();
        }

        private Resource.Bundle bundle() {
            var container = new Container(one(Container.ENGINES), new TreeMap<>(Map.of("image", one(VALUES))),
                    new TreeMap<>(Map.of("host-netmask", "24")),
                    List.of(new TreeMap<>(Map.of("port", "80"))),
                    List.of(new TreeMap<>(Map.of("source-dir", "/a b")),
                            new TreeMap<>(Map.of("options", "rw"))));
            return new Resource.Bundle(new ResourceId("b"), container, List.of(), some(1, this::set),
                    extras());
        }

        private List<ResourceSet> sets(String qualifier, List<String> words) {
            var sets = some(2, () -> set(qualifier, words));
            sets.add(set(qualifier, words));
            return sets;
        }

        private ResourceSet set(String qualifier, List<String> words) {
            var options = new TreeMap<String, String>();
            if (random.nextBoolean()) {
                options.put("sequential", "false");
                if (random.nextBoolean()) {
                    options.put("require-all", "false");
                }
            }
            if (random.nextBoolean()) {
                options.put(qualifier, one(words));
            }
            return new ResourceSet("", List.of(new ResourceId("p1"), new ResourceId("p2")), options);
        }

        private <T> List<T> some(int limit, Supplier<T> make) {
            var made = new ArrayList<T>();
            for (int i = random.nextInt(limit + 1); i > 0; i--) {
                made.add(make.get());
            }
            return made;
        }

        private <T> T one(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        private List<NvSet> sections() {
            var sets = new ArrayList<NvSet>();
            for (var id : List.of("", "other", "third")) {
                if (random.nextBoolean()) {
                    sets.add(new NvSet(id, one(scores()), some(2, this::rule), values(1)));
                }
            }
            return sets;
        }

        private AgentName agent() {
            return AgentName.parse(one(List.of("ocf:heartbeat:IPaddr2", "ocf:quorate:Dummy", "systemd:nginx",
                    "stonith:fence_sbd", "lsb:x", "ocf:heartbeat:fence_odd"))).orElseThrow();
        }

        private TreeMap<String, String> values(int least) {
            var values = new TreeMap<String, String>();
            for (int i = random.nextInt(3) + least; i > 0; i--) {
                values.put(one(List.of("ip", "a-b", "target-role", "x_y", "rule")) + i, one(VALUES));
            }
            return values;
        }

        private NvSet set() {
            if (random.nextInt(8) == 0) {
                return NvSet.reference("elsewhere");
            }
            var values = values(0);
            var ids = new TreeMap<String, String>();
            if (!values.isEmpty() && random.nextInt(4) == 0) {
                ids.put(values.firstKey(), "pair-id");
            }
            var referred = random.nextInt(6) == 0
                    ? Extras.NONE.with(one(List.of(Foreign.of("nvpair", "id-ref", "pair"),
                            Foreign.of("nvpair", "id-ref", "pair", "name", "other"))))
                    : Extras.NONE;
            return new NvSet(one(List.of("", "", "set-id")), one(scores()), some(1, this::rule), values, ids,
                    referred);
        }

        private static List<Score> scores() {
            return List.of(Score.ZERO, Score.ZERO, new Score(5), new Score(-7), Score.INFINITY,
                    Score.MINUS_INFINITY);
        }

        private Operation operation() {
            var attributes = new TreeMap<String, String>();
            attributes.put("interval", one(List.of("0s", "10s", "500ms")));
            if (random.nextBoolean()) {
                attributes.put("timeout", "20");
                attributes.put("on-fail", one(VALUES));
            }
            var params = random.nextBoolean() ? NvSet.of(new TreeMap<>()) : set();
            return new Operation(one(List.of("start", "stop", "monitor")), attributes, params);
        }

        private Rule rule() {
            boolean byAttribute = random.nextInt(4) == 0;
            return new Rule(one(List.of("", "", "rule-id")), byAttribute ? Score.ZERO : one(scores()),
                    byAttribute ? "weight" : "", expression(2));
        }

        private Expression expression(int depth) {
            return switch (random.nextInt(depth > 0 ? 11 : 9)) {
                case 3 -> new Expression.After(Instant.parse("2030-01-31T12:00:00Z"));
                case 4 -> new Expression.Before(Instant.parse("2030-01-31T12:00:00Z"));
                case 5 -> new Expression.During(Optional.of(Instant.parse("2030-01-31T12:00:00Z")),
                        Optional.empty(),
                        new TreeMap<>(Map.of(one(List.of(Expression.DateUnit.values())), 2)));
                case 6 ->
                    new Expression.Calendar(new TreeMap<>(Map.of(one(List.of(Expression.DateField.values())),
                            one(List.of(new Expression.Bounds(9, 16), new Expression.Bounds(3, 3))))));
                case 7 -> new Expression.OfAgent(one(List.of("", "ocf")), "", "Dummy");
                case 8 -> new Expression.OfOperation("monitor", one(List.of("", "10s")));
                case 0 -> new Expression.Defined("pingd");
                case 1 -> new Expression.NotDefined("pingd");
                case 2 -> new Expression.Compare(one(List.of("#uname", "site", "a b")),
                        one(List.of(Expression.Comparison.values())),
                        one(List.of(Expression.ValueType.values())), one(VALUES));
                default -> new Expression.Combined(one(List.of(Expression.Junction.values())),
                        List.of(expression(depth - 1), expression(depth - 1)));
            };
        }

        private Constraint constraint(ResourceId id) {
            var one = new ResourceId("p1");
            var two = new ResourceId("p2");
            var roles = List.of("Promoted", "Unpromoted");
            return switch (random.nextInt(9)) {
                case 4 -> new Constraint.LocationOfMany(id, new Constraint.Subject.Pattern("p.* x"),
                        new Constraint.Preference.ByRules(List.of(rule())),
                        Extras.NONE.with("role", "Promoted"));
                case 5 -> new Constraint.LocationOfMany(id, new Constraint.Subject.Sets(sets("role", roles)),
                        new Constraint.Preference.OfNode(new NodeName("n1"), one(scores())), extras());
                case 6 -> new Constraint.ColocationOfSets(id, one(scores()), sets("role", roles),
                        one(List.of(Extras.NONE, Extras.NONE.with("node-attribute", "site"))));
                case 7 -> new Constraint.OrderOfSets(id, one(List.of(Constraint.Kind.values())),
                        sets("action", List.of("start", "promote")),
                        one(List.of(Constraint.Symmetry.values())), Extras.NONE);
                case 8 -> new Constraint.Ticket(id, "ticket-a", one(List.of(
                        new Constraint.Subject.One(new Constraint.ResourceRole(one, Role.PROMOTED)),
                        new Constraint.Subject.Sets(sets("role", roles)))), one(List.of("", "fence")),
                        Extras.NONE);
                case 0 -> new Constraint.Location(id, one,
                        new Constraint.Preference.OfNode(new NodeName("n1"), one(scores())));
                case 1 -> new Constraint.Location(id, one,
                        new Constraint.Preference.ByRules(List.of(rule(), rule())));
                case 2 -> new Constraint.Colocation(id, one(scores()),
                        new Constraint.ResourceRole(one, one(List.of(Role.values()))),
                        new Constraint.ResourceRole(two, one(List.of(Role.values()))));
                default -> new Constraint.Order(id, one(List.of(Constraint.Kind.values())),
                        new Constraint.ResourceAction(one, one(List.of(Constraint.OrderedAction.values()))),
                        new Constraint.ResourceAction(two, one(List.of(Constraint.OrderedAction.values()))),
                        one(List.of(Constraint.Symmetry.values())));
            };
        }
    }
}
