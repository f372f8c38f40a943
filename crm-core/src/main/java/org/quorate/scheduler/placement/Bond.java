package org.quorate.scheduler.placement;

import org.quorate.model.ResourceId;
import org.quorate.model.Score;
import org.quorate.state.Reason;

/**
 * A colocation between two primitives, from a constraint or from a group.
 *
 * @param influence whether the dependent's wishes count where the primary is placed
 */
public record Bond(Reason reason, Score score, ResourceId dependent, ResourceId primary,
        Influence influence) {

    /** Whether a dependent pulls its primary along. */
    public enum Influence {
        PULLS, FOLLOWS
    }

    /** Whether the dependent may run nowhere but with the primary. */
    public boolean isMandatory() {
        return score.isInfinite();
    }

    public boolean isApart() {
        return score.isMinusInfinite();
    }
}
