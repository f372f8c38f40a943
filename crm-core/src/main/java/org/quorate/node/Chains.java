package org.quorate.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.model.Configuration;
import org.quorate.model.Constraint;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;

/** In which order resources are given up: those that depend on each other one after the other, backwards. */
final class Chains {

    private Chains() {}

    /**
     * The resources, in lists that do not depend on each other; within each list the last to start comes
     * first.
     */
    static List<List<ResourceId>> backwards(Configuration configuration, SortedSet<ResourceId> resources) {
        var before = before(configuration);
        var ordered = new ArrayList<ResourceId>();
        var seen = new TreeSet<ResourceId>();
        resources.forEach(id -> visit(id, before, seen, ordered));
        ordered.retainAll(resources);
        var chainOf = new TreeMap<ResourceId, ResourceId>();
        ordered.forEach(id -> chainOf.put(id, id));
        for (var id : ordered) {
            for (var earlier : reachable(id, before)) {
                merge(chainOf, id, earlier);
            }
        }
        SequencedMap<ResourceId, List<ResourceId>> chains = new LinkedHashMap<>();
        for (var id : ordered.reversed()) {
            chains.computeIfAbsent(chainOf.getOrDefault(id, id), _ -> new ArrayList<>()).add(id);
        }
        return List.copyOf(chains.values());
    }

    private static void merge(Map<ResourceId, ResourceId> chainOf, ResourceId one, ResourceId other) {
        var from = chainOf.get(one);
        var to = chainOf.get(other);
        if (from != null && to != null && !from.equals(to)) {
            chainOf.replaceAll((_, chain) -> chain.equals(from) ? to : chain);
        }
    }

    private static Set<ResourceId> reachable(ResourceId id, Map<ResourceId, Set<ResourceId>> before) {
        var seen = new TreeSet<ResourceId>();
        visit(id, before, seen, new ArrayList<>());
        return seen;
    }

    /** Puts what starts before {@code id}, then {@code id}; a cycle is cut where it closes. */
    private static void visit(ResourceId id, Map<ResourceId, Set<ResourceId>> before, Set<ResourceId> seen,
            List<ResourceId> ordered) {
        if (!seen.add(id)) {
            return;
        }
        before.getOrDefault(id, Set.of()).forEach(earlier -> visit(earlier, before, seen, ordered));
        ordered.add(id);
    }

    /** For each primitive, what starts before it: by groups and by orders. */
    private static Map<ResourceId, Set<ResourceId>> before(Configuration configuration) {
        var before = new TreeMap<ResourceId, Set<ResourceId>>();
        for (var resource : configuration.resources()) {
            if (resource instanceof Resource.Group group) {
                for (var i = 1; i < group.members().size(); i++) {
                    before.computeIfAbsent(group.members().get(i), _ -> new TreeSet<>())
                            .add(group.members().get(i - 1));
                }
            }
        }
        for (var constraint : configuration.constraints()) {
            if (constraint instanceof Constraint.Order order) {
                for (var then : primitives(configuration, order.then().resource())) {
                    before.computeIfAbsent(then, _ -> new TreeSet<>())
                            .addAll(primitives(configuration, order.first().resource()));
                }
            }
        }
        return before;
    }

    private static List<ResourceId> primitives(Configuration configuration, ResourceId id) {
        return configuration.resource(id)
                .map(resource -> resource instanceof Resource.Group group ? group.members() : List.of(id))
                .orElse(List.of());
    }
}
