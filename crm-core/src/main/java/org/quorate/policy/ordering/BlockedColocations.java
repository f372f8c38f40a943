package org.quorate.policy.ordering;

import org.quorate.model.Role;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Action.Flag;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.state.Reason;

/**
 * What must run with a resource does not start where that cannot start, and is not promoted where that cannot
 * be.
 */
final class BlockedColocations {

    private final Propagation propagation;

    BlockedColocations(Propagation propagation) {
        this.propagation = propagation;
    }

    /** Draws what follows for others from an action that cannot run, once none of its whole can. */
    void block(Action action) {
        var isStart = action.task().equals(Task.START);
        var resource = action.resource().orElse(null);
        if (action.is(Flag.RUNNABLE) || resource == null
                || (!isStart && !action.task().equals(Task.PROMOTE))) {
            return;
        }
        var whole = resource.top();
        for (var child : whole.children()) {
            var own = ActionState.first(child, action.task(), null);
            if (own.isEmpty() || own.get().is(Flag.RUNNABLE)) {
                return;
            }
        }
        for (var colocation : whole.colocatedWithIt()) {
            if (colocation.score().isInfinite() && (isStart || isOfPromoted(colocation))) {
                var task = colocation.roleOfDependent().filter(role -> role == Role.PROMOTED).isPresent()
                        ? Task.PROMOTE
                        : Task.START;
                block(colocation.dependent(), task, colocation);
            }
        }
    }

    private static boolean isOfPromoted(Colocation colocation) {
        return colocation.roleOfPrimary().filter(role -> role == Role.PROMOTED).isPresent();
    }

    private void block(Resource dependent, String task, Colocation because) {
        for (var action : dependent.actions(task)) {
            if (action.is(Flag.RUNNABLE)) {
                action.clear(Flag.RUNNABLE);
                action.explain(Reason.of(Reason.Kind.COLOCATION, "constraint", because.id()));
                block(action);
                propagation.revisit(action);
                propagation.revisitThens(action);
            }
        }
        dependent.children().forEach(child -> block(child, task, because));
    }
}
