package org.quorate.scheduler.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorate.model.Constraint.Colocation;
import org.quorate.model.Resource.Group;
import org.quorate.model.ResourceId;
import org.quorate.model.Score;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Reason;

/**
 * All colocations between primitives, for what must not start without, or beside, what. Each member of a
 * group is bound to the one before it. A constraint on a group binds its first member as dependent, and as
 * primary its last where the colocation is mandatory (all of the group must run), else its first (Pacemaker
 * Explained, "Colocation of Sets of Resources", and its behaviour with groups).
 */
public final class Bonds {

    private final Map<ResourceId, List<Bond>> byDependent = new HashMap<>();
    private final Map<ResourceId, List<Bond>> byPrimary = new HashMap<>();

    private Bonds() {}

    public static Bonds of(Situation situation) {
        var bonds = new Bonds();
        for (var resource : situation.configuration().resources()) {
            if (resource instanceof Group group) {
                for (int i = 1; i < group.members().size(); i++) {
                    bonds.add(situation, new Bond(
                            Reason.of(Reason.Kind.GROUP, "group", group.id().value(), "with",
                                    group.members().get(i - 1).value()),
                            Score.INFINITY, group.members().get(i), group.members().get(i - 1)));
                }
            }
        }
        for (var constraint : situation.configuration().constraints()) {
            if (constraint instanceof Colocation colocation) {
                bonds.add(situation, colocation);
            }
        }
        bonds.sort();
        return bonds;
    }

    private void add(Situation situation, Colocation colocation) {
        var dependent = end(situation, colocation.dependent().resource(), List::getFirst);
        var primary = end(situation, colocation.primary().resource(),
                members -> colocation.score().isInfinite() ? members.getLast() : members.getFirst());
        if (dependent.isPresent() && primary.isPresent()) {
            var reason = Reason.of(Reason.Kind.COLOCATION, "constraint", colocation.id().value(), "with",
                    colocation.primary().resource().value(), "score", colocation.score().toString());
            add(situation, new Bond(reason, colocation.score(), dependent.get(), primary.get()));
        }
    }

    private static Optional<ResourceId> end(Situation situation, ResourceId id,
            java.util.function.Function<List<ResourceId>, ResourceId> pick) {
        if (situation.resources().containsKey(id)) {
            return Optional.of(id);
        }
        return situation.configuration().resource(id).filter(Group.class::isInstance).map(Group.class::cast)
                .map(Group::members).filter(members -> !members.isEmpty()).map(pick);
    }

    private void add(Situation situation, Bond bond) {
        if (situation.resource(bond.dependent()).isEmpty() || situation.resource(bond.primary()).isEmpty()
                || bond.dependent().equals(bond.primary())) {
            return;
        }
        byDependent.computeIfAbsent(bond.dependent(), _ -> new ArrayList<>()).add(bond);
        byPrimary.computeIfAbsent(bond.primary(), _ -> new ArrayList<>()).add(bond);
    }

    /** The strongest first, so that the order of definition decides nothing. */
    private void sort() {
        var order = Comparator.comparing(Bond::score).reversed().thenComparing(Bond::primary)
                .thenComparing(Bond::dependent);
        byDependent.values().forEach(list -> list.sort(order));
        byPrimary.values().forEach(list -> list.sort(order));
    }

    /** The bonds in which the resource depends on another. */
    public List<Bond> ofDependent(ResourceId resource) {
        return byDependent.getOrDefault(resource, List.of());
    }

    /** The bonds in which others depend on the resource. */
    public List<Bond> ofPrimary(ResourceId resource) {
        return byPrimary.getOrDefault(resource, List.of());
    }
}
