package org.quorate.scheduler.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.rules.ResourceOptions.Control;
import org.quorate.scheduler.placement.Placement.Choice;
import org.quorate.scheduler.situation.OnFail;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Reason;

/** Where {@code policy} wants each resource, with what made it so. */
public final class Placements {

    /** So often some of the moves are taken back; the last time all are. */
    private static final int ROUNDS = 4;

    private final Situation situation;
    private final Assigned assigned;
    private final Candidates candidates;

    private Placements(Situation situation, Assigned assigned) {
        this.situation = situation;
        this.assigned = assigned;
        this.candidates = new Candidates(situation);
    }

    /**
     * The placements, in order of definition. What is where it could stay moves only to where policy would
     * let it be: constraints that contradict each other may favour each time the node where nothing is.
     *
     * @param recall of an earlier decision
     */
    public static Placed of(Situation situation, Recall recall) {
        var fresh = recall.of(situation);
        var wanted = of(situation, fresh.assigned());
        var stays = new LinkedHashMap<ResourceId, NodeName>();
        for (int round = 1; round <= ROUNDS; round++) {
            var moves = Moves.of(situation, wanted);
            moves.keySet().removeAll(stays.keySet());
            if (moves.isEmpty()) {
                break;
            }
            var moved = Moves.done(situation, wanted);
            var then = of(moved, fresh.assigned(moved, stays));
            var fickle = Moves.fickle(moves, wanted, then);
            if (fickle.isEmpty()) {
                break;
            }
            stays.putAll(round == ROUNDS ? moves : fickle);
            wanted = of(situation, fresh.assigned(situation, stays));
        }
        return new Placed(wanted, fresh);
    }

    /** Where everything belongs, and what the next decision may reuse of it. */
    public record Placed(SequencedMap<ResourceId, Placement> placements, Recall recall) {

        public Placed {
            placements = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(placements));
        }
    }

    private static SequencedMap<ResourceId, Placement> of(Situation situation, Assigned assigned) {
        var placements = new Placements(situation, assigned);
        var result = new LinkedHashMap<ResourceId, Placement>();
        for (var resource : situation.resources().values()) {
            result.put(resource.id(), placements.placement(resource));
        }
        return result;
    }

    private Placement placement(ResourceView resource) {
        var seat = assigned.seat(resource.id());
        var node = seat.assignedTo().filter(name -> situation.node(name).isPresent());
        var sorted = sorted(candidates.of(resource, seat), node);
        var holds = holds(resource, seat);
        if (!holds.isEmpty()) {
            return new Placement(resource.id(),
                    new Choice.Untouched(resource.history().activeNodes(), holds), sorted);
        }
        return new Placement(resource.id(), node.map(there -> on(there, sorted))
                .orElseGet(() -> new Choice.Nowhere(List.of(whyNowhere(resource)))), sorted);
    }

    private static List<Candidate> sorted(List<Candidate> candidates, Optional<NodeName> chosen) {
        var sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.<Candidate, Boolean>comparing(c -> !chosen.equals(Optional.of(c.node())))
                .thenComparing(Candidate::score, Comparator.reverseOrder()).thenComparing(Candidate::node));
        return sorted;
    }

    private static Choice on(NodeName node, List<Candidate> sorted) {
        var reasons = sorted.getFirst().reasons();
        return new Choice.On(node, reasons.isEmpty()
                ? List.of(Reason.of(Reason.Kind.NODE_FREE, "node", node.value()))
                : reasons);
    }

    /** Why it is left alone; policy may have blocked it for the sake of another member of its group. */
    private List<Reason> holds(ResourceView resource, Assigned.Seat seat) {
        var own = Holds.of(situation, resource);
        if (!own.isEmpty() || seat.control() == Control.MANAGED) {
            return own;
        }
        return situation.attributes().groupOf(resource.id()).stream()
                .flatMap(group -> group.members().stream()).flatMap(id -> situation.resource(id).stream())
                .map(member -> Holds.of(situation, member)).filter(reasons -> !reasons.isEmpty()).findFirst()
                .orElseGet(() -> List.of(Reason.of(Reason.Kind.UNMANAGED, "scope", "resource", "resource",
                        resource.id().value())));
    }

    private Reason whyNowhere(ResourceView resource) {
        if (situation.options().membership().stopAll()) {
            return Reason.of(Reason.Kind.TARGET_ROLE, "option", "stop-all-resources");
        }
        if (resource.options().targetRole() == Role.STOPPED) {
            return Reason.of(Reason.Kind.TARGET_ROLE, "resource", resource.id().value());
        }
        for (var entry : resource.history().on().entrySet()) {
            for (var key : entry.getValue().failures().keySet()) {
                if (isFinal(resource.onFail(key))) {
                    return Reason.of(Reason.Kind.FAILED, "operation", key, "node", entry.getKey().value(),
                            "on-fail", resource.onFail(key) == OnFail.STOP
                                    ? "stop"
                                    : "fence with fencing-enabled=false",
                            "resource", resource.id().value());
                }
            }
        }
        return Reason.of(Reason.Kind.NO_NODE, "resource", resource.id().value());
    }

    /** Fencing that is switched off leaves nothing but to stop it (Pacemaker Explained, "on-fail"). */
    private boolean isFinal(OnFail onFail) {
        return onFail == OnFail.STOP
                || (onFail == OnFail.FENCE && !situation.options().fencing().enabled());
    }
}
