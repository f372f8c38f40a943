package org.quorate.controller;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.quorate.membership.NodeName;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.state.ClusterState;
import org.quorate.state.NodeStatus;
import org.quorate.state.NodeStatus.Kind;
import org.quorate.state.NodeStatus.Presence;

/**
 * Where the DC should sit: where the services do not, so that the death of a busy node is not also an
 * election.
 */
final class Seat {

    private Seat() {}

    /**
     * A member that runs nothing at-most-one, when {@code self} runs something; a node before the arbiter.
     */
    static Optional<NodeName> better(ClusterState cluster, NodeName self) {
        if (isFree(cluster, self)) {
            return Optional.empty();
        }
        return cluster.nodes().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(self)
                        && entry.getValue().presence() == Presence.MEMBER)
                .filter(entry -> isFree(cluster, entry.getKey()))
                .min(Comparator.<Map.Entry<NodeName, NodeStatus>, Kind>comparing(
                        entry -> entry.getValue().traits().kind()).thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }

    private static boolean isFree(ClusterState cluster, NodeName node) {
        return cluster.resources().entrySet().stream()
                .filter(entry -> MetaAttributes.exclusivity(cluster.configuration(),
                        entry.getKey()) == Exclusivity.AT_MOST_ONE)
                .noneMatch(entry -> entry.getValue().owners().stream()
                        .anyMatch(owner -> owner.node().equals(node)));
    }

    /** Leadership moves when the state has been quiet, and not too often. */
    static Instant due(DcState state, Instant now) {
        var quiet = state.cluster().progress().transition().computedAt().plus(Controller.QUIET);
        var pause = state.moved().equals(Instant.MIN) ? now : state.moved().plus(Controller.TRANSFER_PAUSE);
        return quiet.isAfter(pause) ? quiet : pause;
    }
}
