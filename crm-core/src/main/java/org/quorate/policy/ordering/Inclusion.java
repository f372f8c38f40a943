package org.quorate.policy.ordering;

import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Action.Flag;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/** Which actions are carried out, and which orderings hold between them. */
public final class Inclusion {

    private Inclusion() {}

    /** Whether an action is carried out, or stands in the graph as a point in the order. */
    public static boolean isCarriedOut(Action action) {
        if (!action.is(Flag.RUNNABLE) || (action.is(Flag.OPTIONAL) && !action.is(Flag.ALWAYS_IN_GRAPH))) {
            return false;
        }
        var resource = action.resource().orElse(null);
        if (resource != null && !resource.is(Resource.Flag.MANAGED)
                && !action.task().equals(Task.MONITOR) && action.intervalMs() == 0) {
            return false;
        }
        if (action.is(Flag.PSEUDO) || action.task().equals(Task.FENCE)
                || action.task().equals(Task.SHUTDOWN)) {
            return true;
        }
        var node = action.node().orElse(null);
        return node != null && takesWork(action, node);
    }

    private static boolean takesWork(Action action, Node node) {
        return action.task().equals(Task.LRM_DELETE)
                || (node.kind() == Node.Kind.GUEST && !node.is(Node.Flag.REMOTE_NEEDS_RESET))
                || (node.is(Node.Flag.ONLINE) && !node.is(Node.Flag.UNCLEAN));
    }

    /** Whether an ordering of an action behind another one holds in the end. */
    public static boolean holds(Action then, Action.Link link) {
        var first = link.first();
        if (link.isVoid() || !isCarriedOut(first) || isDropped(first, link)
                || isFailedAndLeftAlone(first, then)) {
            return false;
        }
        if (link.isOnly(Relation.IF_ON_SAME_NODE_OR_TARGET)) {
            return holdsForLoad(then, first);
        }
        if (link.isOnly(Relation.IF_REQUIRED_ON_SAME_NODE)) {
            var isApart = first.node().isPresent() && then.node().isPresent()
                    && first.node().get() != then.node().get();
            return !isApart && !first.is(Flag.OPTIONAL);
        }
        return true;
    }

    /** What is migrated is not stopped, so that what waits for the stop alone does not wait. */
    private static boolean isDropped(Action first, Action.Link link) {
        return (link.has(Relation.IF_FIRST_UNMIGRATABLE) && first.is(Flag.MIGRATABLE))
                || (link.isOnly(Relation.ORDERED) && first.is(Flag.MIGRATABLE)
                        && first.task().equals(Task.STOP));
    }

    /** Room is needed where a resource goes, be it by migration. */
    private static boolean holdsForLoad(Action then, Action first) {
        var resource = then.resource();
        var place = resource.isPresent() && then.task().equals(Task.MIGRATE_TO)
                ? resource.get().assignedTo()
                : then.node();
        if (first.node().isEmpty() || place.isEmpty() || first.node().get() != place.get()) {
            return false;
        }
        return then.task().equals(Task.MIGRATE_TO) || !first.is(Flag.OPTIONAL);
    }

    /** What is failed and not managed does not keep a clone from stopping. */
    private static boolean isFailedAndLeftAlone(Action first, Action then) {
        var failed = first.resource().orElse(null);
        return first.task().equals(Task.STOP) && failed != null && failed.is(Resource.Flag.FAILED)
                && !failed.is(Resource.Flag.MANAGED)
                && then.resource().filter(resource -> resource != failed && resource instanceof Clone)
                        .isPresent();
    }
}
