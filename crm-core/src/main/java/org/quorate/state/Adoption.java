package org.quorate.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.model.Problem;
import org.quorate.model.ResourceId;
import org.quorate.state.Work.Run;
import org.quorate.state.Work.Task;

/**
 * Takes over a transition of the DC. What would be unsafe is refused here, whatever the scheduler thought:
 * one computed from an older state, and one that starts a resource beside a possible owner that is not lost.
 */
final class Adoption {

    private Adoption() {}

    static Applied apply(ClusterState state, Command.AdoptTransition adopt) {
        var transition = adopt.transition();
        var current = state.progress().transition();
        if (transition.equals(current)) {
            return Applied.duplicate(state);
        }
        if (transition.id() != current.id() + 1) {
            return Applied.refused(state, "transition " + transition.id(),
                    "the next one is " + (current.id() + 1));
        }
        if (transition.basedOn() < state.position().relevant()) {
            return Applied.refused(state, "transition " + transition.id(), "computed from state "
                    + transition.basedOn() + ", but entry " + state.position().relevant()
                    + " changed it since");
        }
        var problems = problems(state, transition);
        if (!problems.isEmpty()) {
            return Applied.refused(state, problems);
        }
        var after = expired(state.withProgress(new Progress(transition, kept(state, transition))), adopt);
        for (var action : transition.actions()) {
            after = granted(after, action);
        }
        return Applied.noted(after);
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

    private static ClusterState granted(ClusterState state, Action action) {
        if (!(action.work() instanceof Run run) || !needsOwnership(state, run)) {
            return state;
        }
        var owner = new Owner(run.node(), run.incarnation(), action.id(), Owners.takeoverWait(state), 0);
        return state.with(run.resource(), Owners.granted(state.resource(run.resource()), owner));
    }

    private static boolean needsOwnership(ClusterState state, Run run) {
        return run.task() == Task.START && MetaAttributes.exclusivity(state.configuration(),
                run.resource()) == Exclusivity.AT_MOST_ONE;
    }

    private static List<Problem> problems(ClusterState state, Transition transition) {
        var problems = new ArrayList<Problem>();
        var byId = new HashMap<ActionId, Action>();
        for (var action : transition.actions()) {
            if (byId.put(action.id(), action) != null) {
                problems.add(new Problem("action " + action.id(), "stands twice"));
            }
        }
        for (var action : transition.actions()) {
            for (var prerequisite : action.after()) {
                if (!byId.containsKey(prerequisite)) {
                    problems.add(new Problem("action " + action.id(),
                            "waits for " + prerequisite + ", not there"));
                }
            }
            problems.addAll(unsafe(state, action, byId));
        }
        return problems;
    }

    private static List<Problem> unsafe(ClusterState state, Action action, Map<ActionId, Action> byId) {
        if (!(action.work() instanceof Run run)) {
            return List.of();
        }
        var node = state.nodes().get(run.node());
        if (node == null || !node.isMember() || !node.incarnation().equals(run.incarnation())) {
            return List.of(new Problem("action " + action.id(),
                    run.node() + " is not a member in incarnation " + run.incarnation()));
        }
        if (!needsOwnership(state, run)) {
            return List.of();
        }
        var stops = stopsBefore(action, run.resource(), byId);
        var problems = new ArrayList<Problem>();
        for (var owner : state.resource(run.resource()).owners()) {
            if (!owner.is(run.node(), run.incarnation()) && !owner.isLost()
                    && !stops.contains(owner.node().value())) {
                problems.add(
                        new Problem("action " + action.id(), "starts " + run.resource() + " on " + run.node()
                                + " beside its possible owner " + owner.node()));
            }
        }
        return problems;
    }

    /** The nodes on which the resource is stopped before the action. */
    private static Set<String> stopsBefore(Action action, ResourceId resource, Map<ActionId, Action> byId) {
        var nodes = new HashSet<String>();
        var seen = new HashSet<ActionId>();
        var open = new ArrayList<>(action.after());
        while (!open.isEmpty()) {
            var id = open.removeLast();
            var before = byId.get(id);
            if (before == null || !seen.add(id)) {
                continue;
            }
            open.addAll(before.after());
            if (before.work() instanceof Run run && run.task() == Task.STOP
                    && run.resource().equals(resource)) {
                nodes.add(run.node().value());
            }
        }
        return nodes;
    }
}
