package org.quorate.policy.placement;

import java.util.TreeMap;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Weight;
import org.quorate.policy.cluster.Weight.Discovery;
import org.quorate.state.Reason;

/**
 * What each resource may and wants to do by itself, before others are looked at: roles, and weights of nodes.
 */
public final class Candidates {

    private Candidates() {}

    public static void apply(Cluster cluster) {
        WantedRoles.apply(cluster);
        banRemoved(cluster);
        TicketLoss.apply(cluster);
        Locations.apply(cluster);
        ShutdownLocks.apply(cluster);
        new FailureThresholds(cluster).apply();
        cluster.resources().forEach(Candidates::applyExclusiveDiscovery);
        cluster.resources().forEach(resource -> stick(cluster, resource));
        cluster.resources().forEach(resource -> sort(cluster, resource));
    }

    /** What is in no configuration any more is to be stopped wherever it is. */
    private static void banRemoved(Cluster cluster) {
        if (!cluster.options().isOn("stop-removed-resources")) {
            return;
        }
        for (var resource : cluster.resources()) {
            if (resource.is(Flag.REMOVED)) {
                Bans.everywhere(resource, cluster.nodes(),
                        Reason.of(Reason.Kind.REMOVED, "resource", resource.id()));
            }
        }
    }

    private static void applyExclusiveDiscovery(Resource resource) {
        if (resource.is(Flag.EXCLUSIVE_DISCOVERY) || resource.top().is(Flag.EXCLUSIVE_DISCOVERY)) {
            var reason = Reason.of(Reason.Kind.DISCOVERY, "resource", resource.id());
            for (var weight : resource.allowed().values()) {
                if (weight.discovery() != Discovery.EXCLUSIVE) {
                    weight.become(Score.MINUS_INFINITY, reason);
                }
            }
        }
        resource.children().forEach(Candidates::applyExclusiveDiscovery);
    }

    /** A managed resource wants to stay on the one node where it is. */
    private static void stick(Cluster cluster, Resource resource) {
        resource.children().forEach(child -> stick(cluster, child));
        var active = resource.active();
        if (!resource.children().isEmpty() || !resource.is(Flag.MANAGED) || resource.stickiness().value() < 1
                || active.size() != 1) {
            return;
        }
        var node = active.getFirst();
        if (cluster.options().isSymmetric() || resource.allowed().containsKey(node)) {
            resource.allowed().computeIfAbsent(node, absent -> new Weight(absent, absent.score()))
                    .add(resource.stickiness(),
                            Reason.of(Reason.Kind.STICKINESS, "resource", resource.id(), "score",
                                    resource.stickiness().toString()));
        }
    }

    /** Nodes that a constraint brought in go to their place in the order of names. */
    private static void sort(Cluster cluster, Resource resource) {
        resource.children().forEach(child -> sort(cluster, child));
        if (!isInOrder(cluster, resource)) {
            var sorted = new TreeMap<>(resource.allowed());
            resource.allowed().clear();
            resource.allowed().putAll(sorted);
        }
    }

    /** Whether its nodes stand as those of the cluster do; no names are compared for that. */
    private static boolean isInOrder(Cluster cluster, Resource resource) {
        var inOrder = cluster.nodes().iterator();
        for (var node : resource.allowed().keySet()) {
            Node next;
            do {
                if (!inOrder.hasNext()) {
                    return false;
                }
                next = inOrder.next();
            } while (next != node);
        }
        return true;
    }
}
