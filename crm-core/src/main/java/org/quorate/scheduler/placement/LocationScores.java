package org.quorate.scheduler.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quorate.model.Constraint.Location;
import org.quorate.model.Constraint.Preference;
import org.quorate.model.Resource.Group;
import org.quorate.model.ResourceId;
import org.quorate.model.Score;
import org.quorate.rules.Rules;
import org.quorate.scheduler.situation.NodeView;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Reason;

/**
 * Location constraints. One on a group counts for its first member, whom the others follow. In a cluster that
 * is not symmetric only nodes that a location names with at least 0 can be chosen.
 */
final class LocationScores {

    private final Situation situation;
    private final Map<ResourceId, List<Location>> byResource = new HashMap<>();

    LocationScores(Situation situation) {
        this.situation = situation;
        for (var constraint : situation.configuration().constraints()) {
            if (constraint instanceof Location location) {
                byResource.computeIfAbsent(location.resource(), _ -> new ArrayList<>()).add(location);
            }
        }
    }

    void add(ResourceView resource, Tally tally) {
        var locations = new ArrayList<>(byResource.getOrDefault(resource.id(), List.of()));
        situation.attributes().groupOf(resource.id()).filter(group -> isFirst(resource, group))
                .ifPresent(group -> locations.addAll(byResource.getOrDefault(group.id(), List.of())));
        var isFollower = situation.attributes().groupOf(resource.id())
                .filter(group -> !isFirst(resource, group)).isPresent();
        for (var node : situation.nodes().values()) {
            var isNamed = false;
            for (var location : locations) {
                isNamed |= add(location, node, tally);
            }
            if (!isNamed && !isFollower && !situation.options().membership().symmetric()) {
                tally.add(node.name(), Score.MINUS_INFINITY, Reason.of(Reason.Kind.ASYMMETRIC, "node",
                        node.name().value()));
            }
        }
    }

    private static boolean isFirst(ResourceView resource, Group group) {
        return group.members().getFirst().equals(resource.id());
    }

    /** Whether the constraint says anything about the node. */
    private boolean add(Location location, NodeView node, Tally tally) {
        return switch (location.preference()) {
            case Preference.OfNode(var name, var score) -> {
                var isThis = name.equals(node.name());
                if (isThis) {
                    tally.add(name, score, reason(location, node, score));
                }
                yield isThis;
            }
            case Preference.ByRules(var rules) -> {
                var isNamed = false;
                for (var rule : rules) {
                    if (Rules.holds(rule, node.facts(), situation.now())) {
                        var score = Rules.score(rule, node.facts());
                        tally.add(node.name(), score, reason(location, node, score));
                        isNamed = true;
                    }
                }
                yield isNamed;
            }
        };
    }

    private static Reason reason(Location location, NodeView node, Score score) {
        return Reason.of(Reason.Kind.LOCATION, "constraint", location.id().value(), "node",
                node.name().value(),
                "score", score.toString());
    }
}
