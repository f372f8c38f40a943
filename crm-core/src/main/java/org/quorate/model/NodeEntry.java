package org.quorate.model;

import java.util.List;
import org.quorate.membership.NodeName;

/**
 * What the configuration says of a node: its permanent attributes ({@code standby=on}, {@code site=a}, ...)
 * and what it offers to resources.
 *
 * @param utilization the capacities of the node
 * @param extras {@code id} where it is not the name, {@code type} where it is not {@code member}
 */
public record NodeEntry(NodeName name, NvSet attributes, List<NvSet> utilization, Extras extras) {

    public NodeEntry {
        utilization = List.copyOf(utilization);
    }

    public NodeEntry(NodeName name, NvSet attributes) {
        this(name, attributes, List.of(), Extras.NONE);
    }

    /** {@code member}, {@code remote} or {@code ping}. */
    public String type() {
        return extras.attribute("type").orElse("member");
    }

    public NodeEntry withAttributes(NvSet changed) {
        return new NodeEntry(name, changed, utilization, extras);
    }
}
