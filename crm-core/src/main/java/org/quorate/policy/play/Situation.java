package org.quorate.policy.play;

import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;

/**
 * What runs where, in which role, and how the nodes are.
 *
 * @param resources role by node, by resource; instances of anonymous clones under the name of the primitive, replica
 *        N of bundle B as {@code B#N} on its host. What is stopped is left out
 */
public record Situation(SortedMap<String, SortedMap<String, Role>> resources,
        SortedMap<String, NodeState> nodes) {

    /** How a node is, in one word. */
    public enum NodeState {
        ONLINE, OFFLINE, STANDBY, MAINTENANCE, PENDING, UNCLEAN_ONLINE, UNCLEAN_OFFLINE
    }

    /** From a working set whose status has been read. */
    public static Situation of(Cluster cluster) {
        var resources = new TreeMap<String, SortedMap<String, Role>>();
        cluster.resources().forEach(resource -> add(resource, resources));
        var nodes = new TreeMap<String, NodeState>();
        cluster.nodes().forEach(node -> nodes.put(node.name(), state(node)));
        return new Situation(resources, nodes);
    }

    private static void add(Resource resource, SortedMap<String, SortedMap<String, Role>> result) {
        switch (resource) {
            case Primitive primitive -> primitive.active()
                    .forEach(node -> put(result, name(primitive), node, role(primitive)));
            case Bundle bundle -> bundle.replicas().forEach(replica -> addReplica(bundle, replica, result));
            default -> resource.children().forEach(child -> add(child, result));
        }
    }

    private static void addReplica(Bundle bundle, Bundle.Replica replica,
            SortedMap<String, SortedMap<String, Role>> result) {
        var inner = replica.inner();
        var shown = inner instanceof Primitive primitive && !primitive.active().isEmpty() ? primitive : null;
        var role = shown == null ? Role.STARTED : role(shown);
        replica.container().active()
                .forEach(host -> put(result, bundle.id() + "#" + replica.index(), host, role));
    }

    private static void put(SortedMap<String, SortedMap<String, Role>> result, String name, Node node,
            Role role) {
        result.computeIfAbsent(name, _ -> new TreeMap<>()).merge(node.name(), role,
                (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    private static String name(Primitive primitive) {
        if (primitive.is(Resource.Flag.UNIQUE)) {
            return primitive.id();
        }
        var id = primitive.id();
        var colon = id.lastIndexOf(':');
        return colon < 0 || primitive.parent().isEmpty() ? id : id.substring(0, colon);
    }

    private static Role role(Primitive primitive) {
        var role = primitive.role();
        var promotable = primitive.is(Resource.Flag.PROMOTABLE) || isInPromotable(primitive);
        return switch (role) {
            case STOPPED, STARTED, UNPROMOTED -> promotable ? Role.UNPROMOTED : Role.STARTED;
            case PROMOTED -> Role.PROMOTED;
        };
    }

    private static boolean isInPromotable(Resource resource) {
        return resource.parent()
                .map(parent -> parent.is(Resource.Flag.PROMOTABLE) || isInPromotable(parent)).orElse(false);
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
