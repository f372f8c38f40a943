package org.quorate.policy.ordering;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/**
 * Judges actions of containers by what the members do: a group starts if all members can, a clone if any
 * instance can.
 * What that says of the container's action itself is kept with it.
 */
final class ActionStates {

    private final Consumer<Action> onChange;

    /** @param onChange told of every action that turns out to be other than it was */
    ActionStates(Consumer<Action> onChange) {
        this.onChange = onChange;
    }

    /** For an ordering with an action on that node: whether a clone can run is asked for all nodes. */
    ActionState forOrdering(Action action, @Nullable Node node) {
        var resource = action.resource().orElse(null);
        if (resource == null) {
            return ActionState.of(action);
        }
        var anywhere = of(action, resource, null);
        if (node == null || !(resource instanceof Clone)) {
            return anywhere;
        }
        var there = of(action, resource, node);
        return anywhere.isRunnable() ? there.withRunnable() : there;
    }

    ActionState of(Action action, Resource resource, @Nullable Node node) {
        return switch (resource) {
            case Primitive _ -> ActionState.of(action);
            case Group group -> ofGroup(action, group, node);
            case Clone clone -> ofInstances(action, clone.children(), node);
            case Bundle bundle -> ofInstances(action, partners(action, bundle), node);
        };
    }

    /** What runs inside is promoted and told of changes; the containers are started and stopped. */
    private static List<? extends Resource> partners(Action action, Bundle bundle) {
        var isInside = switch (action.task()) {
            case Task.NOTIFY, Task.NOTIFIED, Task.PROMOTE, Task.PROMOTED, Task.DEMOTE, Task.DEMOTED -> true;
            default -> false;
        };
        return isInside && bundle.inside().isPresent()
                ? bundle.inside().get().children()
                : bundle.replicas().stream().map(Bundle.Replica::container).toList();
    }

    private ActionState ofGroup(Action action, Group group, @Nullable Node node) {
        var isOptional = true;
        var isRunnable = true;
        for (var member : group.children()) {
            var task = Remapping.atomic(member, action.task());
            var found = ActionState.first(member, task, node);
            if (found.isEmpty()) {
                isRunnable &= task.equals(Task.STOP) || task.equals(Task.DEMOTE);
                continue;
            }
            var state = of(found.get(), member, node);
            if (isOptional && !state.isOptional()) {
                isOptional = false;
                clear(action, Action.Flag.OPTIONAL);
            }
            if (!task.equals(action.task()) && isRunnable && !state.isRunnable()) {
                isRunnable = false;
                clear(action, Action.Flag.RUNNABLE);
            }
        }
        return ActionState.of(isOptional, isRunnable, false);
    }

    private ActionState ofInstances(Action action, List<? extends Resource> instances,
            @Nullable Node node) {
        if (instances.isEmpty()) {
            return ActionState.OPTIONAL_RUNNABLE;
        }
        var task = Remapping.ofInstances(action, instances.getFirst());
        var isOptional = true;
        var isRunnable = false;
        for (var instance : instances) {
            var found = ActionState.first(instance, task, instance instanceof Primitive ? node : null);
            if (found.isEmpty()) {
                continue;
            }
            var state = of(found.get(), instance, node);
            isOptional &= state.isOptional();
            isRunnable |= state.isRunnable();
        }
        if (!isOptional) {
            clear(action, Action.Flag.OPTIONAL);
        }
        if (!isRunnable && node == null) {
            clear(action, Action.Flag.RUNNABLE);
        }
        return ActionState.of(isOptional, isRunnable, false);
    }

    private void clear(Action action, Action.Flag flag) {
        if (action.is(flag)) {
            action.clear(flag);
            onChange.accept(action);
        }
    }
}
