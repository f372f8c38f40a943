package org.quorate.policy.status;

import java.time.Duration;
import java.time.Instant;
import org.quorate.cib.Element;
import org.quorate.model.Durations;
import org.quorate.policy.actions.ResourceActions;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Task;
import org.quorate.state.Reason;

/** Holds what ran on a node that was shut down in good order to that node, until the lock expires. */
final class ShutdownLocks {

    private ShutdownLocks() {}

    static void read(Cluster cluster, Primitive resource, Node node, Element entry) {
        var text = entry.attribute("shutdown-lock", "");
        if (!text.matches("[1-9]\\d{0,11}")) {
            return;
        }
        var since = Instant.ofEpochSecond(Long.parseLong(text));
        var limit = Durations.parse(cluster.options().value("shutdown-lock-limit")).orElse(Duration.ZERO);
        if (limit.isPositive() && cluster.now().isAfter(since.plus(limit))) {
            ResourceActions.require(cluster, resource, Task.LRM_DELETE, node,
                    Reason.of(Reason.Kind.NODE_LEAVING, "node", node.name()));
        } else {
            resource.lockTo(node);
        }
    }
}
