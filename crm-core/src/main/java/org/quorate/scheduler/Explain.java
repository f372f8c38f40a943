package org.quorate.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorate.membership.NodeName;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Score;
import org.quorate.scheduler.placement.Candidate;
import org.quorate.scheduler.placement.Placement;
import org.quorate.scheduler.placement.Placement.Choice;
import org.quorate.state.Apply;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.Outcome;
import org.quorate.state.Reason;

/** Says in plain words why a resource is where it is, why not elsewhere, and what would change that. */
public final class Explain {

    private Explain() {}

    /** A reason as a clause, such as {@code node n2 is in standby}. */
    public static String text(Reason reason) {
        return Sentences.text(reason);
    }

    /** What an operator can do about it; empty where there is nothing to do. */
    public static Optional<String> remedy(Reason reason, ResourceId resource) {
        return Remedies.of(reason, resource);
    }

    /**
     * Empty for what is not configured. A group is explained by the first of its members that is held back,
     * else the first.
     */
    public static Optional<Explanation> why(ClusterState state, Instant now, ResourceId resource) {
        var decision = Scheduler.schedule(state, now);
        return state.configuration().resource(resource).flatMap(found -> switch (found) {
            case Resource.Primitive primitive -> explanation(decision, primitive.id());
            case Resource.Group group -> group.members().stream().filter(m -> !blocked(decision, m).isEmpty())
                    .findFirst().or(() -> group.members().stream().findFirst())
                    .flatMap(member -> explanation(decision, member));
            case Resource.Derived _,Resource.Template _,Resource.Clone _,Resource.Bundle _,Resource.Tag _ ->
                Optional.empty();
        });
    }

    /**
     * What would keep a resource from a node even when it is asked to move there; empty when nothing would.
     */
    public static List<String> whyNotThere(ClusterState state, Instant now, Command.MoveResource move) {
        var asked = Apply.apply(state, state.position().index() + 1, move);
        if (!(asked.outcome() instanceof Outcome.Refused)) {
            var decision = Scheduler.schedule(asked.state(), now);
            var places = members(state, move.resource()).stream()
                    .flatMap(member -> decision.placement(member).stream())
                    .flatMap(placement -> placement.node().stream()).distinct().toList();
            if (!places.equals(List.of(move.to()))) {
                return why(asked.state(), now, move.resource()).map(e -> e.about(List.of(move.to())))
                        .orElse(List.of());
            }
        }
        return List.of();
    }

    private static List<ResourceId> members(ClusterState state, ResourceId resource) {
        return state.configuration().resource(resource)
                .map(found -> found instanceof Resource.Primitive ? List.of(found.id()) : found.members())
                .orElse(List.of());
    }

    private static Optional<Explanation> explanation(Decision decision, ResourceId resource) {
        return decision.placement(resource).map(placement -> new Explanation(resource, headline(placement),
                remedies(placement, blocked(decision, resource)), others(placement)));
    }

    private static List<Reason> blocked(Decision decision, ResourceId resource) {
        return decision.blocked().stream().filter(b -> b.resource().equals(resource))
                .flatMap(b -> b.reasons().stream()).toList();
    }

    private static String headline(Placement placement) {
        var name = placement.resource();
        return switch (placement.choice()) {
            case Choice.On(var node, var reasons) -> name + " belongs on " + node + ": " + Sentences
                    .all(reasons);
            case Choice.Nowhere(var reasons) -> name + " runs nowhere: " + Sentences.all(reasons);
            case Choice.Untouched(var nodes, var reasons) -> name + (nodes.isEmpty()
                    ? " is not started"
                    : " is left alone on " + String.join(" and ", nodes.stream()
                            .map(NodeName::value).toList()))
                    + ": " + Sentences.all(reasons);
        };
    }

    private static List<String> remedies(Placement placement, List<Reason> reasons) {
        var lines = new ArrayList<String>();
        for (var reason : reasons) {
            if (reason.kind() != Reason.Kind.NO_NODE) {
                lines.add("held back: " + Sentences.text(reason)
                        + Remedies.of(reason, placement.resource()).map(r -> " -> " + r).orElse(""));
            }
        }
        return lines;
    }

    private static List<Explanation.Other> others(Placement placement) {
        var result = new ArrayList<Explanation.Other>();
        var chosen = placement.node();
        var best = placement.candidates().stream().filter(c -> chosen.equals(Optional.of(c.node())))
                .findFirst();
        for (var candidate : placement.candidates()) {
            if (!chosen.equals(Optional.of(candidate.node()))) {
                result.add(other(placement, candidate, best.map(Candidate::score)));
            }
        }
        return result;
    }

    private static Explanation.Other other(Placement placement, Candidate candidate, Optional<Score> best) {
        var ban = candidate.ban();
        if (ban.isPresent()) {
            return new Explanation.Other(candidate.node(), Sentences.text(ban.get()),
                    Remedies.of(ban.get(), placement.resource()).orElse(""));
        }
        var move = "crm resource move " + placement.resource() + " " + candidate.node();
        if (!candidate.isPossible()) {
            return new Explanation.Other(candidate.node(),
                    "what is colocated with it keeps it away, or the sum of "
                            + "its scores is below 0: " + Sentences.all(candidate.reasons()),
                    "");
        }
        if (best.isEmpty()) {
            return new Explanation.Other(candidate.node(), "it could run there", "");
        }
        var isEqual = best.get().equals(candidate.score());
        return new Explanation.Other(candidate.node(), isEqual
                ? "it is as good, but has more to do, or comes later in order"
                : "its score is lower than that of the chosen node", move);
    }
}
