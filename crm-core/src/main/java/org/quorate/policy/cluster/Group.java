package org.quorate.policy.cluster;

import org.quorate.cib.Element;

/** Members that run together, in order. */
public final class Group extends Resource {

    private boolean isOrdered = true;
    private boolean isColocated = true;

    public Group(String id, String historyName, Element xml) {
        super(id, historyName, xml);
    }

    /** Whether members start one after the other (meta-attribute {@code ordered}). */
    public boolean isOrdered() {
        return isOrdered;
    }

    /** Whether members run on one node (meta-attribute {@code collocated}). */
    public boolean isColocated() {
        return isColocated;
    }

    public void loosen(boolean ordered, boolean colocated) {
        isOrdered = ordered;
        isColocated = colocated;
    }
}
