package org.quorate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.codec.CibXml;
import org.quorate.policy.Plan.Change;
import org.quorate.policy.Plan.Step;
import org.quorate.policy.Plan.What;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.play.Simulation;

/** What holds for every decision, whatever the cluster; each seed is a cluster in trouble. */
class PolicyLawsTest {

    /** Two resources that each move away from where the other was (docs/differences.md). */
    private static final Set<Integer> RESTLESS = Set.of(94);

    static Stream<Integer> seeds() {
        return IntStream.range(0, Integer.getInteger("property.seeds", 120)).boxed();
    }

    private static Simulation simulation(Cib cib) {
        return Simulation.of(cib, RandomCib.NOW);
    }

    private static List<Step> real(Plan plan) {
        return plan.steps().stream().filter(step -> !step.what().isPseudo()).toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsDoneWithoutReason(int seed) {
        for (var cib : List.of(RandomCib.cold(seed), RandomCib.inTrouble(seed))) {
            assertThat(real(simulation(cib).plan())).allMatch(step -> step.reason().isPresent());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingRunsTwiceThatMayRunOnce(int seed) {
        var simulation = simulation(RandomCib.inTrouble(seed));
        var before = Policy.read(RandomCib.inTrouble(seed), RandomCib.NOW);
        var order = new PlanOrder(simulation.plan());
        for (var primitive : before.primitives()) {
            if (primitive.top() instanceof Clone) {
                continue;
            }
            assertThat(simulation.after().resources().getOrDefault(primitive.id(), new java.util.TreeMap<>()))
                    .as(primitive.id()).hasSizeLessThan(2);
            for (var step : real(simulation.plan())) {
                if (step.what().task().equals(Task.START)
                        && step.what().resource().equals(primitive.id())) {
                    assertThat(primitive.active()).allMatch(node -> isFree(primitive, node, order, step));
                }
            }
        }
    }

    /** Whether it is certain before a start that the resource runs on that node no longer. */
    private static boolean isFree(Primitive resource, Node node, PlanOrder order, Step start) {
        if (!node.is(Node.Flag.ONLINE) && !node.is(Node.Flag.UNCLEAN)) {
            return true;
        }
        return order.isBefore(first -> first.node().equals(node.name()) && (first.task().equals("fence")
                || (first.task().equals(Task.STOP) && first.resource().equals(resource.id()))), start);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noStopWaitsForAStart(int seed) {
        var plan = simulation(RandomCib.inTrouble(seed)).plan();
        var order = new PlanOrder(plan);
        for (var step : real(plan)) {
            if (step.what().task().equals(Task.STOP)) {
                assertThat(order.isBefore(PolicyLawsTest::isRise, step)).as("%s waits for a start", step)
                        .isFalse();
            }
        }
    }

    private static boolean isRise(What what) {
        return !what.isPseudo() && (what.task().equals(Task.START) || what.task().equals(Task.PROMOTE));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsDoneIsDone(int seed) {
        Assumptions.assumeFalse(RESTLESS.contains(seed), "does not come to rest in Pacemaker either");
        var once = simulation(RandomCib.inTrouble(seed));
        var promoted = real(simulation(once.cib()).plan()).stream().map(Step::what)
                .anyMatch(what -> what.task().equals(Task.PROMOTE));
        var last = promoted ? simulation(once.cib()) : once;

        assertThat(real(simulation(last.cib()).plan())).isEmpty();
        assertThat(real(simulation(once.cib()).plan())).allMatch(step -> isOfPromotion(step.what()));
    }

    /** What was demoted for a restart is promoted by the next transition, as in Pacemaker. */
    private static boolean isOfPromotion(What what) {
        return what.task().equals(Task.PROMOTE) || what.task().equals(Task.NOTIFY)
                || (what.task().equals(Task.MONITOR) && what.intervalMs() > 0)
                || what.task().equals(Task.CANCEL);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void otherNamesChangeNothing(int seed) {
        var cib = RandomCib.inTrouble(seed);
        var renamed = CibXml.read(renamed(new String(CibXml.write(cib), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));

        assertThat(simulation(renamed).plan().changes().stream().map(PolicyLawsTest::text))
                .isEqualTo(simulation(cib).plan().changes().stream().map(change -> renamed(text(change)))
                        .toList());
    }

    /** Names that stand in the same order as before. */
    private static String renamed(String text) {
        return text.replaceAll("(?<![A-Za-z0-9])([rn])(\\d+)(?![a-z0-9])", "other-$1$2");
    }

    private static String text(Change change) {
        return String.join(" ", change.verb(), change.resource(), change.from().node(), change.from().role(),
                change.to().node(), change.to().role(), Boolean.toString(change.isBlocked()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfWhatHasNoOrderChangesNothing(int seed) {
        var cib = RandomCib.inTrouble(seed);
        var shuffled = new Cib(shuffled(cib.root(), new Random(seed)));

        assertThat(simulation(shuffled).plan().changes().stream().map(PolicyLawsTest::text))
                .isEqualTo(simulation(cib).plan().changes().stream().map(PolicyLawsTest::text).toList());
    }

    private static Element shuffled(Element element, Random random) {
        var children = new ArrayList<Element>();
        element.children().forEach(child -> children.add(shuffled(child, random)));
        switch (element.name()) {
            case "constraints", "nodes", "lrm_resources", "instance_attributes", "meta_attributes" ->
                Collections.shuffle(children, random);
            default -> {
                // Order counts, or there is only one child.
            }
        }
        return element.withChildren(children);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void withQuorumNoLessIsStarted(int seed) {
        var cib = RandomCib.inTrouble(seed);
        var without = new Cib(cib.root().with("have-quorum", "0"));

        assertThat(started(cib)).containsAll(started(without));
    }

    private static Set<String> started(Cib cib) {
        var started = new TreeSet<String>();
        for (var step : real(simulation(cib).plan())) {
            if (isRise(step.what())) {
                started.add(step.what().task() + " " + step.what().resource());
            }
        }
        return started;
    }
}
