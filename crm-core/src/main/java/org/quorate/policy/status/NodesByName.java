package org.quorate.policy.status;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.quorate.cib.Element;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;

/** Finds the node that an element of the status section is about. */
final class NodesByName {

    private final Cluster cluster;
    private final Map<String, Node> byId = new HashMap<>();

    NodesByName(Cluster cluster) {
        this.cluster = cluster;
        cluster.nodes().forEach(node -> byId.put(node.id(), node));
    }

    /** By id, else by name; empty for a node that is configured no longer. */
    Optional<Node> of(Element state) {
        var found = byId.get(state.id());
        return found != null ? Optional.of(found) : cluster.node(state.attribute("uname", ""));
    }
}
