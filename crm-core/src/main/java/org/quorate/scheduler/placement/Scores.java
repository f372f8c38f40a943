package org.quorate.scheduler.placement;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.model.Score;
import org.quorate.scheduler.situation.Availability;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Owner;
import org.quorate.state.Reason;
import org.quorate.state.Request;

/** What each node is worth to each resource for itself, before others have their say. */
public final class Scores {

    private Scores() {}

    public static Map<ResourceId, SortedMap<NodeName, Candidate>> of(Situation situation) {
        var locations = new LocationScores(situation);
        var scores = new HashMap<ResourceId, SortedMap<NodeName, Candidate>>();
        for (var resource : situation.resources().values()) {
            var tally = Tally.over(situation.nodes().keySet());
            locations.add(resource, tally);
            addAvailability(situation, tally);
            FailureScores.add(situation, resource, tally);
            addStickiness(situation, resource, tally);
            addMove(resource, tally);
            scores.put(resource.id(), tally.candidates());
        }
        return scores;
    }

    private static void addAvailability(Situation situation, Tally tally) {
        for (var node : situation.nodes().values()) {
            if (node.availability() != Availability.AVAILABLE) {
                tally.add(node.name(), Score.MINUS_INFINITY, node.why());
            }
        }
    }

    private static void addStickiness(Situation situation, ResourceView resource, Tally tally) {
        var stickiness = resource.options().stickiness();
        var active = resource.history().activeNodes();
        for (var node : active) {
            if (active.size() == 1 || isWell(resource, node)) {
                tally.add(node, stickiness, stickiness(node, stickiness));
            }
        }
        if (active.isEmpty()) {
            lastGranted(situation, resource)
                    .ifPresent(node -> tally.add(node, stickiness, stickiness(node, stickiness)));
        }
    }

    private static boolean isWell(ResourceView resource, NodeName node) {
        return resource.history().on(node).filter(observed -> !resource.isToRecover(observed)).isPresent();
    }

    /**
     * Where it was about to start when the transition was replaced: between its stop and its start it runs
     * nowhere.
     */
    private static Optional<NodeName> lastGranted(Situation situation, ResourceView resource) {
        return resource.history().status().owners().stream().filter(owner -> isThere(situation, owner))
                .max(Comparator.comparing(Owner::grantedBy)).map(Owner::node);
    }

    private static boolean isThere(Situation situation, Owner owner) {
        return situation.node(owner.node())
                .filter(node -> node.isMember() && node.incarnation().equals(owner.incarnation()))
                .isPresent();
    }

    private static Reason stickiness(NodeName node, Score score) {
        return Reason.of(Reason.Kind.STICKINESS, "node", node.value(), "score", score.toString());
    }

    private static void addMove(ResourceView resource, Tally tally) {
        for (var request : resource.requests()) {
            if (request instanceof Request.Move(var to, _, _)) {
                tally.add(to, Score.INFINITY, Reason.of(Reason.Kind.MOVE, "to", to.value()));
            }
        }
    }
}
