package org.quorate.scheduler.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.model.Score;
import org.quorate.scheduler.placement.Placement.Choice;
import org.quorate.scheduler.situation.OnFail;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Reason;

/**
 * Chooses a node for each resource: those of higher priority first, then those that run, then in order of
 * definition; what others are colocated with always before them.
 *
 * <p>Of a resource's nodes with a score of at least 0 the highest wins. Ties: the node with the fewest
 * resources assigned, then one where the resource runs, then the first name.
 */
public final class Assignment {

    private final Situation situation;
    private final Bonds bonds;
    private final Map<ResourceId, SortedMap<NodeName, Candidate>> scores;
    private final Map<ResourceId, Placement> placed = new HashMap<>();
    private final Set<ResourceId> underWay = new HashSet<>();
    private final Map<NodeName, Integer> load = new HashMap<>();
    private final Influence influence;

    private Assignment(Situation situation, Bonds bonds,
            Map<ResourceId, SortedMap<NodeName, Candidate>> scores) {
        this.situation = situation;
        this.bonds = bonds;
        this.scores = scores;
        this.influence = new Influence(bonds, scores, this::hasSay);
    }

    /** The placements, in order of definition. */
    public static SequencedMap<ResourceId, Placement> of(Situation situation, Bonds bonds) {
        var assignment = new Assignment(situation, bonds, Scores.of(situation));
        assignment.inOrder().forEach(assignment::place);
        var result = new LinkedHashMap<ResourceId, Placement>();
        for (var id : situation.resources().keySet()) {
            Optional.ofNullable(assignment.placed.get(id)).ifPresent(placement -> result.put(id, placement));
        }
        return result;
    }

    private List<ResourceView> inOrder() {
        var all = new ArrayList<>(situation.resources().values());
        all.sort(Comparator.<ResourceView, Score>comparing(r -> r.options().priority()).reversed()
                .thenComparing(r -> r.history().activeNodes().isEmpty()));
        return all;
    }

    private void place(ResourceView resource) {
        if (placed.containsKey(resource.id()) || !underWay.add(resource.id())) {
            return;
        }
        for (var bond : bonds.ofDependent(resource.id())) {
            situation.resource(bond.primary()).ifPresent(this::place);
        }
        var placement = decide(resource);
        placement.node().ifPresent(node -> load.merge(node, 1, Integer::sum));
        placed.put(resource.id(), placement);
        underWay.remove(resource.id());
    }

    private Placement decide(ResourceView resource) {
        var candidates = followed(resource, scores.getOrDefault(resource.id(), new java.util.TreeMap<>()));
        var sorted = sorted(resource, influence.of(resource.id(), candidates));
        var holds = Holds.of(situation, resource);
        if (!holds.isEmpty()) {
            return new Placement(resource.id(),
                    new Choice.Untouched(resource.history().activeNodes(), holds), sorted);
        }
        var unwanted = unwanted(situation, resource);
        if (unwanted.isPresent()) {
            return new Placement(resource.id(), new Choice.Nowhere(List.of(unwanted.get())), sorted);
        }
        return new Placement(resource.id(), choice(resource, sorted), sorted);
    }

    /** Why it should not run, wherever that were. */
    private static Optional<Reason> unwanted(Situation situation, ResourceView resource) {
        if (situation.options().membership().stopAll()) {
            return Optional.of(Reason.of(Reason.Kind.TARGET_ROLE, "option", "stop-all-resources"));
        }
        if (resource.options().targetRole() == Role.STOPPED) {
            return Optional.of(Reason.of(Reason.Kind.TARGET_ROLE, "resource", resource.id().value()));
        }
        for (var entry : resource.history().on().entrySet()) {
            for (var key : entry.getValue().failures().keySet()) {
                if (resource.onFail(key) == OnFail.STOP) {
                    return Optional.of(Reason.of(Reason.Kind.FAILED, "operation", key, "node",
                            entry.getKey().value(), "on-fail", "stop", "resource", resource.id().value()));
                }
            }
        }
        return Optional.empty();
    }

    private static Choice choice(ResourceView resource, List<Candidate> sorted) {
        if (sorted.isEmpty() || !sorted.getFirst().isPossible()) {
            return new Choice.Nowhere(List.of(Reason.of(Reason.Kind.NO_NODE, "resource",
                    resource.id().value())));
        }
        var best = sorted.getFirst();
        var reasons = best.reasons().isEmpty()
                ? List.of(Reason.of(Reason.Kind.NODE_FREE, "node", best.node().value()))
                : best.reasons();
        return new Choice.On(best.node(), reasons);
    }

    /** The candidates after the primaries that the resource follows, or keeps away from, have been placed. */
    private SortedMap<NodeName, Candidate> followed(ResourceView resource,
            SortedMap<NodeName, Candidate> own) {
        var tally = Tally.from(own);
        for (var bond : bonds.ofDependent(resource.id())) {
            var primary = placed.get(bond.primary());
            if (primary == null) {
                continue;
            }
            var where = primary.node();
            if (bond.isMandatory()) {
                own.keySet().stream().filter(node -> where.filter(node::equals).isEmpty())
                        .forEach(node -> tally.add(node, Score.MINUS_INFINITY, bond.reason()));
            } else {
                where.ifPresent(node -> tally.add(node, bond.score(), bond.reason()));
            }
        }
        return tally.candidates();
    }

    /** Whether a dependent's wishes may move its primary: it is to run and the cluster's to move. */
    private boolean hasSay(ResourceId dependent) {
        return !placed.containsKey(dependent) && situation.resource(dependent)
                .filter(r -> unwanted(situation, r).isEmpty() && Holds.of(situation, r).isEmpty())
                .isPresent();
    }

    private List<Candidate> sorted(ResourceView resource, SortedMap<NodeName, Candidate> candidates) {
        var list = new ArrayList<>(candidates.values());
        list.sort(Comparator.comparing(Candidate::score).reversed()
                .thenComparing(c -> load.getOrDefault(c.node(), 0))
                .thenComparing(c -> !resource.history().isActiveOn(c.node()))
                .thenComparing(Candidate::node));
        return list;
    }
}
