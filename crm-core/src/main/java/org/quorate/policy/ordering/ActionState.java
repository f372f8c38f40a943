package org.quorate.policy.ordering;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;

/** Whether an action must and can be carried out, as an ordering sees it. */
enum ActionState {

    NEITHER(false, false, false), OPTIONAL(true, false, false), RUNNABLE(false, true,
            false), OPTIONAL_RUNNABLE(true, true, false), MIGRATABLE(false, false, true), OPTIONAL_MIGRATABLE(
                    true, false, true), RUNNABLE_MIGRATABLE(false, true, true), ALL(true, true, true);

    private static final ActionState[] BY_BITS = values();

    private final boolean isOptional;
    private final boolean isRunnable;
    private final boolean isMigratable;

    ActionState(boolean isOptional, boolean isRunnable, boolean isMigratable) {
        this.isOptional = isOptional;
        this.isRunnable = isRunnable;
        this.isMigratable = isMigratable;
    }

    static ActionState of(Action action) {
        return of(action.is(Action.Flag.OPTIONAL), action.is(Action.Flag.RUNNABLE),
                action.is(Action.Flag.MIGRATABLE));
    }

    static ActionState of(boolean isOptional, boolean isRunnable, boolean isMigratable) {
        return BY_BITS[(isOptional ? 1 : 0) + (isRunnable ? 2 : 0) + (isMigratable ? 4 : 0)];
    }

    boolean isOptional() {
        return isOptional;
    }

    boolean isRunnable() {
        return isRunnable;
    }

    boolean isMigratable() {
        return isMigratable;
    }

    ActionState withRunnable() {
        return of(isOptional, true, isMigratable);
    }

    /** The action of a resource that does that, on a node where one is given. */
    static Optional<Action> first(Resource resource, String task, @Nullable Node node) {
        var actions = resource.actions(task);
        for (int i = 0, size = actions.size(); i < size; i++) {
            var action = actions.get(i);
            if (node == null || action.isOn(node)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
