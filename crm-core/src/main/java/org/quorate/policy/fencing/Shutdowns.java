package org.quorate.policy.fencing;

import java.util.EnumSet;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.state.Reason;

/** The orderly end of a node: everything there stops first. */
final class Shutdowns {

    private Shutdowns() {}

    static Action of(Cluster cluster, Node node) {
        var shutdown = cluster.actions().named(null, Task.SHUTDOWN, 0, node, Task.SHUTDOWN + "-" + node.name());
        shutdown.require(Reason.of(Reason.Kind.NODE_LEAVING, "node", node.name()));
        if (node.is(Node.Flag.MAINTENANCE)) {
            return shutdown;
        }
        for (var resource : cluster.primitives()) {
            for (var stop : resource.actions(Task.STOP)) {
                if (stop.isOn(node) && isWaitedFor(resource)) {
                    stop.require(Reason.of(Reason.Kind.NODE_LEAVING, "node", node.name()));
                    cluster.actions().order(stop, shutdown,
                            EnumSet.of(Relation.ORDERED, Relation.UNRUNNABLE_FIRST_BLOCKS));
                }
            }
        }
        return shutdown;
    }

    /** What nobody will stop must not hold the node up; what is blocked must. */
    private static boolean isWaitedFor(Resource resource) {
        return !resource.is(Resource.Flag.MAINTENANCE)
                && (resource.is(Resource.Flag.MANAGED) || resource.is(Resource.Flag.BLOCKED));
    }
}
