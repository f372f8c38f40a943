package org.quorate.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.model.AgentName;
import org.quorate.state.Action;
import org.quorate.state.Activity;
import org.quorate.state.Applied;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.Outcome;
import org.quorate.state.Progress;
import org.quorate.state.ResourceStatus;
import org.quorate.state.Transition;
import org.quorate.state.Work;
import org.quorate.state.Work.Run;
import org.quorate.state.Work.Task;

/** Rules of the log and of transitions, each removed where the pure parts meet. */
final class PlantedInState {

    private PlantedInState() {}

    /** Only a start that has succeeded makes an owner. */
    static final class AdoptedStartOwnsNothing extends Seams {

        @Override
        public Applied apply(ClusterState before, long index, Command command) {
            var applied = super.apply(before, index, command);
            if (!(command instanceof Command.AdoptTransition(var transition, var _))
                    || !(applied.outcome() instanceof Outcome.Accepted)) {
                return applied;
            }
            var resources = new TreeMap<>(applied.state().resources());
            resources.replaceAll((id, status) -> status.withOwners(status.owners().stream()
                    .filter(owner -> before.resource(id).owners().stream()
                            .anyMatch(old -> old.is(owner.node(), owner.incarnation()))
                            || owner.grantedBy().transition() != transition.id())
                    .toList()));
            return new Applied(applied.state().withResources(resources), applied.outcome(), applied.weight());
        }
    }

    /** A resource that is found running is given to who found it, whoever else was given it. */
    static final class ReattachedThoughGivenAway extends Seams {

        @Override
        public Applied apply(ClusterState before, long index, Command command) {
            var applied = super.apply(before, index, command);
            if (command instanceof Command.ActionResult result
                    && before.progress().transition().action(result.action())
                            .map(Action::work).orElse(null) instanceof Run run
                    && run.isProbe() && result.result().exit() == 0
                    && applied.outcome() instanceof Outcome.Accepted) {
                var status = applied.state().resource(run.resource());
                var known = status.on(run.node())
                        .withActivity(new Activity.Active(org.quorate.model.Role.STARTED));
                return new Applied(
                        applied.state().with(run.resource(), alone(status.with(run.node(), known), run)),
                        applied.outcome(), applied.weight());
            }
            return applied;
        }

        private static ResourceStatus alone(ResourceStatus status, Run run) {
            return status.withOwners(
                    status.owners().stream().filter(owner -> owner.node().equals(run.node())).toList());
        }
    }

    /** Starts what a transition orders when the entry streams by. */
    static final class StreamedEntryActedOn extends Seams {

        @Override
        public void streamed(Site by, long index, Command command) {
            if (!(command instanceof Command.AdoptTransition(var transition, var _))) {
                return;
            }
            for (var action : transition.actions()) {
                if (action.work() instanceof Run run && run.task() == Task.START
                        && run.node().equals(by.name())) {
                    by.run(new AgentCall(run.resource().value(), new AgentName("ocf", "pacemaker", "Dummy"),
                            AgentAction.START, new TreeMap<>(), new TreeMap<>(), Duration.ofSeconds(1)));
                }
            }
        }
    }

    /** A new transition leaves out what is under way, and the log lets it. */
    static final class InFlightForgotten extends Seams {

        @Override
        public Command proposed(Site by, Command command) {
            if (!(command instanceof Command.AdoptTransition(var transition, var at))) {
                return command;
            }
            var fresh = new ArrayList<Action>();
            for (var action : transition.actions()) {
                if (action.id().transition() == transition.id()) {
                    fresh.add(new Action(action.id(), action.work(),
                            action.after().stream().filter(id -> id.transition() == transition.id()).toList(),
                            action.reason()));
                }
            }
            return new Command.AdoptTransition(
                    new Transition(transition.id(), transition.basedOn(), transition.computedAt(), fresh),
                    at);
        }

        @Override
        public Applied apply(ClusterState before, long index, Command command) {
            if (!(command instanceof Command.AdoptTransition)) {
                return super.apply(before, index, command);
            }
            var current = before.progress().transition();
            var empty = new Progress(
                    new Transition(current.id(), current.basedOn(), current.computedAt(), List.of()),
                    new TreeMap<>());
            var applied = super.apply(before.withProgress(empty), index, command);
            return applied.outcome() instanceof Outcome.Accepted
                    ? applied
                    : new Applied(applied.state().withProgress(before.progress()), applied.outcome(),
                            applied.weight());
        }
    }

    /** Whatever a transition was computed from, it is taken over. */
    static final class OlderIndexAccepted extends Seams {

        @Override
        public Applied apply(ClusterState before, long index, Command command) {
            return super.apply(before, index,
                    command instanceof Command.AdoptTransition(var transition, var at)
                            ? new Command.AdoptTransition(new Transition(transition.id(),
                                    before.position().relevant(), transition.computedAt(),
                                    transition.actions()), at)
                            : command);
        }
    }

    /** A result counts for whatever this node is ordered to do of the same kind now. */
    static final class LateResultMatched extends Seams {

        @Override
        public Applied apply(ClusterState before, long index, Command command) {
            if (command instanceof Command.ActionResult result
                    && before.progress().transition().action(result.action()).isEmpty()) {
                for (var action : before.progress().transition().actions()) {
                    if (!before.progress().hasEnded(action) && isOf(action.work(), result)) {
                        return super.apply(before, index, as(action, result));
                    }
                }
            }
            return super.apply(before, index, command);
        }

        private static boolean isOf(Work work, Command.ActionResult result) {
            return work instanceof Run run && run.node().equals(result.node())
                    && run.task() == (result.result().exit() == 7 ? Task.MONITOR : Task.STOP);
        }

        private static Command as(Action action, Command.ActionResult result) {
            var run = (Run) action.work();
            return new Command.ActionResult(action.id(), run.node(), run.incarnation(), result.result(),
                    result.at());
        }
    }
}
