package org.quorate.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quorate.membership.NodeName;

/**
 * The actions of the adopted transition that may be running: not ended, on a member of that incarnation, and
 * with each prerequisite succeeded, or itself in flight on the same node, which may have run ahead of the
 * log.
 */
public final class InFlight {

    private final ClusterState state;
    private final Map<ActionId, Boolean> known = new HashMap<>();

    private InFlight(ClusterState state) {
        this.state = state;
    }

    /** By id. */
    public static List<Action> of(ClusterState state) {
        var search = new InFlight(state);
        var result = new ArrayList<Action>();
        for (var action : state.progress().transition().actions()) {
            if (search.mayRun(action)) {
                result.add(action);
            }
        }
        return List.copyOf(result);
    }

    private boolean mayRun(Action action) {
        var before = known.get(action.id());
        if (before != null) {
            return before;
        }
        known.put(action.id(), false);
        var result = !state.progress().hasEnded(action) && isOfMember(action.work())
                && action.after().stream().allMatch(prerequisite -> isDoneOrRunsHere(prerequisite, action));
        known.put(action.id(), result);
        return result;
    }

    private boolean isDoneOrRunsHere(ActionId prerequisite, Action action) {
        var ending = state.progress().ending(prerequisite);
        if (ending.isPresent()) {
            return ending.get() == Progress.Ending.SUCCEEDED;
        }
        return state.progress().transition().action(prerequisite)
                .filter(before -> runsOn(before.work()).equals(runsOn(action.work())) && mayRun(before))
                .isPresent();
    }

    private boolean isOfMember(Work work) {
        var status = state.nodes().get(runsOn(work));
        return status != null && status.isMember() && switch (work) {
            case Work.Run run -> run.incarnation().equals(status.incarnation());
            case Work.Cancel cancel -> cancel.incarnation().equals(status.incarnation());
            case Work.Fence _ -> true;
        };
    }

    /** The node that carries an action out. */
    static NodeName runsOn(Work work) {
        return switch (work) {
            case Work.Run run -> run.node();
            case Work.Cancel cancel -> cancel.node();
            case Work.Fence fence -> fence.by();
        };
    }
}
