package org.quorate.policy.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        sorted.sort(byScore().thenComparing(Weight::node, tied(active)));
        return sorted;
    }

    /** All nodes, as they come into question for something without any wish. */
    List<Node> sorted(Collection<Node> nodes) {
        return sorted(nodes.stream().map(node -> new Weight(node, node.score())).toList(), Optional.empty())
                .stream()
                .map(Weight::node).toList();
    }

    private static Comparator<Weight> byScore() {
        return Comparator.<Weight>comparingInt(
                weight -> Availability.isUsable(weight.node()) ? weight.score().value() : UNUSABLE)
                .reversed();
    }

    private Comparator<Node> tied(Optional<Node> active) {
        var byName = Comparator.comparing(Node::name);
        if (strategy == Strategy.MINIMAL) {
            return byName;
        }
        var byCount = Comparator.<Node>comparingInt(node -> node.assigned().size())
                .thenComparingInt(node -> active.isPresent() && active.get() == node ? 0 : 1)
                .thenComparing(byName);
        return strategy == Strategy.BALANCED
                ? ((Comparator<Node>) Capacity::compare).thenComparing(byCount)
                : byCount;
    }
}
