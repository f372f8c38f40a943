package org.quorate.policy.placement;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.placement.Ledger.OnFailure;
import org.quorate.policy.placement.NodeOrder.Strategy;

/**
 * Assigns one resource after the other, what it depends on first; holds what all kinds of resources share.
 */
final class Assigner {

    private final Cluster cluster;
    private final Strategy strategy;
    private final NodeOrder nodeOrder;
    private final ColocationLists colocations;
    private final ColocatedScores colocatedScores;
    private final FailureThresholds thresholds;
    private final Map<Resource, Integer> ranks = new HashMap<>();
    private final PrimitiveAssignment primitives;
    private final CloneAssignment clones;
    private final BundleAssignment bundles;

    Assigner(Cluster cluster) {
        this.cluster = cluster;
        strategy = Strategy.of(cluster.options());
        nodeOrder = new NodeOrder(strategy);
        colocations = new ColocationLists(cluster);
        colocatedScores = new ColocatedScores(colocations);
        thresholds = new FailureThresholds(cluster);
        primitives = new PrimitiveAssignment(this);
        clones = new CloneAssignment(this);
        bundles = new BundleAssignment(this);
    }

    Cluster cluster() {
        return cluster;
    }

    Strategy strategy() {
        return strategy;
    }

    NodeOrder nodeOrder() {
        return nodeOrder;
    }

    ColocationLists colocations() {
        return colocations;
    }

    ColocatedScores colocatedScores() {
        return colocatedScores;
    }

    FailureThresholds thresholds() {
        return thresholds;
    }

    /** Which of its kind a resource comes before: its priority, changed by how much it is to be promoted. */
    int rank(Resource resource) {
        return ranks.getOrDefault(resource, resource.priority());
    }

    void rank(Resource resource, int changed) {
        ranks.put(resource, changed);
    }

    /**
     * Gives a resource its node, the preferred one where it is among the best.
     *
     * @return the node of a primitive, the first member's of a group, else none
     */
    Optional<Node> assign(Resource resource, @Nullable Node preferred, OnFailure onFailure) {
        return switch (resource) {
            case Primitive primitive -> primitives.assign(primitive, preferred, onFailure);
            case Group group -> assignGroup(group, preferred, onFailure);
            case Clone clone -> {
                clones.assign(clone, preferred);
                yield Optional.empty();
            }
            case Bundle bundle -> {
                bundles.assign(bundle, preferred, onFailure);
                yield Optional.empty();
            }
        };
    }

    private Optional<Node> assignGroup(Group group, @Nullable Node preferred, OnFailure onFailure) {
        if (group.is(Flag.ASSIGNED) || group.is(Flag.BEING_ASSIGNED) || group.children().isEmpty()) {
            return Optional.empty();
        }
        group.set(Flag.BEING_ASSIGNED);
        var first = group.children().getFirst();
        group.role(first.role());
        Optional<Node> node = Optional.empty();
        for (var member : group.children()) {
            var assigned = assign(member, preferred, onFailure);
            node = node.isPresent() ? node : assigned;
        }
        if (first.isNextRoleKnown()) {
            group.nextRole(first.nextRole());
        }
        group.clear(Flag.BEING_ASSIGNED);
        group.set(Flag.ASSIGNED);
        return group.isColocated() ? node : Optional.empty();
    }
}
