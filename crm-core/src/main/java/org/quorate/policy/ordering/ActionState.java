package org.quorate.policy.ordering;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;

/** Whether an action must and can be carried out, as an ordering sees it. */
record ActionState(boolean isOptional, boolean isRunnable, boolean isMigratable) {

    static ActionState of(Action action) {
        return new ActionState(action.is(Action.Flag.OPTIONAL), action.is(Action.Flag.RUNNABLE),
                action.is(Action.Flag.MIGRATABLE));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActionState state && state.isOptional == isOptional
                && state.isRunnable == isRunnable && state.isMigratable == isMigratable;
    }

    @Override
    public int hashCode() {
        return (isOptional ? 1 : 0) + (isRunnable ? 2 : 0) + (isMigratable ? 4 : 0);
    }

    ActionState withRunnable() {
        return new ActionState(isOptional, true, isMigratable);
    }

    /** The action of a resource that does that, on a node where one is given. */
    static Optional<Action> first(Resource resource, String task, @Nullable Node node) {
        for (var action : resource.actions(task).reversed()) {
            if (node == null || action.isOn(node)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
