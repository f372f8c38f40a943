package org.quorate.policy.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Options;
import org.quorate.policy.cluster.Weight;

/**
 * The order in which nodes come into question: by score; then, by the placement strategy, the one with more
 * capacity left, with fewer resources assigned, the one where it is already; then by name.
 */
final class NodeOrder {

    /** The cluster option {@code placement-strategy}. */
    enum Strategy {

        DEFAULT, UTILIZATION, MINIMAL, BALANCED;

        static Strategy of(Options options) {
            return switch (options.value("placement-strategy").toLowerCase(Locale.ROOT)) {
                case "utilization" -> UTILIZATION;
                case "minimal" -> MINIMAL;
                case "balanced" -> BALANCED;
                default -> DEFAULT;
            };
        }
    }

    private static final int UNUSABLE = Score.MINUS_INFINITY.value();

    private final Strategy strategy;

    NodeOrder(Strategy strategy) {
        this.strategy = strategy;
    }

    /** The best first. */
    List<Weight> sorted(Collection<Weight> weights, Optional<Node> active) {
        var sorted = new ArrayList<>(weights);
        sorted.sort((one, other) -> compare(one, other, active.orElse(null)));
        return sorted;
    }

    /** The best; empty only where there are none. */
    Optional<Weight> best(Collection<Weight> weights, Optional<Node> active) {
        var current = active.orElse(null);
        Weight best = null;
        for (var weight : weights) {
            if (best == null || compare(weight, best, current) < 0) {
                best = weight;
            }
        }
        return Optional.ofNullable(best);
    }

    /** All nodes, as they come into question for something without any wish. */
    List<Node> sorted(Collection<Node> nodes) {
        return sorted(nodes.stream().map(node -> new Weight(node, node.score())).toList(), Optional.empty())
                .stream()
                .map(Weight::node).toList();
    }

    private int compare(Weight one, Weight other, @Nullable Node active) {
        var byScore = Integer.compare(score(other), score(one));
        return byScore != 0 ? byScore : compareTied(one.node(), other.node(), active);
    }

    private static int score(Weight weight) {
        return Availability.isUsable(weight.node()) ? weight.score().value() : UNUSABLE;
    }

    private int compareTied(Node one, Node other, @Nullable Node active) {
        if (strategy == Strategy.BALANCED) {
            var byCapacity = Capacity.compare(one, other);
            if (byCapacity != 0) {
                return byCapacity;
            }
        }
        if (strategy != Strategy.MINIMAL) {
            var byCount = Integer.compare(one.assigned().size(), other.assigned().size());
            if (byCount != 0) {
                return byCount;
            }
            if ((one == active) != (other == active)) {
                return one == active ? -1 : 1;
            }
        }
        return one.name().compareTo(other.name());
    }
}
