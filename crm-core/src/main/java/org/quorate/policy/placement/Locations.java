package org.quorate.policy.placement;

import java.util.Map;
import org.quorate.model.Role;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Location;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Weight;
import org.quorate.policy.cluster.Weight.Discovery;
import org.quorate.state.Reason;

/** Locations become weights: of the resource they name, and of what is inside. */
final class Locations {

    private Locations() {}

    static void apply(Cluster cluster) {
        for (var location : cluster.locations()) {
            if (location.discovery() == Discovery.EXCLUSIVE) {
                location.resource().set(Flag.EXCLUSIVE_DISCOVERY);
            }
            apply(location.resource(), location);
        }
    }

    private static void apply(Resource resource, Location location) {
        weigh(resource, location, location.scores());
        switch (resource) {
            case Primitive _ -> {
                // nothing inside
            }
            case Group group -> applyToMembers(group, location);
            case Clone clone -> clone.children().forEach(instance -> apply(instance, location));
            case Bundle bundle -> applyToReplicas(bundle, location);
        }
    }

    /**
     * In a colocated group the first member's weights count for all; the others only learn which nodes there
     * are.
     */
    private static void applyToMembers(Group group, Location location) {
        var scores = location.scores();
        for (var member : group.children()) {
            weigh(member, location, scores);
            if (group.isColocated()) {
                scores = zeroes(scores);
            }
        }
    }

    private static java.util.SequencedMap<Node, Score> zeroes(Map<Node, Score> scores) {
        var zeroes = new java.util.LinkedHashMap<Node, Score>();
        scores.keySet().forEach(node -> zeroes.put(node, Score.ZERO));
        return zeroes;
    }

    private static void applyToReplicas(Bundle bundle, Location location) {
        for (var replica : bundle.replicas()) {
            apply(replica.container(), location);
            if (replica.address() != null) {
                apply(replica.address(), location);
            }
        }
        if (location.role() == Role.PROMOTED || location.role() == Role.UNPROMOTED) {
            bundle.inside().ifPresent(inside -> {
                apply(inside, location);
                inside.locations().add(location);
            });
        }
    }

    /**
     * Whether a location holds when nodes are chosen. What is promoted starts unpromoted; so every role but
     * Promoted and Stopped is any role.
     */
    static boolean holdsFor(Resource resource, Location location) {
        var role = location.role();
        if (role == null || role == Role.STARTED || role == Role.UNPROMOTED) {
            return true;
        }
        return resource.isNextRoleKnown() && resource.nextRole() == role;
    }

    private static void weigh(Resource resource, Location location, Map<Node, Score> scores) {
        if (!holdsFor(resource, location)) {
            return;
        }
        var kind = location.id().equals(Health.ID) ? Reason.Kind.HEALTH : Reason.Kind.LOCATION;
        scores.forEach((node, score) -> {
            var weight = resource.allowed().computeIfAbsent(node, absent -> new Weight(absent, Score.ZERO));
            if (score.value() != 0) {
                weight.add(score, Reason.of(kind, "constraint", location.id(), "node", node.name(), "score",
                        score.toString()));
            }
            if (weight.discovery().compareTo(location.discovery()) < 0) {
                weight.discover(location.discovery());
                if (location.discovery() == Discovery.EXCLUSIVE) {
                    resource.set(Flag.EXCLUSIVE_DISCOVERY);
                }
            }
        });
    }
}
