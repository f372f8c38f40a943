package org.quorate.scheduler.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorate.membership.NodeName;
import org.quorate.model.Score;
import org.quorate.state.Reason;

/**
 * A node that a resource could run on.
 *
 * @param score what the node is worth; below 0 the resource must not run there
 * @param reasons what made the score, in the order in which the rules were applied
 * @param bans those of them that forbid the node whatever else speaks for it
 */
public record Candidate(NodeName node, Score score, List<Reason> reasons, List<Reason> bans) {

    public Candidate {
        reasons = List.copyOf(reasons);
        bans = List.copyOf(bans);
    }

    public static Candidate of(NodeName node) {
        return new Candidate(node, Score.ZERO, List.of(), List.of());
    }

    public boolean isPossible() {
        return score.value() >= 0;
    }

    /**
     * The reason for which the resource must never run there; empty when only the sum of scores forbids it.
     */
    public Optional<Reason> ban() {
        return bans.stream().findFirst();
    }

    public Candidate plus(Score more, Reason reason) {
        return new Candidate(node, score.plus(more), with(reasons, reason),
                more.isMinusInfinite() ? with(bans, reason) : bans);
    }

    private static List<Reason> with(List<Reason> before, Reason reason) {
        var all = new ArrayList<>(before);
        all.add(reason);
        return all;
    }

    /**
     * The same reasons with another score: influence of others, which is no reason of this resource's own.
     */
    public Candidate withScore(Score changed) {
        return new Candidate(node, changed, reasons, bans);
    }
}
