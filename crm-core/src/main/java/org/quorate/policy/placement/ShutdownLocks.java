package org.quorate.policy.placement;

import org.quorate.policy.actions.ResourceActions;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;
import org.quorate.state.Reason;

/**
 * With shutdown-lock, what ran on a node that is shut down in good order waits for it (uncloned resources
 * only).
 */
final class ShutdownLocks {

    private ShutdownLocks() {}

    static void apply(Cluster cluster) {
        if (cluster.options().isOn("shutdown-lock")) {
            cluster.resources().forEach(resource -> lock(cluster, resource));
        }
    }

    private static void lock(Cluster cluster, Resource resource) {
        switch (resource) {
            case Group group -> group.children().forEach(member -> lock(cluster, member));
            case Primitive primitive -> lockPrimitive(cluster, primitive);
            case Clone _,Bundle _ -> {
                // they run on other nodes anyway
            }
        }
    }

    private static void lockPrimitive(Cluster cluster, Primitive primitive) {
        if (primitive.is(Flag.FENCE_DEVICE) || primitive.is(Flag.REMOTE_CONNECTION)) {
            return;
        }
        var active = primitive.active();
        if (primitive.lock().isPresent()) {
            if (!active.isEmpty()) {
                end(cluster, primitive, primitive.lock().get());
            }
        } else if (active.size() == 1 && active.getFirst().is(Node.Flag.SHUTDOWN)
                && !active.getFirst().is(Node.Flag.UNCLEAN)) {
            primitive.lockTo(active.getFirst());
        }
        primitive.lock().ifPresent(node -> {
            var reason = Reason.of(Reason.Kind.SHUTDOWN_LOCK, "to", node.name());
            cluster.nodes().stream().filter(other -> other != node)
                    .forEach(other -> Bans.on(primitive, other, reason));
        });
    }

    /** What runs needs to wait for no node; the record that still says so is deleted. */
    private static void end(Cluster cluster, Primitive primitive, Node node) {
        primitive.lockTo(null);
        ResourceActions.require(cluster, primitive, Task.LRM_DELETE, node,
                Reason.of(Reason.Kind.SHUTDOWN_LOCK, "to", node.name()));
    }
}
