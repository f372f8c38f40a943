package org.quorate.membership;

/**
 * One membership of a node: a new one for every life of its daemon, and after being declared lost.
 * Larger is later; 0 means that the node has never been a member.
 */
public record Incarnation(long value) implements Comparable<Incarnation> {

    public static final Incarnation NONE = new Incarnation(0);

    public Incarnation {
        if (value < 0) {
            throw new IllegalArgumentException("an incarnation is not negative: " + value);
        }
    }

    @Override
    public int compareTo(Incarnation other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
