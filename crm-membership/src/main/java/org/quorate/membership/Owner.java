package org.quorate.membership;

/** A node in one of its memberships: the only thing that can own a resource. */
public record Owner(NodeName node, Incarnation incarnation) implements Comparable<Owner> {

    @Override
    public int compareTo(Owner other) {
        int byNode = node.compareTo(other.node);
        return byNode != 0 ? byNode : incarnation.compareTo(other.incarnation);
    }

    @Override
    public String toString() {
        return node + "#" + incarnation;
    }
}
