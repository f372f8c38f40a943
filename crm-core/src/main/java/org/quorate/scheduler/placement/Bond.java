package org.quorate.scheduler.placement;

import org.quorate.model.ResourceId;
import org.quorate.model.Score;
import org.quorate.state.Reason;

/** A colocation between two primitives, from a constraint or from a group. */
public record Bond(Reason reason, Score score, ResourceId dependent, ResourceId primary) {

    /** Whether the dependent may run nowhere but with the primary. */
    public boolean isMandatory() {
        return score.isInfinite();
    }

    public boolean isApart() {
        return score.isMinusInfinite();
    }
}
