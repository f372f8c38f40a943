package org.quorate.policy.faults;

import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Options.NoQuorum;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.state.Reason;

/** Says of nodes that they must be fenced, and whether they can be. */
public final class FenceMarks {

    private FenceMarks() {}

    /**
     * Marks a node. A guest is fenced by the recovery of the resource that it lives in, so that is marked
     * instead.
     */
    public static void fence(Cluster cluster, Node node, Reason why) {
        switch (node.kind()) {
            case GUEST -> fenceGuest(node);
            case REMOTE -> fenceRemote(cluster, node, why);
            case CLUSTER -> {
                if (!node.is(Node.Flag.UNCLEAN)) {
                    node.set(Node.Flag.UNCLEAN);
                    FenceActions.of(cluster, node).explain(why);
                }
            }
        }
    }

    private static void fenceGuest(Node node) {
        node.connection().flatMap(Resource::container)
                .filter(machine -> !machine.is(Flag.FAILED) && machine.is(Flag.MANAGED))
                .ifPresent(machine -> {
                    node.set(Node.Flag.REMOTE_NEEDS_RESET);
                    machine.set(Flag.FAILED);
                    machine.set(Flag.TO_BE_STOPPED_BY_FAILURE);
                });
    }

    private static void fenceRemote(Cluster cluster, Node node, Reason why) {
        var connection = node.connection().orElse(null);
        if (connection != null && wasGuest(connection)) {
            connection.set(Flag.FAILED);
            connection.set(Flag.TO_BE_STOPPED_BY_FAILURE);
            return;
        }
        if (connection == null || connection.is(Flag.MANAGED)) {
            node.set(Node.Flag.REMOTE_NEEDS_RESET);
        }
        node.set(Node.Flag.UNCLEAN);
        FenceActions.of(cluster, node).explain(why);
    }

    /** A connection into a resource that is configured no longer: its node is gone with that resource. */
    private static boolean wasGuest(Resource connection) {
        return connection.is(Flag.REMOVED) && connection.is(Flag.REMOVED_GUEST)
                && connection.container().isEmpty();
    }

    /** Whether there is a way to fence the node now. */
    public static boolean canFence(Cluster cluster, Node node) {
        if (node.kind() == Node.Kind.GUEST) {
            return canStopGuest(cluster, node);
        }
        if (!cluster.options().isFencingEnabled() || !hasDevices(cluster)) {
            return false;
        }
        return cluster.hasQuorum() || cluster.noQuorum() == NoQuorum.IGNORE
                || (node.kind() == Node.Kind.REMOTE && cluster.options().isOn("fence-remote-without-quorum"))
                || node.is(Node.Flag.ONLINE);
    }

    /** A guest is stopped where its machine's nodes are there, or can be fenced. */
    private static boolean canStopGuest(Cluster cluster, Node node) {
        return node.connection().flatMap(Resource::container).map(Resource::active).stream().flatMap(
                hosts -> hosts.stream())
                .allMatch(host -> host.is(Node.Flag.ONLINE) || canFence(cluster, host));
    }

    /** Whether anything can fence at all: a device, or a watchdog on each node. */
    public static boolean hasDevices(Cluster cluster) {
        return cluster.options().isOn("have-watchdog")
                || cluster.anyPrimitive(FenceMarks::isDevice);
    }

    private static boolean isDevice(Primitive primitive) {
        return primitive.is(Flag.FENCE_DEVICE);
    }

    /**
     * What needs nothing else can be done on a guest unless its lost host can neither be reached nor fenced.
     */
    public static boolean isReachableGuestOrOther(Cluster cluster, Node node) {
        return node.kind() != Node.Kind.GUEST || canFence(cluster, node);
    }
}
