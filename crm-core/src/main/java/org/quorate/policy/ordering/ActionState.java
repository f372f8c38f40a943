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

    ActionState withRunnable() {
        return new ActionState(isOptional, true, isMigratable);
    }

    /** The action of a resource that does that, on a node where one is given. */
    static Optional<Action> first(Resource resource, String task, @Nullable Node node) {
        for (var action : resource.actions(task)) {
            if (node == null || action.isOn(node)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
