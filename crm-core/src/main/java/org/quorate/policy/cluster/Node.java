package org.quorate.policy.cluster;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Score;

/** A machine that resources may run on, as one decision sees it. Nodes are equal by identity. */
public final class Node implements Comparable<Node> {

    /** How a node takes part: by itself, by a connection from a cluster node, or inside a resource. */
    public enum Kind {
        CLUSTER, REMOTE, GUEST
    }

    /** Facts about a node that hold or do not. */
    public enum Flag {

        /** It is a member and can be given work. */
        ONLINE,
        /** What runs there is not known or not under control; it must be fenced. */
        UNCLEAN,
        /** It is a member but not yet ready for work. */
        PENDING,
        /** It has asked to leave. */
        SHUTDOWN, STANDBY, STANDBY_BY_FAILURE, MAINTENANCE,
        /** It has never been seen (no status at all). */
        UNSEEN, DC,
        /** Remote only: it was fenced, or must be before its connection is used again. */
        REMOTE_FENCED, REMOTE_NEEDS_RESET,
        /** Probes are not done there ({@code resource-discovery-enabled=false}). */
        NO_DISCOVERY,
        /** It was unfenced, and may be used by resources that need unfencing. */
        UNFENCED;

        /** Flags are asked for all the time, so those that hold are bits of a number and not a set. */
        @SuppressWarnings("EnumOrdinal")
        private final long bit = 1L << ordinal();
    }

    /**
     * By name, numbers in names as numbers: {@code n2} before {@code n10}. Ties between nodes are broken by
     * it.
     */
    public static final Comparator<String> NAME_ORDER = Node::compareNames;

    private final String id;
    private final String name;
    private final Kind kind;
    private long flags;
    private final SortedMap<String, String> attributes = new TreeMap<>();
    private final SortedMap<String, Integer> capacity = new TreeMap<>();
    private final List<Resource> running = new ArrayList<>();
    private final List<Resource> assigned = new ArrayList<>();
    private @Nullable Resource connection;
    private Score score = Score.ZERO;
    private int number;

    public Node(String id, String name, Kind kind) {
        this.id = id;
        this.name = name;
        this.kind = kind;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** From 0 on, another for each node of a working set; mostly its place in the order of names. */
    int number() {
        return number;
    }

    void number(int changed) {
        number = changed;
    }

    public boolean isRemoteOrGuest() {
        return kind != Kind.CLUSTER;
    }

    public boolean is(Flag flag) {
        return (flags & flag.bit) != 0;
    }

    public void set(Flag flag) {
        flags |= flag.bit;
    }

    public void clear(Flag flag) {
        flags &= ~flag.bit;
    }

    /** Permanent attributes overlaid by transient ones, with the built-in {@code #uname} and the like. */
    public SortedMap<String, String> attributes() {
        return attributes;
    }

    public Optional<String> attribute(String key) {
        return Optional.ofNullable(attributes.get(key));
    }

    /** What of each utilization attribute is left; changed as resources are assigned. */
    public SortedMap<String, Integer> capacity() {
        return capacity;
    }

    /** The primitives that are active there, by the status section. */
    public List<Resource> running() {
        return running;
    }

    /** The primitives assigned there so far. */
    public List<Resource> assigned() {
        return assigned;
    }

    /** The resource that connects a remote or guest node to the cluster. */
    public Optional<Resource> connection() {
        return Optional.ofNullable(connection);
    }

    public void connectBy(Resource resource) {
        connection = resource;
    }

    /** What every resource's weight begins with on this node (the node's own {@code score}). */
    public Score score() {
        return score;
    }

    public void score(Score changed) {
        score = changed;
    }

    @Override
    public int compareTo(Node other) {
        return compareNames(name, other.name);
    }

    private static int compareNames(String left, String right) {
        var l = 0;
        var r = 0;
        while (l < left.length() && r < right.length()) {
            var leftEnd = digitsEnd(left, l);
            var rightEnd = digitsEnd(right, r);
            int sign;
            if (leftEnd > l && rightEnd > r) {
                sign = new BigInteger(left.substring(l, leftEnd))
                        .compareTo(new BigInteger(right.substring(r, rightEnd)));
                l = leftEnd;
                r = rightEnd;
            } else {
                sign = Character.compare(Character.toLowerCase(left.charAt(l++)),
                        Character.toLowerCase(right.charAt(r++)));
            }
            if (sign != 0) {
                return sign;
            }
        }
        var sign = Integer.compare(left.length() - l, right.length() - r);
        return sign != 0 ? sign : left.compareTo(right);
    }

    private static int digitsEnd(String text, int from) {
        var end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    @Override
    public String toString() {
        return name;
    }
}
