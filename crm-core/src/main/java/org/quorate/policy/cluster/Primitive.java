package org.quorate.policy.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;

/** One service run by an agent; also one instance of a clone, or a part of a bundle. */
public final class Primitive extends Resource {

    private final List<OperationSpec> operations = new ArrayList<>();
    private final Agent agent;
    private final List<Recorded> history = new ArrayList<>();
    private @Nullable Node remoteNode;

    public Primitive(String id, Element xml) {
        super(id, id, xml);
        agent = Agent.of(xml);
    }

    public Agent agent() {
        return agent;
    }

    public String agentClass() {
        return agent.standard();
    }

    public String provider() {
        return agent.provider();
    }

    public String agentType() {
        return agent.type();
    }

    /** The configured operations, rules and defaults not yet applied, in order. */
    public List<OperationSpec> operations() {
        return operations;
    }

    /**
     * What the status section records of it, on all nodes, but for probes that did not find it; filled by
     * {@code status}.
     */
    public List<Recorded> history() {
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
