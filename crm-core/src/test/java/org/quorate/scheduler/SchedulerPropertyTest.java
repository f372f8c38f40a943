package org.quorate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.model.ResourceId;
import org.quorate.scheduler.fencing.KillableAgents;
import org.quorate.scheduler.situation.Sequences;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Action;
import org.quorate.state.ActionId;
import org.quorate.state.Activity;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.NodeStatus.Isolation;
import org.quorate.state.Work;
import org.quorate.transition.Readiness;

/** Laws that hold for every cluster, tried on random ones that live through random events. */
class SchedulerPropertyTest {

    private static final int EVENTS = 12;

    /** What was ready before: a node may have begun it, whatever has happened since. */
    private final Set<ActionId> underWay = new HashSet<>();

    static Stream<Integer> seeds() {
        return IntStream.range(0, Integer.getInteger("property.seeds", 200)).boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsItsLawsWhateverHappens(int seed) {
        var random = new Random(seed);
        var text = RandomCluster.text(random);
        var given = CaseReader.read(text);
        Comparator<Action> order = Comparator.comparingInt(a -> (a.id().hashCode() * 31 + seed) % 7);
        var playback = new Playback(given.state(), given.world(), CaseReader.NOON, this::check,
                order.thenComparing(Action::id));
        var events = new RandomEvents(random);
        for (int i = 0; i < EVENTS; i++) {
            int steps = random.nextInt(12);
            for (int step = 0; step < steps && playback.step(); step++) {
                assertThat(playback.running()).isPresent();
            }
            events.next(playback.state(), playback.world(), CaseReader.NOON)
                    .ifPresent(event -> happen(playback, event));
        }
        playback.toRest();

        assertThat(playback.decision().isNeeded(playback.state())).as("seed %s\n%s", seed, text).isFalse();
        assertThat(Readiness.isComplete(playback.state().progress())).as("seed %s\n%s", seed, text).isTrue();
    }

    /** What the cluster never started and never saw is not its to answer for. */
    private void happen(Playback playback, Command event) {
        readyIsInOrder(playback);
        playback.apply(event);
        if (event instanceof Command.NodeLost(var node, _, _, _)) {
            playback.state().configuration().primitives().stream().map(p -> p.id())
                    .filter(id -> playback.state().resource(id).owners().stream()
                            .noneMatch(owner -> owner.node().equals(node)))
                    .forEach(id -> playback.world().remove(id, node));
        }
    }

    private void check(Playback playback) {
        graphIsSound(playback);
        playback.running().ifPresent(action -> {
            if (isStart(action)) {
                startIsSafe(playback, (Work.Run) action.work());
            }
        });
        readyIsInOrder(playback);
    }

    private void readyIsInOrder(Playback playback) {
        for (var action : playback.ready()) {
            if (isStart(action) && underWay.add(action.id())) {
                startIsInOrder(playback.state(), (Work.Run) action.work());
            }
        }
    }

    private static boolean isStart(Action action) {
        return action.work() instanceof Work.Run run && run.task() == Work.Task.START;
    }

    /** No cycles: ids ascend along prerequisites; all there; each with a reason that can be said in words. */
    private static void graphIsSound(Playback playback) {
        var seen = new HashSet<ActionId>();
        for (var action : playback.state().progress().transition().actions()) {
            assertThat(action.after()).as("%s", action).allMatch(seen::contains);
            assertThat(seen.add(action.id())).as("%s", action).isTrue();
            assertThat(Explain.text(action.reason())).as("%s", action).isNotBlank().doesNotContain("?");
        }
        for (var blocked : playback.decision().blocked()) {
            assertThat(blocked.reasons()).isNotEmpty().allMatch(r -> !Explain.text(r).contains("?"));
        }
    }

    /** It runs nowhere else, but on a lost node where the wait has made an end of it. */
    private static void startIsSafe(Playback playback, Work.Run run) {
        var state = playback.state();
        if (MetaAttributes.exclusivity(state.configuration(), run.resource()) == Exclusivity.AT_LEAST_ONE) {
            return;
        }
        for (var node : playback.world().nodes(run.resource())) {
            if (!node.equals(run.node())) {
                var status = Optional.ofNullable(state.nodes().get(node)).orElseThrow();
                assertThat(status.isMember()).as("%s also runs on member %s", run, node).isFalse();
                var primitive = state.configuration().primitive(run.resource()).orElseThrow();
                var options = Situation.of(state, CaseReader.NOON).resource(run.resource())
                        .orElseThrow().options();
                var isOff = state.configuration().property("stonith-enabled").isPresent();
                var isHarmless = status.traits().isolation() == Isolation.WATCHDOG
                        || (status.traits().isolation() == Isolation.GUARDIAN
                                && KillableAgents.isKillable(primitive.agent(), options));
                assertThat(isOff || isHarmless).as("%s may still run on lost %s", run, node).isTrue();
                playback.world().remove(run.resource(), node);
            }
        }
    }

    /** When it becomes ready, what it needs runs. */
    private static void startIsInOrder(ClusterState state, Work.Run run) {
        var situation = Situation.of(state, CaseReader.NOON);
        for (var sequence : Sequences.of(situation).requirementsOf(run.resource())) {
            var first = sequence.first().getLast();
            var isActive = state.resource(first).nodes().values().stream()
                    .anyMatch(known -> known.activity() instanceof Activity.Active);
            assertThat(isActive).as("%s needs %s", run, first).isTrue();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void restsAfterOneTransitionOnceAllIsKnown(int seed) {
        var given = CaseReader.read(RandomCluster.text(new Random(seed))
                .replaceAll("(?m)^(fresh|world) .*$", ""));
        var adopted = new TreeSet<Long>();
        var playback = new Playback(given.state(), given.world(), CaseReader.NOON,
                p -> adopted.add(p.state().progress().transition().id()), Comparator.comparing(Action::id));
        playback.toRest();

        assertThat(adopted).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void decidesTheSameWithWhatItRecallsAndWithout(int seed) {
        var random = new Random(seed);
        var given = CaseReader.read(RandomCluster.text(random));
        var events = new RandomEvents(random);
        var playback = new Playback(given.state(), given.world(), CaseReader.NOON,
                SchedulerPropertyTest::decidesTheSame, Comparator.comparing(Action::id));
        for (int i = 0; i < 4; i++) {
            for (int step = 0; step < 6 && playback.step(); step++) {
                decidesTheSame(playback);
            }
            events.next(playback.state(), playback.world(), CaseReader.NOON)
                    .ifPresent(event -> happen(playback, event));
            decidesTheSame(playback);
        }
    }

    private static void decidesTheSame(Playback playback) {
        var recalled = Scheduler.schedule(playback.state(), CaseReader.NOON, playback.decision().recall());
        var afresh = Scheduler.schedule(playback.state(), CaseReader.NOON);

        assertThat(recalled.transition()).isEqualTo(afresh.transition());
        assertThat(recalled.placements()).isEqualTo(afresh.placements());
        assertThat(recalled.blocked()).isEqualTo(afresh.blocked());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void orderOfConstraintsMakesNoDifference(int seed) {
        var random = new Random(seed);
        var state = CaseReader.read(RandomCluster.text(random).replaceAll("(?m)^fresh .*$", "")).state();
        var shuffled = new ArrayList<>(state.configuration().constraints());
        Collections.shuffle(shuffled, random);
        var other = state.withCib(new org.quorate.state.VersionedConfiguration(1,
                state.configuration().withConstraints(shuffled), state.cib().history(), state.cib()
                        .removed()));

        assertThat(shape(Scheduler.schedule(other, CaseReader.NOON)))
                .isEqualTo(shape(Scheduler.schedule(state, CaseReader.NOON)));
    }

    private static Map<Work, Set<Work>> shape(Decision decision) {
        var works = new HashMap<ActionId, Work>();
        decision.transition().actions().forEach(a -> works.put(a.id(), a.work()));
        return decision.transition().actions().stream().collect(Collectors.toMap(Action::work,
                a -> a.after().stream().map(works::get).collect(Collectors.toSet())));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyResourceCanBeExplained(int seed) {
        var state = CaseReader.read(RandomCluster.text(new Random(seed))).state();
        for (var resource : state.configuration().resources()) {
            ResourceId id = resource.id();
            var explanation = Explain.why(state, CaseReader.NOON, id).orElseThrow();

            assertThat(explanation.headline()).isNotBlank().doesNotContain("?");
            assertThat(explanation.lines()).hasSizeGreaterThan(1).noneMatch(line -> line.contains("?"));
        }
    }
}
