package org.quorate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.quorate.membership.Incarnation;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.rules.EffectiveAttributes;
import org.quorate.rules.NodeFacts;
import org.quorate.scheduler.situation.Digests;
import org.quorate.state.Action;
import org.quorate.state.Applied;
import org.quorate.state.Apply;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.OpRecord;
import org.quorate.state.Outcome;
import org.quorate.state.Work;
import org.quorate.transition.Readiness;

/**
 * Lets a cluster run without clocks and networks: schedules after every entry of the log, carries out one
 * ready action at a time, and applies the result. Agents behave as the {@link World} says.
 */
final class Playback {

    /** So many log entries without rest are taken for a loop. */
    private static final int MAX_STEPS = 2000;

    private final World world;
    private final Instant now;
    private final Consumer<Playback> check;
    private final Comparator<Action> choice;
    private ClusterState state;
    private Decision decision;
    private Optional<Action> running = Optional.empty();

    Playback(ClusterState state, World world, Instant now, Consumer<Playback> check,
            Comparator<Action> choice) {
        this.state = state;
        this.world = world;
        this.now = now;
        this.check = check;
        this.choice = choice;
        this.decision = Scheduler.schedule(state, now);
    }

    ClusterState state() {
        return state;
    }

    World world() {
        return world;
    }

    Decision decision() {
        return decision;
    }

    /** The action that is being carried out while {@code check} is called. */
    Optional<Action> running() {
        return running;
    }

    /** Runs until nothing is to be done; the number of actions carried out. */
    int toRest() {
        for (int steps = 0; steps < MAX_STEPS; steps++) {
            if (!step()) {
                return steps;
            }
        }
        throw new AssertionError("no rest after " + MAX_STEPS + " actions; still "
                + decision.transition().actions());
    }

    /** Schedules, adopts what is new, and carries out one action; whether there was one. */
    boolean step() {
        decision = Scheduler.schedule(state, now, decision.recall());
        if (decision.isNeeded(state)) {
            apply(new Command.AdoptTransition(decision.transition(), now));
        }
        running = ready().stream().min(choice);
        check.accept(this);
        running.ifPresent(this::carryOut);
        return running.isPresent();
    }

    List<Action> ready() {
        return state.nodes().entrySet().stream().filter(e -> e.getValue().isMember())
                .flatMap(e -> Readiness
                        .ready(state, e.getKey(), e.getValue().incarnation(), Set.of(), Set.of())
                        .stream())
                .filter(this::mayRun).toList();
    }

    /** The rule of the node that starts: every other possible owner must be lost, as its own log says. */
    private boolean mayRun(Action action) {
        return !(action.work() instanceof Work.Run run) || run.task() != Work.Task.START
                || MetaAttributes.exclusivity(state.configuration(), run
                        .resource()) == Exclusivity.AT_LEAST_ONE
                || state.resource(run.resource()).owners().stream()
                        .allMatch(owner -> owner.isLost() || owner.is(run.node(), run.incarnation()));
    }

    private void carryOut(Action action) {
        var node = Readiness.runsOn(action.work());
        var exit = switch (action.work()) {
            case Work.Run run -> world.run(run);
            case Work.Fence fence -> world.run(fence);
            case Work.Cancel _ -> 0;
        };
        var result = new OpRecord(action.id(), exit, OpRecord.Status.DONE, now, Duration.ofMillis(10),
                exit == 0 ? "" : "as told", digest(action));
        var incarnation = Optional.ofNullable(state.nodes().get(node)).map(s -> s.incarnation())
                .orElse(Incarnation.NONE);
        apply(new Command.ActionResult(action.id(), node, incarnation, result, now));
    }

    private String digest(Action action) {
        if (!(action.work() instanceof Work.Run run)) {
            return "";
        }
        var permanent = state.configuration().node(run.node()).map(n -> n.attributes().values())
                .orElseGet(TreeMap::new);
        var facts = NodeFacts.of(run.node(), permanent, Map.of());
        var attributes = new EffectiveAttributes(state.configuration(), now);
        return state.definition(run.resource())
                .map(primitive -> Digests.of(attributes, primitive, facts, run)).orElse("");
    }

    Applied apply(Command command) {
        var applied = Apply.apply(state, state.position().index() + 1, command);
        assertThat(applied.outcome()).as("%s", command).isNotInstanceOf(Outcome.Refused.class);
        state = applied.state();
        return applied;
    }
}
