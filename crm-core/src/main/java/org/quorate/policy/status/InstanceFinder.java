package org.quorate.policy.status;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.input.ResourceReader;

/**
 * Finds the resource that a record is about. For a clone whose instances are not told apart that is the
 * instance which is active there, else one that is active nowhere yet, else one more, which is to be stopped.
 */
final class InstanceFinder {

    private final Cluster cluster;
    private final ResourceReader reader;
    private final Map<Clone, Integer> firstFree = new HashMap<>();
    private final Map<Clone, Map<Node, Resource>> taken = new HashMap<>();

    InstanceFinder(Cluster cluster) {
        this.cluster = cluster;
        reader = new ResourceReader(cluster);
    }

    /** What of the configuration bears that name; of an anonymous clone its first instance. */
    Optional<Resource> configured(String name) {
        var found = cluster.resource(name);
        if (found.isEmpty()) {
            found = firstInstance(name);
        }
        // The number may be beyond those there are now.
        return found.isPresent() ? found : firstInstance(Resource.withoutNumber(name));
    }

    private Optional<Resource> firstInstance(String plain) {
        return cluster.resource(plain + ":0").filter(first -> !first.is(Flag.UNIQUE));
    }

    /** Empty for what is configured no longer, unless another record of it came before. */
    Optional<Primitive> find(Families.Told told) {
        var name = told.name();
        var node = told.node();
        var found = told.about() == null ? configured(name).orElse(null) : told.about();
        if (!(found instanceof Primitive primitive)) {
            return Optional.empty();
        }
        var clone = anonymousClone(primitive);
        if (clone == null) {
            return Optional.of(primitive);
        }
        var plain = Resource.withoutNumber(name);
        var instance = clone.parent().filter(parent -> parent instanceof Bundle).isPresent()
                ? inBundle((Bundle) clone.parent().get(), node, plain)
                : inClone(clone, node, plain);
        instance.ifPresent(chosen -> {
            if (!name.equals(chosen.id()) && !name.equals(chosen.historyName())) {
                chosen.historyName(name);
            }
        });
        return instance;
    }

    private static @Nullable Clone anonymousClone(Primitive primitive) {
        var parent = primitive.parent().orElse(null);
        while (parent != null) {
            if (parent instanceof Clone clone) {
                return clone.is(Flag.UNIQUE) ? null : clone;
            }
            parent = parent.parent().orElse(null);
        }
        return null;
    }

    private static Optional<Primitive> inBundle(Bundle bundle, Node node, String plain) {
        return bundle.replicas().stream().filter(replica -> replica.node() == node)
                .map(Bundle.Replica::inner).filter(inner -> inner != null).findFirst()
                .flatMap(inner -> member(inner, plain));
    }

    private static Optional<Primitive> member(Resource instance, String plain) {
        return instance.primitives().stream()
                .filter(primitive -> Resource.withoutNumber(primitive.id()).equals(plain)).findFirst();
    }

    private Optional<Primitive> inClone(Clone clone, Node node, String plain) {
        var there = taken.computeIfAbsent(clone, _ -> new HashMap<>()).get(node);
        Primitive chosen = null;
        if (there != null && isUsedOn(there, node)) {
            chosen = member(there, plain).filter(primitive -> primitive.active().isEmpty()).orElse(null);
        } else {
            chosen = inactive(clone, plain);
        }
        if (chosen != null && !mayCount(chosen, clone, node)) {
            chosen = null;
        }
        if (chosen == null) {
            chosen = surplus(clone, plain);
        }
        if (chosen != null) {
            taken.get(clone).putIfAbsent(node, instanceOf(chosen, clone));
        }
        return Optional.ofNullable(chosen);
    }

    private static Resource instanceOf(Resource primitive, Clone clone) {
        var instance = primitive;
        while (instance.parent().filter(parent -> parent != clone).isPresent()) {
            instance = instance.parent().get();
        }
        return instance;
    }

    private static boolean isUsed(Resource instance) {
        return instance.primitives().stream()
                .anyMatch(primitive -> !primitive.active().isEmpty() || primitive.pendingNode().isPresent());
    }

    private static boolean isUsedOn(Resource instance, Node node) {
        return instance.primitives().stream().anyMatch(primitive -> primitive.isActiveOn(node)
                || primitive.pendingNode().filter(pending -> pending == node).isPresent());
    }

    /** Instances are used in order of their number, so that the search goes on where it ended. */
    private @Nullable Primitive inactive(Clone clone, String plain) {
        var start = firstFree.getOrDefault(clone, 0);
        var children = clone.children();
        while (start < children.size() && isUsed(children.get(start))) {
            start++;
        }
        firstFree.put(clone, start);
        for (var i = start; i < children.size(); i++) {
            var child = children.get(i);
            if (!isUsed(child) && !child.is(Flag.BLOCKED)) {
                return member(child, plain).orElse(null);
            }
        }
        return null;
    }

    /**
     * On a node that is lost, what needs no fencing counts as inactive, so that its number is free for
     * another node;
     * not where there is a number for each node, nor on guests, whose stop is certain.
     */
    private boolean mayCount(Primitive chosen, Clone clone, Node node) {
        var isLost = !node.is(Node.Flag.ONLINE) || node.is(Node.Flag.UNCLEAN);
        return chosen.is(Flag.NEEDS_FENCING) || !isLost || node.kind() == Node.Kind.GUEST
                || isEverywhere(clone);
    }

    private boolean isEverywhere(Clone clone) {
        return clone.limits().max() >= cluster.nodes().size();
    }

    private @Nullable Primitive surplus(Clone clone, String plain) {
        var isBeyond = clone.children().size() >= clone.limits().max();
        var instance = reader.newInstance(clone).orElse(null);
        if (instance == null) {
            return null;
        }
        cluster.index(instance);
        Weights.begin(cluster, instance);
        if (isBeyond) {
            ResourceReader.makeSurplus(instance);
        }
        return member(instance, plain).orElse(null);
    }
}
