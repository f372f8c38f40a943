package org.quorate.crmsh.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
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
import org.quorate.model.AgentName;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdits;
import org.quorate.model.Constraint;
import org.quorate.model.EditResult;
import org.quorate.model.Expression;
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
        assertThat(parsed.configuration()).as(text).isEqualTo(configuration);
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
                resources.add(new Resource.Primitive(id, agent(), some(2, this::set), some(2, this::set),
                        some(3, this::operation)));
            }
            if (!primitives.isEmpty() && random.nextBoolean()) {
                resources.add(new Resource.Group(new ResourceId("g"), primitives, some(2, this::set),
                        some(2, this::set)));
            }
            var constraints = new ArrayList<Constraint>();
            for (int i = random.nextInt(4); i > 0; i--) {
                constraints.add(constraint(new ResourceId("c" + i)));
            }
            var nodes = new ArrayList<NodeEntry>();
            for (int i = random.nextInt(3); i > 0; i--) {
                nodes.add(new NodeEntry(new NodeName("n" + i), NvSet.of(values(0))));
            }
            return new Configuration(nodes, resources, constraints, sections(), sections(), sections());
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
            return new NvSet(one(List.of("", "", "set-id")), one(scores()), some(1, this::rule), values(0));
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
            return switch (random.nextInt(4)) {
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
