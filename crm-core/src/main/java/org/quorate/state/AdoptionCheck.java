package org.quorate.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.model.Problem;
import org.quorate.state.NodeStatus.Presence;
import org.quorate.state.Work.Run;
import org.quorate.state.Work.Task;

/**
 * Why a transition must not be adopted: it was computed from an older state; its graph is not one; it drops
 * an action that a node may have begun, so that nobody would learn what became of it; it orders something of
 * an incarnation that is no member; or it starts a resource beside a possible owner that is not lost.
 */
final class AdoptionCheck {

    private final ClusterState state;
    private final Transition transition;
    private final List<Problem> problems = new ArrayList<>();

    private AdoptionCheck(ClusterState state, Transition transition) {
        this.state = state;
        this.transition = transition;
    }

    /** All problems, or none. */
    static List<Problem> problems(ClusterState state, Transition transition) {
        var check = new AdoptionCheck(state, transition);
        check.checkTimeliness();
        if (check.problems.isEmpty()) {
            check.checkGraph();
        }
        if (check.problems.isEmpty()) {
            check.checkCarried();
            check.transition.actions().forEach(check::checkWork);
        }
        return check.problems;
    }

    private void checkTimeliness() {
        var next = state.progress().transition().id() + 1;
        var path = "transition " + transition.id();
        if (transition.id() != next) {
            problems.add(new Problem(path, "the next one is " + next));
        } else if (transition.basedOn() < state.position().relevant()) {
            problems.add(new Problem(path, "computed from state " + transition.basedOn() + ", but entry "
                    + state.position().relevant() + " changed it since"));
        } else if (transition.basedOn() > state.position().index()) {
            problems.add(new Problem(path,
                    "computed from state " + transition.basedOn() + ", which is yet to come"));
        }
    }

    /** Prerequisites have smaller ids, so that there are no cycles. */
    private void checkGraph() {
        var seen = new HashSet<ActionId>();
        for (var action : transition.actions()) {
            if (!seen.add(action.id())) {
                refuse(action, "stands twice");
            }
            for (var prerequisite : action.after()) {
                if (transition.action(prerequisite).isEmpty()) {
                    refuse(action, "waits for " + prerequisite + ", not there");
                } else if (prerequisite.compareTo(action.id()) >= 0) {
                    refuse(action, "waits for " + prerequisite + ", which does not come before it");
                }
            }
        }
    }

    private void checkCarried() {
        var current = state.progress().transition();
        for (var action : transition.actions()) {
            if (action.id().transition() != transition.id()
                    && current.action(action.id()).filter(old -> old.work().equals(action.work()))
                            .isEmpty()) {
                refuse(action, "is neither new nor of the current transition");
            }
        }
        for (var action : InFlight.of(state)) {
            if (changesSomething(action.work()) && transition.action(action.id()).isEmpty()) {
                refuse(action, "may have begun, but is left out");
            }
        }
    }

    private static boolean changesSomething(Work work) {
        return switch (work) {
            case Run run -> run.task() != Task.MONITOR;
            case Work.Cancel _ -> false;
            case Work.Fence _ -> true;
        };
    }

    private void checkWork(Action action) {
        if (!(action.work() instanceof Run run)) {
            return;
        }
        var node = state.nodes().get(run.node());
        if (node == null || !node.isMember() || !node.incarnation().equals(run.incarnation())) {
            refuse(action, run.node() + " is not a member in incarnation " + run.incarnation());
        } else if (run.task() == Task.START) {
            checkStart(action, run, node);
        }
    }

    /** A leaving node says that nothing runs there and is believed: so nothing new may be started there. */
    private void checkStart(Action action, Run run, NodeStatus node) {
        if (node.presence() != Presence.MEMBER && action.id().transition() == transition.id()) {
            refuse(action, "starts " + run.resource() + " on " + run.node() + ", which is leaving");
        }
        if (isCarried(action)
                || MetaAttributes.exclusivity(state.configuration(), run
                        .resource()) == Exclusivity.AT_LEAST_ONE) {
            return;
        }
        var before = before(action);
        for (var owner : state.resource(run.resource()).owners()) {
            if (!owner.is(run.node(), run.incarnation()) && !owner.isLost()
                    && before.stream().noneMatch(earlier -> ends(earlier, owner, run))) {
                refuse(action, "starts " + run.resource() + " on " + run.node()
                        + " beside its possible owner " + owner.node());
            }
        }
    }

    /**
     * It was judged when it was first adopted, its node is an owner since, and to refuse it now would not
     * undo it, only hold up every other decision. Its node starts nothing beside an owner that is not lost.
     */
    private boolean isCarried(Action action) {
        return action.id().transition() != transition.id();
    }

    /** A stop ends the grants made before it; a fence action all of an incarnation. */
    private static boolean ends(Action earlier, Owner owner, Run start) {
        return switch (earlier.work()) {
            case Run run -> run.task() == Task.STOP && run.resource().equals(start.resource())
                    && owner.is(run.node(), run.incarnation())
                    && owner.grantedBy().compareTo(earlier.id()) < 0;
            case Work.Fence fence -> owner.is(fence.target(), fence.incarnation());
            case Work.Cancel _ -> false;
        };
    }

    /** Every action that has succeeded before this one begins. */
    private Collection<Action> before(Action action) {
        var found = new HashMap<ActionId, Action>();
        var open = new ArrayList<>(action.after());
        while (!open.isEmpty()) {
            var id = open.removeLast();
            if (!found.containsKey(id)) {
                transition.action(id).ifPresent(before -> {
                    found.put(id, before);
                    open.addAll(before.after());
                });
            }
        }
        return found.values();
    }

    private void refuse(Action action, String why) {
        problems.add(new Problem("action " + action.id(), why));
    }
}
