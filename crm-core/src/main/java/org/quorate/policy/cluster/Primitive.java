package org.quorate.policy.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;

/** One service run by an agent; also one instance of a clone, or a part of a bundle. */
public final class Primitive extends Resource {

    private final List<OperationSpec> operations = new ArrayList<>();
    private final List<HistoryEntry> history = new ArrayList<>();
    private @Nullable Node remoteNode;

    public Primitive(String id, Element xml) {
        super(id, id, xml);
    }

    public String agentClass() {
        return xml().attribute("class", "");
    }

    public String provider() {
        return xml().attribute("provider", "");
    }

    public String agentType() {
        return xml().attribute("type", "");
    }

    /** The configured operations, rules and defaults not yet applied, in order. */
    public List<OperationSpec> operations() {
        return operations;
    }

    /** What the status section records of it, on all nodes; filled by {@code status}. */
    public List<HistoryEntry> history() {
        return history;
    }

    /** The node that this resource connects to the cluster (a remote or guest node). */
    public Optional<Node> remoteNode() {
        return Optional.ofNullable(remoteNode);
    }

    public void connects(Node node) {
        remoteNode = node;
        node.connectBy(this);
    }
}
