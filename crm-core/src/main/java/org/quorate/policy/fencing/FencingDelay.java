package org.quorate.policy.fencing;

import java.time.Duration;
import java.util.List;
import org.quorate.model.Durations;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.faults.FenceActions;

/**
 * Delays the fencing of the node with the most important resources where a partition without a clear majority
 * may be
 * fenced by the other (priority-fencing-delay).
 */
final class FencingDelay {

    private static final String OPTION = "priority-fencing-delay";

    private FencingDelay() {}

    /**
     * Only for nodes that were lost; for them also a delay of nothing counts more than what a device would
     * wait.
     */
    static void set(Cluster cluster, Node node, Action fence) {
        var delay = Durations.parse(cluster.options().value(OPTION)).orElse(Duration.ZERO);
        if (delay.isPositive() && fence.meta().containsKey(FenceActions.LOST)) {
            fence.tell(OPTION, (isDelayed(cluster, node) ? delay : Duration.ZERO).toMillis() + "ms");
        }
    }

    private static boolean isDelayed(Cluster cluster, Node node) {
        if (node.isRemoteOrGuest() || node.is(Node.Flag.ONLINE)) {
            return false;
        }
        var members = cluster.nodes().stream().filter(other -> !other.isRemoteOrGuest()).toList();
        var here = members.stream().filter(other -> other.is(Node.Flag.ONLINE)).count();
        if (here > members.size() / 2) {
            return false;
        }
        var top = members.stream().mapToInt(FencingDelay::priority).max().orElse(0);
        var lowest = members.stream().mapToInt(FencingDelay::priority).min().orElse(0);
        return top != lowest && priority(node) == top;
    }

    /** The priorities of all that runs well there, in guests too; what is promoted counts one more. */
    private static int priority(Node node) {
        return priority(node.running());
    }

    private static int priority(List<Resource> running) {
        var sum = 0;
        for (var resource : running) {
            if (resource.priority() != 0 && !resource.is(Resource.Flag.FAILED)) {
                sum += resource.priority() + (resource.role() == Role.PROMOTED ? 1 : 0);
            }
            for (var inner : resource.contained()) {
                if (inner instanceof org.quorate.policy.cluster.Primitive primitive) {
                    sum += primitive.remoteNode().map(guest -> priority(guest.running())).orElse(0);
                }
            }
        }
        return sum;
    }
}
