package org.quorate.policy.actions;

import java.util.EnumSet;
import org.quorate.policy.faults.FenceActions;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FenceMarks;
import org.quorate.state.Reason;

/** Giving nodes back the access that fencing took from them, before anything there needs it. */
public final class Unfencing {

    private Unfencing() {}

    /** The unfencing of a node, optional until something requires it. */
    public static Action of(Cluster cluster, Node node) {
        var key = Task.FENCE + "-" + node.name() + "-on";
        var unfence = cluster.actions().named(null, Task.FENCE, 0, node, key);
        unfence.tellFirst(FenceActions.KIND, "on");
        return unfence;
    }

    /**
     * Puts an action behind the unfencing of its node where its resource, or what the cluster uses to fence,
     * needs
     * that. Only a node that was never unfenced is unfenced for it: requiring it always would stop all that
     * runs
     * there whenever a resource is added.
     */
    static void order(Cluster cluster, Resource resource, Action action, Relation relation) {
        var isDevice = resource.is(Resource.Flag.FENCE_DEVICE) && cluster.isUnfencingUsed();
        var node = action.node().orElse(null);
        if (node == null || (!isDevice && !resource.is(Resource.Flag.NEEDS_UNFENCING))) {
            return;
        }
        cluster.actions().order(of(cluster, node), action, EnumSet.of(relation));
        if (!node.is(Node.Flag.UNFENCED)) {
            require(cluster, node, resource);
        }
    }

    /** Unfences a node anew because the definition of a fence device changed. */
    static void renew(Cluster cluster, Resource device, Node node) {
        if (device.is(Resource.Flag.FENCE_DEVICE)) {
            require(cluster, node, device);
        }
    }

    private static void require(Cluster cluster, Node node, Resource cause) {
        if (cluster.isUnfencingUsed() && isReady(node) && FenceMarks.canFence(cluster, node)) {
            of(cluster, node).require(Reason.of(Reason.Kind.FENCING, "node", node.name(), "unfenced-for",
                    cause.id()));
        }
    }

    private static boolean isReady(Node node) {
        return node.is(Node.Flag.ONLINE) && !node.is(Node.Flag.UNCLEAN) && !node.is(Node.Flag.SHUTDOWN);
    }
}
