package org.quorate.policy.cluster;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
        UNFENCED
    }

    private final String id;
    private final String name;
    private final Kind kind;
    private final EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
    private final SortedMap<String, String> attributes = new TreeMap<>();
    private final SortedMap<String, Integer> capacity = new TreeMap<>();
    private final List<Resource> running = new ArrayList<>();
    private final List<Resource> assigned = new ArrayList<>();
    private @Nullable Resource connection;

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

    public boolean isRemoteOrGuest() {
        return kind != Kind.CLUSTER;
    }

    public boolean is(Flag flag) {
        return flags.contains(flag);
    }

    public void set(Flag flag) {
        flags.add(flag);
    }

    public void clear(Flag flag) {
        flags.remove(flag);
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

    @Override
    public int compareTo(Node other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
