package org.quorate.policy.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.placement.ColocationLists.End;
import org.quorate.state.Reason;

/**
 * Utilization: nodes without the capacity for a resource, and for all that must run with it, are forbidden to
 * it.
 */
final class Capacity {

    private final ColocationLists lists;

    Capacity(ColocationLists lists) {
        this.lists = lists;
    }

    /** Negative where the first has more left. Each attribute counts one, however much the difference is. */
    static int compare(Node left, Node right) {
        var result = 0;
        for (var entry : left.capacity().entrySet()) {
            result += Integer.compare(right.capacity().getOrDefault(entry.getKey(), 0), entry.getValue());
        }
        for (var entry : right.capacity().entrySet()) {
            if (!left.capacity().containsKey(entry.getKey())) {
                result += Integer.compare(entry.getValue(), 0);
            }
        }
        return result;
    }

    static void take(Node node, Resource resource) {
        resource.utilization().forEach((name, amount) -> node.capacity().computeIfPresent(name,
                (_, left) -> left - amount));
    }

    static void giveBack(Node node, Resource resource) {
        resource.utilization().forEach((name, amount) -> node.capacity().computeIfPresent(name,
                (_, left) -> left + amount));
    }

    /**
     * Forbids the nodes that lack capacity: for the resource and what must run with it where any node has
     * enough
     * for all of them, else for the resource alone.
     *
     * @return the node with the most capacity, to be preferred, where none has enough for all
     */
    Optional<Node> banShort(Primitive resource) {
        var together = new ArrayList<Resource>();
        collectColocated(resource, resource, together);
        var all = needs(resource, together);
        Node roomiest = null;
        var isEnoughAnywhere = false;
        for (var weight : resource.allowed().values()) {
            if (!Availability.isOpen(weight)) {
                continue;
            }
            isEnoughAnywhere |= isEnough(weight.node(), all);
            if (roomiest == null || compare(weight.node(), roomiest) < 0) {
                roomiest = weight.node();
            }
        }
        var needed = isEnoughAnywhere ? all : resource.utilization();
        resource.allowed().values().stream().filter(Availability::isOpen).map(weight -> weight.node())
                .filter(node -> !isEnough(node, needed)).toList()
                .forEach(node -> Bans.on(resource, node, Reason.of(Reason.Kind.CAPACITY, "node", node.name(),
                        "attribute", lacking(node, needed))));
        return isEnoughAnywhere ? Optional.empty() : Optional.ofNullable(roomiest);
    }

    private static boolean isEnough(Node node, SortedMap<String, Integer> needed) {
        return lacking(node, needed).isEmpty();
    }

    private static String lacking(Node node, SortedMap<String, Integer> needed) {
        return needed.entrySet().stream()
                .filter(entry -> node.capacity().getOrDefault(entry.getKey(), 0) < entry.getValue())
                .map(entry -> entry.getKey()).findFirst().orElse("");
    }

    /** What those take together that have no node yet. */
    private static SortedMap<String, Integer> needs(Resource resource, List<Resource> together) {
        var sum = new TreeMap<String, Integer>();
        for (var each : together) {
            addNeeds(each, together, sum);
        }
        if (!together.contains(resource)) {
            addNeeds(resource, together, sum);
        }
        return sum;
    }

    private static void addNeeds(Resource resource, List<Resource> together, SortedMap<String, Integer> sum) {
        if (resource.is(Flag.ASSIGNED)) {
            return;
        }
        switch (resource) {
            case Primitive primitive -> primitive.utilization()
                    .forEach((name, amount) -> sum.merge(name, amount, Integer::sum));
            case Group group -> {
                var members = isOne(group) ? group.children() : group.children().subList(0, 1);
                members.stream().filter(member -> !member.is(Flag.ASSIGNED) && !together.contains(member))
                        .forEach(member -> addNeeds(member, together, sum));
            }
            case Clone clone -> {
                if (!containsPartOf(together, clone)) {
                    addNeeds(clone.children().getFirst(), together, sum);
                }
            }
            case Bundle bundle -> bundle.replicas().stream().findFirst()
                    .ifPresent(replica -> addNeeds(replica.container(), together, sum));
        }
    }

    private static boolean isOne(Group group) {
        return group.isColocated() || group.parent().filter(Clone.class::isInstance).isPresent();
    }

    private static boolean containsPartOf(List<Resource> together, Clone clone) {
        return clone.children().stream().anyMatch(instance -> together.contains(instance)
                || instance.children().stream().anyMatch(together::contains));
    }

    private void collectColocated(Resource resource, Resource origin, List<Resource> found) {
        if (resource instanceof Group group && isOne(group)) {
            found.addFirst(group);
            group.children().forEach(member -> collectColocated(member, origin, found));
            return;
        }
        if (found.contains(resource)) {
            return;
        }
        found.addFirst(resource);
        for (var colocation : lists.of(resource, End.DEPENDENT)) {
            if (colocation.primary() != origin && binds(colocation, resource, colocation.primary())) {
                collectColocated(colocation.primary(), origin, found);
            }
        }
        for (var colocation : lists.of(resource, End.PRIMARY)) {
            var dependent = colocation.dependent();
            var isLoose = resource instanceof Clone && !(dependent instanceof Clone);
            if (!isLoose && dependent != origin && binds(colocation, dependent, resource)) {
                collectColocated(dependent, origin, found);
            }
        }
    }

    private static boolean binds(Colocation colocation, Resource dependent, Resource primary) {
        return colocation.score().isInfinite()
                && ColocationEffect.foreseen(dependent, primary, colocation) == ColocationEffect.ON_LOCATION;
    }
}
