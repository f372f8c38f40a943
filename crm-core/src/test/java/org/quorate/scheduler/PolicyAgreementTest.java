package org.quorate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorate.cib.Cib;
import org.quorate.cib.ConfigurationCib;
import org.quorate.cib.Element;
import org.quorate.model.Constraint;
import org.quorate.policy.Plan;
import org.quorate.policy.Policy;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.operation.Digests;
import org.quorate.policy.operation.OperationSettings;
import org.quorate.scheduler.cib.FixedSections;
import org.quorate.scheduler.cib.SituationCib;
import org.quorate.scheduler.fencing.FencePlan;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Action;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.Request;
import org.quorate.state.Work;

/**
 * The scheduler starts, stops, probes, watches and cancels what policy's plan for the same situation does, in
 * the same order. The live rules, by which it does otherwise, are three:
 * <ul>
 * <li>what is held back for the sake of safety (leases, fencing, probes outstanding, what must be left alone)
 * is not done, and neither is what waits for it; then the decision names it as blocked,
 * <li>nobody is asked again before the answer to a probe is there,
 * <li>restarts that an operator asked for are no part of the configuration.
 * </ul>
 */
class PolicyAgreementTest {

    private static final int EVENTS = 12;

    static Stream<Integer> seeds() {
        return IntStream.range(0, Integer.getInteger("property.seeds", 50)).boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bothDoTheSameInTheSameOrder(int seed) {
        var random = new Random(seed);
        var given = CaseReader.read(RandomCluster.text(random));
        var playback = new Playback(given.state(), given.world(), CaseReader.NOON,
                played -> agree(played.state()), Comparator.comparing(Action::id));
        var events = new RandomEvents(random);
        for (int i = 0; i < EVENTS; i++) {
            for (int step = 0; step < 4 && playback.step(); step++) {
                assertThat(playback.running()).isPresent();
            }
            events.next(playback.state(), playback.world(), CaseReader.NOON).map(Command.class::cast)
                    .ifPresent(playback::apply);
        }
    }

    private static void agree(ClusterState state) {
        var decision = Scheduler.schedule(state, CaseReader.NOON);
        if (decision.blocked().isEmpty() && !isAskedForMore(state)) {
            var planned = ordered(changes(plan(state)));
            planned.keySet().removeAll(probesUnderWay(decision));
            assertThat(ordered(changes(decision))).isEqualTo(planned);
        }
    }

    /** A live rule: nobody is asked again before the answer is there. */
    private static Set<String> probesUnderWay(Decision decision) {
        return decision.transition().actions().stream()
                .filter(action -> action.id().transition() < decision.transition().id())
                .map(Action::work).filter(work -> work instanceof Work.Run run && run.isProbe())
                .map(PolicyAgreementTest::name).collect(Collectors.toSet());
    }

    /** Restarts are the scheduler's own: policy knows nothing of whoever asked for one. */
    private static boolean isAskedForMore(ClusterState state) {
        return state.resources().values().stream()
                .anyMatch(status -> status.requests().stream().anyMatch(Request.Restart.class::isInstance));
    }

    /** What is done, each with what comes right before it, be that an agent's action or something else. */
    private record Change(String name, Set<Object> after) {}

    private static SequencedMap<Object, Change> changes(Decision decision) {
        var changes = new LinkedHashMap<Object, Change>();
        var transition = decision.transition();
        for (var action : transition.actions()) {
            var name = action.id().transition() == transition.id() ? name(action.work()) : "";
            changes.put(action.id(), new Change(name, new HashSet<>(action.after())));
        }
        return changes;
    }

    private static SequencedMap<Object, Change> changes(Plan plan) {
        var changes = new LinkedHashMap<Object, Change>();
        for (var step : plan.steps()) {
            var what = step.what();
            changes.put(step.id(), new Change(what.isPseudo()
                    ? ""
                    : name(what), new HashSet<>(step.after())));
        }
        return changes;
    }

    private static String name(Work work) {
        return switch (work) {
            case Work.Run run -> name(run.key(), run.resource().value(), run.node().value());
            case Work.Cancel cancel ->
                name("cancel " + cancel.key(), cancel.resource().value(), cancel.node().value());
            case Work.Fence _ -> "";
        };
    }

    private static String name(Plan.What what) {
        return switch (what.task()) {
            case "start", "stop", "monitor" ->
                name(what.task() + "_" + what.intervalMs(), what.resource(), what.node());
            case "cancel" ->
                name("cancel " + what.detail() + "_" + what.intervalMs(), what.resource(), what.node());
            default -> "";
        };
    }

    private static String name(String key, String resource, String node) {
        return key + " of " + resource + " on " + node;
    }

    /** Every action of an agent, with all those that come somewhere before it. */
    private static Map<String, Set<String>> ordered(Map<Object, Change> changes) {
        var result = new HashMap<String, Set<String>>();
        for (var change : changes.values()) {
            if (!change.name().isEmpty()) {
                result.put(change.name(), before(change, changes));
            }
        }
        return result;
    }

    private static Set<String> before(Change change, Map<Object, Change> changes) {
        var names = new TreeSet<String>();
        var seen = new HashSet<Object>();
        var open = new ArrayList<Object>(change.after());
        while (!open.isEmpty()) {
            var earlier = changes.get(open.removeLast());
            if (earlier != null && seen.add(earlier)) {
                open.addAll(earlier.after());
                if (!earlier.name().isEmpty()) {
                    names.add(earlier.name());
                }
            }
        }
        return names;
    }

    /** Policy's own plan for what it is told for placing, with the orders; no definition has changed. */
    private static Plan plan(ClusterState state) {
        var seen = Situation.of(state, CaseReader.NOON);
        var situation = seen.condemning(FencePlan.of(seen).condemned(seen));
        var cib = SituationCib.of(situation, FixedSections.NONE.of(situation), Map.of());
        var orders = ConfigurationCib.element(state.configuration().withConstraints(
                state.configuration().constraints().stream().filter(Constraint.Order.class::isInstance)
                        .toList()))
                .child("constraints").orElseThrow().children();
        var configuration = cib.configuration().withChildren(cib.configuration().children().stream()
                .map(section -> section.is("constraints")
                        ? section.withChildren(
                                Stream.concat(section.children().stream(), orders.stream()).toList())
                        : section)
                .toList());
        var whole = cib.root().withChildren(List.of(configuration, cib.status()));
        var read = Policy.read(new Cib(whole), CaseReader.NOON);
        return Policy.decide(new Cib(digested(whole, read)), CaseReader.NOON);
    }

    /** No definition has changed since an operation was carried out. */
    private static Element digested(Element element, Cluster read) {
        var changed = element.withChildren(element.children().stream()
                .map(child -> digested(child, read)).toList());
        return element.is("lrm_rsc_op") ? changed.with("op-digest", digest(element, read)) : changed;
    }

    private static String digest(Element operation, Cluster read) {
        var key = operation.attribute("operation_key", "");
        var task = operation.attribute("operation", "");
        var resource = read.primitives().stream().filter(p -> key.startsWith(p.id() + "_" + task))
                .findFirst();
        return resource.map(found -> new Digests(new OperationSettings(read)).of(found, task,
                Long.parseLong(operation.attribute("interval", "0")), read.nodes().iterator().next()))
                .orElse("");
    }
}
