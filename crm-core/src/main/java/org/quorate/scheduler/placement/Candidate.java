package org.quorate.scheduler.placement;

import java.util.ArrayList;
import java.util.List;
import org.quorate.membership.NodeName;
import org.quorate.model.Score;
import org.quorate.state.Reason;

/**
 * A node that a resource could run on.
 *
 * @param score what the node is worth; below 0 the resource must not run there
 * @param reasons what made the score, in the order in which the rules were applied
 */
public record Candidate(NodeName node, Score score, List<Reason> reasons) {

    public Candidate {
        reasons = List.copyOf(reasons);
    }

    public static Candidate of(NodeName node) {
        return new Candidate(node, Score.ZERO, List.of());
    }

    public boolean isPossible() {
        return score.value() >= 0;
    }

    public Candidate plus(Score more, Reason reason) {
        var all = new ArrayList<>(reasons);
        all.add(reason);
        return new Candidate(node, score.plus(more), all);
    }

    /** The same reasons with another score: influence of others, which is no reason of this resource's own. */
    public Candidate withScore(Score changed) {
        return new Candidate(node, changed, reasons);
    }
}
