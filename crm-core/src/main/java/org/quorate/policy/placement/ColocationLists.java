package org.quorate.policy.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;

/**
 * Which colocations count for a resource, its containers' included, in their order: those with resources of
 * higher
 * priority first, then with bundles, promotable clones, clones, groups, primitives, then by id.
 */
final class ColocationLists {

    /** From which end a resource is looked at. */
    enum End {

        /** As the dependent of colocations. */
        DEPENDENT,
        /** As their primary. */
        PRIMARY;

        List<Colocation> own(Resource resource) {
            return this == DEPENDENT ? resource.colocations() : resource.colocatedWithIt();
        }

        Comparator<Colocation> order() {
            return this::compare;
        }

        private int compare(Colocation one, Colocation another) {
            var left = other(one);
            var right = other(another);
            var byPriority = Integer.compare(right.priority(), left.priority());
            if (byPriority != 0) {
                return byPriority;
            }
            var byKind = Integer.compare(rank(right), rank(left));
            return byKind != 0 ? byKind : one.id().compareTo(another.id());
        }

        Resource other(Colocation colocation) {
            return this == DEPENDENT ? colocation.primary() : colocation.dependent();
        }
    }

    private final Map<Resource, List<Colocation>> dependents = new HashMap<>();
    private final Map<Resource, List<Colocation>> primaries = new HashMap<>();

    /** Puts the colocations of all resources in order. */
    ColocationLists(Cluster cluster) {
        cluster.resources().forEach(ColocationLists::sort);
    }

    private static void sort(Resource resource) {
        resource.colocations().sort(End.DEPENDENT.order());
        Collections.reverse(resource.colocatedWithIt());
        resource.colocatedWithIt().sort(End.PRIMARY.order());
        resource.children().forEach(ColocationLists::sort);
    }

    private static int rank(Resource resource) {
        return switch (resource) {
            case Primitive _ -> 0;
            case Group _ -> 1;
            case Clone clone -> clone.isPromotable() ? 3 : 2;
            case Bundle _ -> 4;
        };
    }

    /** A colocation that is known only when nodes are. */
    void add(Colocation colocation) {
        colocation.dependent().colocations().add(colocation);
        colocation.primary().colocatedWithIt().add(colocation);
        colocation.dependent().colocations().sort(End.DEPENDENT.order());
        colocation.primary().colocatedWithIt().sort(End.PRIMARY.order());
        dependents.remove(colocation.dependent());
        primaries.remove(colocation.primary());
    }

    /** Those that count for it seen from that end. */
    List<Colocation> of(Resource resource, End end) {
        if (isChanging(resource)) {
            return collect(resource, end);
        }
        var cache = end == End.DEPENDENT ? dependents : primaries;
        var known = cache.get(resource);
        if (known == null) {
            known = collect(resource, end);
            cache.put(resource, known);
        }
        return known;
    }

    /** What counts inside others can depend on how far their assignment is. */
    private static boolean isChanging(Resource resource) {
        return resource instanceof Bundle || resource.parent().isPresent();
    }

    private List<Colocation> collect(Resource resource, End end) {
        var list = new ArrayList<Colocation>();
        collect(resource, resource, end, list);
        return list;
    }

    private void collect(Resource resource, Resource origin, End end, List<Colocation> list) {
        switch (resource) {
            case Primitive primitive -> collectPrimitive(primitive, origin, end, list);
            case Group group -> collectGroup(group, origin, end, list);
            case Clone clone -> {
                addAll(list, end.own(clone), end);
                clone.parent().ifPresent(parent -> collect(parent, origin, end, list));
            }
            case Bundle bundle -> {
                if (countsInBundle(bundle, origin)) {
                    addAll(list, end.own(bundle), end);
                }
            }
        }
    }

    private void collectPrimitive(Primitive primitive, Resource origin, End end, List<Colocation> list) {
        if (primitive == origin) {
            addAll(list, end.own(primitive), end);
            primitive.parent().ifPresent(parent -> collect(parent, origin, end, list));
        } else {
            addAll(list, end.own(primitive).stream().filter(Colocation::isConfigured).toList(), end);
        }
    }

    private void collectGroup(Group group, Resource origin, End end, List<Colocation> list) {
        if (group.children().isEmpty()) {
            return;
        }
        var speaker = end == End.DEPENDENT ? group.children().getFirst() : group.children().getLast();
        if (origin == group || origin == speaker) {
            addAll(list, end.own(group), end);
            group.parent().ifPresent(parent -> collect(parent, origin, end, list));
            group.children().stream().filter(member -> member != origin)
                    .forEach(member -> collect(member, origin, end, list));
        } else if (end == End.DEPENDENT) {
            collectBehindUnmanaged(group, origin, list);
        }
    }

    /**
     * Members follow the first one, unless an unmanaged one stands between; then they follow the group's own.
     */
    private void collectBehindUnmanaged(Group group, Resource origin, List<Colocation> list) {
        for (var member : group.children()) {
            if (member == origin) {
                return;
            }
            if (!member.is(Flag.MANAGED)) {
                addAll(list, group.colocations().stream().filter(each -> each.score().isInfinite()).toList(),
                        End.DEPENDENT);
                return;
            }
        }
    }

    /** The bundle and its containers; what runs inside only where it is promotable, and only for its role. */
    private boolean countsInBundle(Bundle bundle, Resource origin) {
        if (origin == bundle
                || bundle.replicas().stream().anyMatch(replica -> replica.container() == origin)) {
            return true;
        }
        var inside = bundle.inside().orElse(null);
        if (inside == null || !inside.isPromotable() || origin.top() != inside) {
            return false;
        }
        return origin == inside ? inside.is(Flag.CHOOSING_ROLES) : origin.is(Flag.ASSIGNED);
    }

    private static void addAll(List<Colocation> list, List<Colocation> more, End end) {
        if (list.isEmpty()) {
            list.addAll(more);
            return;
        }
        var order = end.order();
        for (var colocation : more) {
            var at = 0;
            while (at < list.size() && order.compare(list.get(at), colocation) < 0) {
                at++;
            }
            list.add(at, colocation);
        }
    }
}
