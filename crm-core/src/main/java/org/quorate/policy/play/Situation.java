package org.quorate.policy.play;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/**
 * What runs where, in which role, and how the nodes are.
 *
 * @param resources role by node, by resource; instances of anonymous clones under the name of the primitive,
 *        replica
 *        N of bundle B as {@code B#N} on its host. What is stopped is left out
 * @param failed the names of primitives of which an operation failed that has not been made good
 */
public record Situation(SortedMap<String, SortedMap<String, Shown>> resources,
        SortedMap<String, NodeState> nodes, SortedSet<String> failed) {

    /** In which role something runs, or what is recorded as under way. */
    public enum Shown {

        STARTED, UNPROMOTED, PROMOTED, STARTING, STOPPING, MIGRATING, PROMOTING, DEMOTING;

        /** As the field writes it: {@code Started}. */
        public String word() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /** How a node is, in one word. */
    public enum NodeState {
        ONLINE, OFFLINE, STANDBY, MAINTENANCE, PENDING, UNCLEAN_ONLINE, UNCLEAN_OFFLINE
    }

    /** As it will be, once all that is under way has come to its end. */
    public static Situation settled(Cluster cluster) {
        cluster.primitives().forEach(primitive -> primitive.pendingTask(""));
        return of(cluster);
    }

    /** From a working set whose status has been read. */
    public static Situation of(Cluster cluster) {
        var resources = new TreeMap<String, SortedMap<String, Shown>>();
        cluster.resources().forEach(resource -> add(resource, resources));
        var nodes = new TreeMap<String, NodeState>();
        cluster.nodes().stream().filter(Situation::isThere)
                .forEach(node -> nodes.put(node.name(), state(node)));
        var failed = new TreeSet<String>();
        cluster.primitives().stream()
                .filter(primitive -> primitive.is(Resource.Flag.FAILED) && !isConnectionToGuest(primitive))
                .forEach(primitive -> failed.add(name(primitive)));
        return new Situation(resources, nodes, failed);
    }

    /** The names of all that could run, as they are in {@link #resources}. */
    public static SortedSet<String> names(Cluster cluster) {
        var names = new TreeSet<String>();
        cluster.resources().forEach(resource -> addNames(resource, names));
        return names;
    }

    private static void addNames(Resource resource, SortedSet<String> names) {
        switch (resource) {
            case Primitive primitive -> {
                if (!isConnectionToGuest(primitive)) {
                    names.add(name(primitive));
                }
            }
            case Bundle bundle -> bundle.replicas()
                    .forEach(replica -> names.add(bundle.id() + "#" + replica.index()));
            default -> resource.children().forEach(child -> addNames(child, names));
        }
    }

    private static void add(Resource resource, SortedMap<String, SortedMap<String, Shown>> result) {
        switch (resource) {
            case Primitive primitive -> {
                if (!isConnectionToGuest(primitive)) {
                    activeNodes(primitive)
                            .forEach(node -> put(result, name(primitive), node, role(primitive)));
                }
            }
            case Bundle bundle -> bundle.replicas().forEach(replica -> addReplica(bundle, replica, result));
            default -> resource.children().forEach(child -> add(child, result));
        }
    }

    /** It comes and goes with the guest, and nobody has configured it. */
    private static boolean isConnectionToGuest(Primitive primitive) {
        return primitive.is(Resource.Flag.REMOTE_CONNECTION) && primitive.container().isPresent();
    }

    /**
     * An instance on a node that is known to be down counts for nothing, unless nobody manages it; nor does
     * what one node has taken over and another tells to be stopped.
     */
    private static List<Node> activeNodes(Primitive primitive) {
        if (primitive.role() == Role.STOPPED && primitive.pendingTask().isEmpty()) {
            return List.of();
        }
        return primitive.active().stream().filter(node -> !isInClone(primitive) || node.is(Node.Flag.ONLINE)
                || node.is(Node.Flag.UNCLEAN) || !primitive.is(Resource.Flag.MANAGED)).toList();
    }

    private static boolean isInClone(Resource resource) {
        return resource instanceof Clone || resource.parent().filter(Situation::isInClone).isPresent();
    }

    private static void addReplica(Bundle bundle, Bundle.Replica replica,
            SortedMap<String, SortedMap<String, Shown>> result) {
        var inner = replica.inner();
        if (inner instanceof Primitive primitive && primitive.active().isEmpty()) {
            return;
        }
        var role = inner instanceof Primitive primitive ? role(primitive) : Shown.STARTED;
        replica.container().active()
                .forEach(host -> put(result, bundle.id() + "#" + replica.index(), host, role));
    }

    private static void put(SortedMap<String, SortedMap<String, Shown>> result, String name, Node node,
            Shown role) {
        result.computeIfAbsent(name, _ -> new TreeMap<>()).merge(node.name(), role,
                (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    /** Instances of anonymous clones under the name of the primitive. */
    static String name(Primitive primitive) {
        if (primitive.is(Resource.Flag.UNIQUE)) {
            return primitive.id();
        }
        var id = primitive.id();
        var colon = id.lastIndexOf(':');
        return colon < 0 || primitive.parent().isEmpty() ? id : id.substring(0, colon);
    }

    private static Shown role(Primitive primitive) {
        var running = isInPromotable(primitive) ? Shown.UNPROMOTED : Shown.STARTED;
        return switch (primitive.pendingTask()) {
            case Task.START -> Shown.STARTING;
            case Task.STOP -> Shown.STOPPING;
            case Task.MIGRATE_TO, Task.MIGRATE_FROM -> Shown.MIGRATING;
            case Task.PROMOTE -> Shown.PROMOTING;
            case Task.DEMOTE -> Shown.DEMOTING;
            default -> primitive.role() == Role.PROMOTED ? Shown.PROMOTED : running;
        };
    }

    private static boolean isInPromotable(Resource resource) {
        return resource.parent()
                .map(parent -> parent.is(Resource.Flag.PROMOTABLE) || isInPromotable(parent)).orElse(false);
    }

    /** A guest is a node only while what it lives in runs. */
    private static boolean isThere(Node node) {
        return node.kind() != Node.Kind.GUEST || node.is(Node.Flag.ONLINE) || node.is(Node.Flag.UNCLEAN);
    }

    private static NodeState state(Node node) {
        var online = node.is(Node.Flag.ONLINE);
        if (node.is(Node.Flag.UNCLEAN)) {
            if (!online) {
                return NodeState.UNCLEAN_OFFLINE;
            }
            return node.is(Node.Flag.PENDING) ? NodeState.PENDING : NodeState.UNCLEAN_ONLINE;
        }
        if (node.is(Node.Flag.PENDING)) {
            return NodeState.PENDING;
        }
        if (node.is(Node.Flag.STANDBY) || node.is(Node.Flag.STANDBY_BY_FAILURE)) {
            return online ? NodeState.STANDBY : NodeState.OFFLINE;
        }
        if (node.is(Node.Flag.MAINTENANCE)) {
            return online ? NodeState.MAINTENANCE : NodeState.OFFLINE;
        }
        return online ? NodeState.ONLINE : NodeState.OFFLINE;
    }
}
