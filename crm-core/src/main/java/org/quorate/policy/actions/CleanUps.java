package org.quorate.policy.actions;

import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Ordering;
import org.quorate.policy.cluster.Ordering.End;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FailCounts;
import org.quorate.state.Reason;

/**
 * What tidies the status section: forgetting resources, ending recurring operations, resetting failure
 * counts.
 */
public final class CleanUps {

    private CleanUps() {}

    /** Forgets a resource on a node, after it is stopped and before it is started anew. */
    static void forget(Cluster cluster, Primitive resource, Node node, Reason why) {
        if (resource.is(Resource.Flag.FAILED) || node.is(Node.Flag.UNCLEAN) || !node.is(Node.Flag.ONLINE)) {
            return;
        }
        ResourceActions.require(cluster, resource, Task.DELETE, node, why);
        var delete = End.of(resource, Task.DELETE);
        cluster.orderings().add(Ordering.of(End.of(resource, Task.STOP), delete, Relation.ORDERED));
        cluster.orderings().add(Ordering.of(delete, End.of(resource, Task.START), Relation.ORDERED));
    }

    /** Ends a recurring operation. */
    static Action cancel(Cluster cluster, Resource resource, Recurring operation, Node node, Reason why) {
        var key = Action.key(resource.id(), operation.task(), operation.intervalMs()) + "_" + Task.CANCEL;
        var cancel = cluster.actions().named(resource, Task.CANCEL, operation.intervalMs(), node, key);
        ResourceActions.judge(cluster, cancel, resource);
        cancel.require(why);
        cancel.tell("operation", operation.task());
        return cancel;
    }

    /** Makes a node forget the failures of a resource. */
    public static Action clearFailCount(Cluster cluster, Resource resource, Node node, Reason why) {
        return ResourceActions.require(cluster, resource, Task.CLEAR_FAILCOUNT, node, why);
    }

    /** What is configured no longer has no failures either, once it is stopped. */
    static void clearFailuresOfRemoved(Cluster cluster) {
        var failures = new FailCounts(cluster);
        for (var resource : cluster.resources()) {
            if (resource instanceof Primitive primitive && primitive.is(Resource.Flag.REMOVED)) {
                cluster.nodes().stream().filter(node -> node.is(Node.Flag.ONLINE)
                        && failures.ofItself(primitive, node).value() > 0)
                        .forEach(node -> clearFailuresOfRemoved(cluster, primitive, node));
            }
        }
    }

    private static void clearFailuresOfRemoved(Cluster cluster, Primitive resource, Node node) {
        var clear = clearFailCount(cluster, resource, node,
                Reason.of(Reason.Kind.REMOVED, "resource", resource.id()));
        cluster.orderings().add(Ordering.of(End.of(clear), End.of(resource, Task.STOP), Relation.ORDERED));
    }

    /** A recurring operation by name and interval. */
    record Recurring(String task, long intervalMs) {}
}
