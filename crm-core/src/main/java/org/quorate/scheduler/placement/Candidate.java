package org.quorate.scheduler.placement;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** The kinds that forbid a node whatever else speaks for it. */
    private static final Set<Reason.Kind> BANS = EnumSet.of(Reason.Kind.NODE_STANDBY,
            Reason.Kind.NODE_LEAVING,
            Reason.Kind.NODE_LOST, Reason.Kind.NODE_ABSENT, Reason.Kind.UNMANAGED, Reason.Kind.FAILED,
            Reason.Kind.THRESHOLD, Reason.Kind.GROUP, Reason.Kind.ASYMMETRIC, Reason.Kind.FENCING);

    public Candidate {
        reasons = List.copyOf(reasons);
    }

    public static Candidate of(NodeName node) {
        return new Candidate(node, Score.ZERO, List.of());
    }

    public boolean isPossible() {
        return score.value() >= 0;
    }

    /**
     * The reason for which the resource must never run there; empty when only the sum of scores forbids it.
     */
    public Optional<Reason> ban() {
        return score.isMinusInfinite()
                ? reasons.stream().filter(Candidate::isBan).findFirst()
                : Optional.empty();
    }

    private static boolean isBan(Reason reason) {
        var score = reason.facts().getOrDefault("score", "");
        return BANS.contains(reason.kind()) || score.equals("-INFINITY")
                || (reason.kind() == Reason.Kind.COLOCATION && score.equals("INFINITY"));
    }

    public Candidate plus(Score more, Reason reason) {
        var all = new ArrayList<>(reasons);
        all.add(reason);
        return new Candidate(node, score.plus(more), all);
    }

    /**
     * The same reasons with another score: influence of others, which is no reason of this resource's own.
     */
    public Candidate withScore(Score changed) {
        return new Candidate(node, changed, reasons);
    }
}
