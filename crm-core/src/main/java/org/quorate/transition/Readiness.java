package org.quorate.transition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.state.Action;
import org.quorate.state.ActionId;
import org.quorate.state.ClusterState;
import org.quorate.state.InFlight;
import org.quorate.state.Progress;
import org.quorate.state.Work;

/**
 * What the graph of the adopted transition allows now.
 *
 * <p>An action is ready when every prerequisite has succeeded. A prerequisite that failed, was abandoned or
 * is not in the transition makes its dependents ready never; the DC will have scheduled again.
 */
public final class Readiness {

    private Readiness() {}

    /**
     * The actions that this node should be running now, by id.
     *
     * @param endedLocally actions that this node ran with success and whose results are not yet committed;
     *        they count as done for its own next actions
     * @param failedLocally actions that ended otherwise here and whose results are not yet committed
     */
    public static List<Action> ready(ClusterState state, NodeName node, Incarnation incarnation,
            Set<ActionId> endedLocally, Set<ActionId> failedLocally) {
        var progress = state.progress();
        var ready = new ArrayList<Action>();
        for (var action : progress.transition().actions()) {
            if (!isOf(action.work(), node, incarnation) || progress.hasEnded(action)
                    || endedLocally.contains(action.id()) || failedLocally.contains(action.id())) {
                continue;
            }
            if (action.after().stream().allMatch(p -> isDone(p, progress, endedLocally))) {
                ready.add(action);
            }
        }
        return List.copyOf(ready);
    }

    private static boolean isDone(ActionId prerequisite, Progress progress, Set<ActionId> endedLocally) {
        var ending = progress.ending(prerequisite);
        return ending.map(e -> e == Progress.Ending.SUCCEEDED)
                .orElseGet(() -> endedLocally.contains(prerequisite));
    }

    /** The actions that may be running, by id; see {@link InFlight}. */
    public static List<Action> inFlight(ClusterState state) {
        return InFlight.of(state);
    }

    /**
     * Whether nothing of the adopted transition can run any more: each action ended, or waits for one that
     * failed.
     */
    public static boolean isComplete(Progress progress) {
        var byId = index(progress);
        var hopeless = new HashSet<ActionId>();
        for (var action : inOrderOfPrerequisites(progress.transition().actions(), byId)) {
            var isHopeless = action.after().stream().anyMatch(p -> hasFailed(p, progress, byId)
                    || hopeless.contains(p));
            if (isHopeless) {
                hopeless.add(action.id());
            } else if (!progress.hasEnded(action)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasFailed(ActionId id, Progress progress, Map<ActionId, Action> byId) {
        return progress.ending(id).map(e -> e != Progress.Ending.SUCCEEDED).orElse(!byId.containsKey(id));
    }

    private static List<Action> inOrderOfPrerequisites(List<Action> actions, Map<ActionId, Action> byId) {
        var seen = new HashSet<ActionId>();
        var sorted = new ArrayList<Action>();
        for (var action : actions) {
            visit(action, byId, seen, sorted);
        }
        return sorted;
    }

    private static void visit(Action action, Map<ActionId, Action> byId, Set<ActionId> seen,
            List<Action> sorted) {
        if (!seen.add(action.id())) {
            return;
        }
        for (var prerequisite : action.after()) {
            var before = byId.get(prerequisite);
            if (before != null) {
                visit(before, byId, seen, sorted);
            }
        }
        sorted.add(action);
    }

    /** The node that carries an action out. */
    public static NodeName runsOn(Work work) {
        return switch (work) {
            case Work.Run run -> run.node();
            case Work.Cancel cancel -> cancel.node();
            case Work.Fence fence -> fence.by();
        };
    }

    private static boolean isOf(Work work, NodeName node, Incarnation incarnation) {
        return switch (work) {
            case Work.Run run -> run.node().equals(node) && run.incarnation().equals(incarnation);
            case Work.Cancel cancel -> cancel.node().equals(node) && cancel.incarnation().equals(incarnation);
            case Work.Fence fence -> fence.by().equals(node);
        };
    }

    private static Map<ActionId, Action> index(Progress progress) {
        var byId = new HashMap<ActionId, Action>();
        progress.transition().actions().forEach(action -> byId.put(action.id(), action));
        return byId;
    }
}
