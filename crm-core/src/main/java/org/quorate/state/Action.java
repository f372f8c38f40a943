package org.quorate.state;

import java.util.List;

/**
 * One node of the graph of a transition.
 *
 * @param after the actions of this transition that must have succeeded before; in ascending order
 */
public record Action(ActionId id, Work work, List<ActionId> after, Reason reason) {

    public Action {
        after = List.copyOf(after);
    }
}
