package org.quorate.policy.placement;

import java.util.Map;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Weight;

/** Whether nodes can be given work. */
final class Availability {

    private Availability() {}

    /** Whether a node takes part and is to run resources, whatever they are. */
    static boolean isUsable(Node node) {
        return node.is(Node.Flag.ONLINE) && !node.is(Node.Flag.SHUTDOWN) && !node.is(Node.Flag.UNCLEAN)
                && !node.is(Node.Flag.STANDBY) && !node.is(Node.Flag.STANDBY_BY_FAILURE)
                && !node.is(Node.Flag.MAINTENANCE);
    }

    /** Whether a resource with that weight can run on the node. */
    static boolean isOpen(Weight weight) {
        return weight.score().value() >= 0 && isUsable(weight.node());
    }

    static boolean isAnyOpen(Map<Node, Weight> weights) {
        return weights.values().stream().anyMatch(Availability::isOpen);
    }

    /** Usable, and a guest's container will run. */
    static boolean isUsableWithGuest(Node node) {
        var container = node.kind() == Node.Kind.GUEST
                ? node.connection().flatMap(Resource::container)
                : null;
        return isUsable(node)
                && (container == null || container.isEmpty() || !Where.next(container.get()).isEmpty());
    }
}
