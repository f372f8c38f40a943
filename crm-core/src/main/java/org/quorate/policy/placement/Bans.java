package org.quorate.policy.placement;

import java.util.Collection;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Weight;
import org.quorate.state.Reason;

/** Forbids nodes to a resource and all that is inside, with the reason. */
final class Bans {

    private Bans() {}

    static void everywhere(Resource resource, Collection<Node> nodes, Reason reason) {
        nodes.forEach(node -> on(resource, node, reason));
    }

    static void on(Resource resource, Node node, Reason reason) {
        resource.children().forEach(child -> on(child, node, reason));
        resource.allowed().computeIfAbsent(node, absent -> new Weight(absent, absent.score()))
                .add(Score.MINUS_INFINITY, reason);
    }
}
