package org.quorate.policy.placement;

import java.util.Map;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Weight;
import org.quorate.state.Reason;

/** Scores of nodes to reckon with, apart from the weights that they began as. */
final class NodeScores {

    /** Marks a node that is out of the reckoning until {@link #settle}. */
    static final int OUT = Integer.MIN_VALUE;

    private final Node[] nodes;
    private final int[] scores;

    private NodeScores(Node[] nodes, int[] scores) {
        this.nodes = nodes;
        this.scores = scores;
    }

    static NodeScores of(Map<Node, Weight> weights) {
        var nodes = new Node[weights.size()];
        var scores = new int[nodes.length];
        var i = 0;
        for (var weight : weights.values()) {
            nodes[i] = weight.node();
            scores[i++] = weight.score().value();
        }
        return new NodeScores(nodes, scores);
    }

    /** One node alone, with no score yet. */
    static NodeScores of(Node node) {
        return new NodeScores(new Node[]{node}, new int[]{0});
    }

    NodeScores copy() {
        return new NodeScores(nodes, scores.clone());
    }

    int size() {
        return nodes.length;
    }

    Node node(int index) {
        return nodes[index];
    }

    int score(int index) {
        return scores[index];
    }

    void score(int index, int changed) {
        scores[index] = changed;
    }

    /** The score of a node; that of a forbidden one where it is not among these. */
    int of(Node node, int otherwise) {
        for (var i = 0; i < nodes.length; i++) {
            if (nodes[i] == node) {
                return scores[i];
            }
        }
        return otherwise;
    }

    boolean isAnyOpen() {
        for (var i = 0; i < nodes.length; i++) {
            if (scores[i] >= 0 && Availability.isUsable(nodes[i])) {
                return true;
            }
        }
        return false;
    }

    /** Nodes that were taken out come back, just acceptable. */
    void settle() {
        for (var i = 0; i < scores.length; i++) {
            if (scores[i] == OUT) {
                scores[i] = 1;
            }
        }
    }

    /** Makes these the scores of the weights. */
    void into(Map<Node, Weight> weights, Reason reason) {
        for (var i = 0; i < nodes.length; i++) {
            var weight = weights.get(nodes[i]);
            if (weight != null) {
                weight.become(new Score(scores[i]), reason);
            }
        }
    }
}
