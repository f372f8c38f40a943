package org.quorate.policy.ordering;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;

/**
 * Which instance of an interleaved clone, or container of a bundle, goes with a resource: the one on its
 * node.
 */
final class Instances {

    /** Where resources are looked for: where they are, or where they will be. */
    enum When {
        NOW, NEXT
    }

    private Instances() {}

    static List<? extends Resource> of(Resource collective) {
        return collective instanceof Bundle bundle
                ? bundle.replicas().stream().map(Bundle.Replica::container).toList()
                : collective.children();
    }

    static Optional<Resource> compatible(Resource resource, Resource collective, When when) {
        var own = location(resource, when);
        Collection<Node> nodes = own == null ? byPreference(resource) : List.of(own);
        for (var node : nodes) {
            for (var instance : of(collective)) {
                if (location(instance, when) == node && !isBlocked(instance)) {
                    return Optional.of(instance);
                }
            }
        }
        return Optional.empty();
    }

    private static List<Node> byPreference(Resource resource) {
        return resource.allowed().entrySet().stream()
                .sorted((one, other) -> other.getValue().score().compareTo(one.getValue().score()))
                .map(Map.Entry::getKey).toList();
    }

    private static boolean isBlocked(Resource resource) {
        return resource.is(Resource.Flag.BLOCKED)
                || resource.children().stream().anyMatch(Instances::isBlocked);
    }

    /**
     * The one node on which a resource is, with all that is inside; null where there is none or more than
     * one.
     */
    static @Nullable Node location(Resource resource, When when) {
        var nodes = new LinkedHashSet<Node>();
        collect(resource, when, nodes);
        return nodes.size() == 1 ? nodes.getFirst() : null;
    }

    private static void collect(Resource resource, When when, Set<Node> nodes) {
        if (!(resource instanceof Primitive)) {
            of(resource).forEach(child -> collect(child, when, nodes));
        } else if (when == When.NOW) {
            nodes.addAll(resource.active());
        } else {
            resource.assignedTo().ifPresent(nodes::add);
        }
    }
}
