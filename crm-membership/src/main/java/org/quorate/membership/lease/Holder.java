package org.quorate.membership.lease;

import java.time.Duration;
import org.quorate.membership.Lease;
import org.quorate.membership.Standings;
import org.quorate.membership.VoterList;

/**
 * What this node has told its user of its lease.
 *
 * @param toldUntil the end of the lease as last told; {@link Lease#NONE}
 * @param toldLost whether the user knows that this incarnation is lost
 * @param grantedUntil the end of the lease that the list of voters before the present one gave;
 *        {@link Lease#NONE}
 */
record Holder(LeaseHolding holding, long toldUntil, boolean toldLost, long grantedUntil) {

    static Holder of(LeaseHolding holding) {
        return new Holder(holding, Lease.NONE, false, Lease.NONE);
    }

    Holder with(LeaseHolding next) {
        return new Holder(next, toldUntil, toldLost, grantedUntil);
    }

    /**
     * The list of voters has changed. If all who gave the lease are voters still it lasts to its end, as if
     * this node had applied the change only then: who has come could not be asked before.
     */
    Holder under(VoterList before, VoterList now) {
        var next = holding.under(before, now);
        if (now.version() == before.version()) {
            return with(next);
        }
        return new Holder(next, toldUntil, toldLost, now.hasAllOf(before) ? toldUntil : Lease.NONE);
    }

    /** Until when the lease is held; {@link Lease#NONE}. */
    long until(Standings own, Duration lease) {
        return holding.isLost() ? Lease.NONE : Math.max(grantedUntil, holding.until(own, lease));
    }

    Holder told(long until) {
        return new Holder(holding, until, holding.isLost(), grantedUntil);
    }

    boolean isHeld() {
        return toldUntil != Lease.NONE;
    }
}
