package org.quorate.policy.placement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.NodeWeights;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Weight;
import org.quorate.policy.placement.Ledger.OnFailure;
import org.quorate.state.Reason;

/**
 * Spreads the instances of a clone, or the containers of a bundle, over the nodes. First those that can stay
 * stay: how many a node is to have is found by trying, and who is there already is among them. Then the rest.
 */
final class InstanceAssignment {

    private final Assigner assigner;

    InstanceAssignment(Assigner assigner) {
        this.assigner = assigner;
    }

    void assign(Resource whole, List<? extends Resource> instances, int max, int maxPerNode) {
        var optimum = Math.max(1, max / Math.max(1, resetCounts(whole)));
        var assigned = 0;
        for (var instance : instances) {
            if (assigned >= max) {
                break;
            }
            var node = place(instance, optimum);
            if (node.isPresent() && stay(instance, node.get(), maxPerNode, max - assigned)) {
                assigned++;
            }
        }
        for (var instance : instances) {
            if (instance.is(Flag.ASSIGNED)) {
                continue;
            }
            if (assigned >= max) {
                Bans.everywhere(instance, assigner.cluster().nodes(),
                        Reason.of(Reason.Kind.INSTANCE_LIMIT, "limit", "clone-max"));
            } else if (assignOne(instance, null, maxPerNode).isPresent()) {
                assigned++;
            }
        }
    }

    /** Returns how many nodes are usable. */
    private static int resetCounts(Resource whole) {
        var usable = 0;
        for (var weight : whole.allowed().values()) {
            weight.count(0);
            usable += Availability.isUsable(weight.node()) ? 1 : 0;
        }
        return usable;
    }

    /** Where it is and may stay, as long as the node has not got its share. */
    private static Optional<Node> place(Resource instance, int optimum) {
        if (instance.is(Flag.ASSIGNED) || instance.is(Flag.FAILED)) {
            return Optional.empty();
        }
        return Where.current(instance)
                .filter(node -> Availability.isUsable(node) && node.score().value() >= 0)
                .filter(node -> !isFull(instance, node, optimum));
    }

    private static boolean isFull(Resource instance, Node node, int limit) {
        return shared(instance, node).filter(weight -> weight.count() >= limit).isPresent();
    }

    /** The weight in which the instances on a node are counted. */
    private static Optional<Weight> shared(Resource instance, Node node) {
        return instance.parent().flatMap(whole -> whole.weight(node));
    }

    /**
     * Tries to leave an instance where it is. When another node is better, one instance is set aside for that
     * one and the trial is made again, until the instance stays or all that are left are set aside.
     */
    private boolean stay(Resource instance, Node node, int maxPerNode, int available) {
        var there = instance.weight(node);
        if (there.isEmpty() || !Availability.isOpen(there.get())) {
            return false;
        }
        var weights = new LinkedHashMap<Resource, NodeWeights>();
        save(instance, weights);
        var counts = counts(instance);
        var stays = false;
        for (var reserved = 0; reserved < available && !stays;) {
            var chosen = assignOne(instance, node, maxPerNode);
            stays = chosen.isPresent() && chosen.get() == node;
            if (stays) {
                break;
            }
            restore(weights);
            if (chosen.isEmpty()) {
                unassign(instance);
                break;
            }
            Ledger.release(instance);
            unassign(instance);
            reserved++;
        }
        restoreCounts(instance, counts);
        if (stays) {
            count(instance, node);
        }
        return stays;
    }

    /** It was only tried. */
    private static void unassign(Resource instance) {
        instance.clearAll(Flag.ASSIGNED);
    }

    private static void save(Resource resource, Map<Resource, NodeWeights> weights) {
        weights.put(resource, resource.allowed().copy());
        resource.children().forEach(child -> save(child, weights));
    }

    private static void restore(Map<Resource, NodeWeights> weights) {
        weights.forEach((resource, saved) -> {
            resource.allowed().clear();
            saved.forEach((node, weight) -> resource.allowed().put(node, weight.copy()));
        });
    }

    /** Of the nodes of the whole, in their order. */
    private static int[] counts(Resource instance) {
        var shared = instance.parent().map(whole -> whole.allowed().values()).orElse(List.of());
        var counts = new int[shared.size()];
        var next = 0;
        for (var weight : shared) {
            counts[next++] = weight.count();
        }
        return counts;
    }

    /** Nodes that have come in since then are behind the others. */
    private static void restoreCounts(Resource instance, int... counts) {
        instance.parent().ifPresent(whole -> {
            var next = 0;
            for (var weight : whole.allowed().values()) {
                if (next < counts.length) {
                    weight.count(counts[next++]);
                }
            }
        });
    }

    private static void count(Resource instance, Node node) {
        shared(instance, node).ifPresent(weight -> weight.count(weight.count() + 1));
    }

    private Optional<Node> assignOne(Resource instance, @Nullable Node preferred, int maxPerNode) {
        if (instance.is(Flag.BEING_ASSIGNED)) {
            return Optional.empty();
        }
        banUnavailable(instance, maxPerNode);
        var chosen = assigner.assign(instance, preferred,
                preferred == null ? OnFailure.STOP : OnFailure.TRY_AGAIN);
        chosen.ifPresent(node -> count(instance, node));
        return chosen;
    }

    private static void banUnavailable(Resource instance, int maxPerNode) {
        for (var weight : instance.allowed().values()) {
            var reason = obstacle(instance, weight.node(), maxPerNode);
            if (reason != null) {
                weight.become(Score.MINUS_INFINITY, reason);
                instance.children().forEach(child -> child.weight(weight.node())
                        .ifPresent(inner -> inner.become(Score.MINUS_INFINITY, reason)));
            }
        }
    }

    private static @Nullable Reason obstacle(Resource instance, Node node, int maxPerNode) {
        if (instance.is(Flag.REMOVED) || instance.is(Flag.SURPLUS)) {
            return Reason.of(Reason.Kind.REMOVED, "resource", instance.id());
        }
        if (!Availability.isUsable(node)) {
            return Reason.of(Reason.Kind.NODE_ABSENT, "node", node.name());
        }
        var shared = shared(instance, node);
        if (shared.isEmpty() || shared.get().score().value() < 0) {
            return Reason.of(Reason.Kind.LOCATION, "node", node.name());
        }
        return shared.get().count() < maxPerNode
                ? null
                : Reason.of(Reason.Kind.INSTANCE_LIMIT, "limit", "clone-node-max");
    }
}
