package org.quorate.scheduler.actions;

import org.quorate.state.Action;
import org.quorate.state.ActionId;
import org.quorate.state.Reason;
import org.quorate.state.Work;

/**
 * An action on its way into a transition. Two drafts are equal only if they are one object: the same work may
 * stand twice in a transition (in flight, and once more after a stop).
 */
public final class Draft {

    private static final ActionId NOT_NUMBERED = new ActionId(0, 0);

    private final ActionId id;
    private final Work work;
    private final Reason reason;

    private Draft(ActionId id, Work work, Reason reason) {
        this.id = id;
        this.work = work;
        this.reason = reason;
    }

    public static Draft fresh(Work work, Reason reason) {
        return new Draft(NOT_NUMBERED, work, reason);
    }

    /** An action in flight, which keeps its id. */
    public static Draft carried(Action action) {
        return new Draft(action.id(), action.work(), action.reason());
    }

    public boolean isCarried() {
        return !id.equals(NOT_NUMBERED);
    }

    /** The id of a carried action. */
    public ActionId id() {
        return id;
    }

    public Work work() {
        return work;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String toString() {
        return work.toString();
    }
}
