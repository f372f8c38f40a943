package org.quorate.policy.fencing;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.quorate.policy.actions.Notifications;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;
import org.quorate.state.Reason;

/**
 * What waits for the fencing of a node, and what is done by it: stops and demotions there are not carried
 * out, they
 * happen when the node goes down.
 */
final class FencingOrderings {

    private final Cluster cluster;
    private final Node target;
    private final Action fence;

    private FencingOrderings(Cluster cluster, Node target, Action fence) {
        this.cluster = cluster;
        this.target = target;
        this.fence = fence;
    }

    static void add(Cluster cluster, Node target, Action fence) {
        var orderings = new FencingOrderings(cluster, target, fence);
        for (var primitive : cluster.primitives()) {
            if (primitive.is(Flag.MANAGED)) {
                orderings.orderStarts(primitive);
                orderings.orderStops(primitive);
                orderings.orderDemotions(primitive);
            }
        }
    }

    private void orderStarts(Primitive resource) {
        for (var action : resource.actions()) {
            var isStart = action.task().equals(Task.START);
            if (!isStart && !action.task().equals(Task.PROMOTE) && !beginsMigration(resource, action)) {
                continue;
            }
            if (resource.is(Flag.NEEDS_FENCING)) {
                order(fence, action, Relation.ORDERED);
            } else if (isStart && resource.is(Flag.NEEDS_QUORUM) && mayRunUnseen(resource)) {
                order(fence, action, Relation.ORDERED, Relation.UNRUNNABLE_FIRST_BLOCKS);
            }
        }
    }

    /** A migration needs what a start needs; one that is half done has only its second half left. */
    private static boolean beginsMigration(Primitive resource, Action action) {
        return action.task().equals(Task.MIGRATE_TO)
                || (action.task().equals(Task.MIGRATE_FROM) && resource.migrationTarget().isPresent());
    }

    /**
     * Nobody looked for it on the node, and cannot any more; after the fencing it is certain that it is not
     * there.
     */
    private boolean mayRunUnseen(Primitive resource) {
        return resource.weight(target).isPresent() && !resource.isKnownOn(target);
    }

    private void orderStops(Primitive resource) {
        var stops = actions(resource, Task.STOP);
        if (stops.isEmpty()) {
            return;
        }
        var whole = isOrdered(resource) ? latestStop(resource.top()) : Optional.<Action>empty();
        for (var stop : stops) {
            imply(stop);
            if (isOrdered(resource)) {
                if (!isBundled(resource)) {
                    order(fence, stop, Relation.GUEST_ALLOWED);
                }
                whole.ifPresent(outer -> order(fence, outer, Relation.GUEST_ALLOWED));
            }
            if (resource.is(Flag.NOTIFY)) {
                Notifications.afterFencing(cluster, stop, resource, fence);
            }
        }
    }

    private void orderDemotions(Primitive resource) {
        for (var demotion : actions(resource, Task.DEMOTE)) {
            var isGone = demotion.node().filter(
                    node -> node.is(Node.Flag.ONLINE) && !node.is(Node.Flag.UNCLEAN)).isEmpty();
            if (isGone || resource.is(Flag.FAILED)) {
                imply(demotion);
                if (isOrdered(resource) && !isBundled(resource)) {
                    order(fence, demotion, Relation.ORDERED, Relation.GUEST_ALLOWED);
                }
            }
        }
    }

    private void imply(Action action) {
        action.set(Action.Flag.PSEUDO);
        action.set(Action.Flag.RUNNABLE);
        action.set(Action.Flag.IMPLIED_BY_FENCING);
        action.explain(Reason.of(Reason.Kind.FENCING, "node", target.name()));
    }

    /**
     * What is done by the fencing counts as done only after it; on guests always, as their fencing is a mere
     * stop.
     */
    private boolean isOrdered(Primitive resource) {
        return resource.is(Flag.NEEDS_FENCING) || target.kind() == Node.Kind.GUEST;
    }

    private List<Action> actions(Primitive resource, String task) {
        if (resource.actions(task).isEmpty()) {
            return List.of();
        }
        var key = resource.key(task);
        return resource.actions().stream().filter(action -> action.key().equals(key))
                .filter(action -> action.node().isEmpty() || action.isOn(target)).toList();
    }

    /** Of a primitive the one that was thought of last, be it on another node: that one waits too. */
    private static Optional<Action> latestStop(Resource resource) {
        return resource.actions().stream().filter(action -> action.task().equals(Task.STOP))
                .reduce((_, later) -> later);
    }

    private static boolean isBundled(Resource resource) {
        return resource.top().parent().filter(Bundle.class::isInstance).isPresent();
    }

    private void order(Action first, Action then, Relation... relations) {
        cluster.actions().order(first, then, EnumSet.copyOf(List.of(relations)));
    }
}
