package org.quorate.policy.cluster;

import org.quorate.cib.Element;

/** Instances of a primitive or a group, on several nodes; its children are the instances. */
public final class Clone extends Resource {

    /**
     * Limits of a clone.
     *
     * @param max instances in the cluster
     * @param nodeMax instances on a node
     * @param min instances that must run before what depends on the clone may
     * @param promotedMax instances promoted in the cluster
     * @param promotedNodeMax instances promoted on a node
     */
    public record Limits(int max, int nodeMax, int min, int promotedMax, int promotedNodeMax) {}

    private final Limits limits;
    private final boolean isInterleaved;
    private final boolean isOrdered;

    public Clone(String id, Element xml, Limits limits, boolean isInterleaved, boolean isOrdered) {
        super(id, id, xml);
        this.limits = limits;
        this.isInterleaved = isInterleaved;
        this.isOrdered = isOrdered;
    }

    public Limits limits() {
        return limits;
    }

    public boolean isInterleaved() {
        return isInterleaved;
    }

    public boolean isOrdered() {
        return isOrdered;
    }

    public boolean isPromotable() {
        return is(Flag.PROMOTABLE);
    }
}
