package org.quorate.membership;

import java.util.Comparator;

/** A node in one of its memberships: the only thing that can own a resource. */
public record Owner(NodeName node, Incarnation incarnation) implements Comparable<Owner> {

    private static final Comparator<Owner> ORDER = Comparator.comparing(Owner::node)
            .thenComparing(Owner::incarnation);

    @Override
    public int compareTo(Owner other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return node + "#" + incarnation;
    }
}
