package org.quorate.state;

import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.state.Work.Run;
import org.quorate.state.Work.Task;

/**
 * Takes over a transition of the DC. What would be unsafe is refused here, whatever the scheduler thought
 * (see {@link AdoptionCheck}).
 */
final class Adoption {

    private Adoption() {}

    static Applied apply(ClusterState state, Command.AdoptTransition adopt) {
        var transition = adopt.transition();
        var current = state.progress().transition();
        if (transition.equals(current)) {
            return Applied.duplicate(state);
        }
        var problems = AdoptionCheck.problems(state, transition);
        if (!problems.isEmpty()) {
            return Applied.refused(state, problems);
        }
        var after = expired(state.withProgress(new Progress(transition, kept(state, transition))), adopt);
        return Applied.noted(granted(after));
    }

    /** An action that was in flight before keeps its id, and with it a result that came in the meantime. */
    private static SortedMap<ActionId, Progress.Ending> kept(ClusterState state, Transition transition) {
        var endings = new TreeMap<ActionId, Progress.Ending>();
        for (var action : transition.actions()) {
            state.progress().ending(action.id()).ifPresent(ending -> endings.put(action.id(), ending));
        }
        return endings;
    }

    private static ClusterState expired(ClusterState state, Command.AdoptTransition adopt) {
        return Owners.everywhere(state, status -> status.withRequests(status.requests().stream()
                .filter(request -> !(request instanceof Request.Move move)
                        || adopt.at().isBefore(move.until()))
                .toList()));
    }

    /** Who may start it may own it, whatever its exclusivity is now: that can change while it runs. */
    private static ClusterState granted(ClusterState state) {
        var resources = new TreeMap<>(state.resources());
        for (var action : state.progress().transition().actions()) {
            if (action.work() instanceof Run run && run.task() == Task.START
                    && !state.progress().hasEnded(action)) {
                var owner = new Owner(run.node(), run.incarnation(), action.id(),
                        state.position().index(), Owners.takeoverWait(state, run.resource()), 0,
                        Owners.isolationOf(state, run));
                resources.put(run.resource(), Owners.granted(
                        resources.getOrDefault(run.resource(), ResourceStatus.NONE), owner));
            }
        }
        return state.withResources(resources);
    }
}
