package org.quorate.scheduler.situation;

import java.util.List;
import org.quorate.model.Constraint.Kind;
import org.quorate.model.Constraint.OrderedAction;
import org.quorate.model.Constraint.Symmetry;
import org.quorate.model.ResourceId;
import org.quorate.state.Reason;

/**
 * What happens before what, between primitives or whole groups.
 *
 * @param first the primitive, or the members of the group in order
 * @param then likewise
 */
public record Sequence(Reason reason, Kind kind, List<ResourceId> first, OrderedAction firstAction,
        List<ResourceId> then, OrderedAction thenAction, Symmetry symmetry) {

    public Sequence {
        first = List.copyOf(first);
        then = List.copyOf(then);
    }

    /** Whether {@code then} may run only while {@code first} runs. */
    public boolean isRequirement() {
        return kind == Kind.MANDATORY && firstAction == OrderedAction.START
                && thenAction == OrderedAction.START;
    }

    public boolean isSymmetrical() {
        return symmetry == Symmetry.SYMMETRICAL && kind != Kind.SERIALIZE;
    }
}
