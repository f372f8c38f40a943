package org.quorate.membership.lease;

import java.time.Duration;
import org.quorate.membership.Lease;
import org.quorate.membership.Standings;
import org.quorate.membership.VoterList;

/**
 * What this node has told its user of its lease.
 *
 * @param toldUntil the end of the lease as last told; {@link Lease#NONE}
 * @param toldAsOf as of when that lease was given; {@link Lease#NONE}
 * @param toldLost whether the user knows that this incarnation is lost
 * @param grantedAsOf as of when the list of voters before the present one gave its last lease;
 *        {@link Lease#NONE}. Its end follows L, as that of any other
 */
record Holder(LeaseHolding holding, long toldUntil, long toldAsOf, boolean toldLost, long grantedAsOf) {

    static Holder of(LeaseHolding holding) {
        return new Holder(holding, Lease.NONE, Lease.NONE, false, Lease.NONE);
    }

    Holder with(LeaseHolding next) {
        return new Holder(next, toldUntil, toldAsOf, toldLost, grantedAsOf);
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
        return new Holder(next, toldUntil, toldAsOf, toldLost,
                now.hasAllOf(before) ? toldAsOf : Lease.NONE);
    }

    /** Until when the lease is held; {@link Lease#NONE}. */
    long until(Standings own, Duration lease) {
        if (holding.isLost()) {
            return Lease.NONE;
        }
        long granted = grantedAsOf == Lease.NONE ? Lease.NONE : grantedAsOf + lease.toNanos();
        return Math.max(granted, holding.until(own, lease));
    }

    Holder told(long until, Duration lease) {
        return new Holder(holding, until, until - lease.toNanos(), holding.isLost(), grantedAsOf);
    }

    /** None is held any more. */
    Holder toldOver() {
        return new Holder(holding, Lease.NONE, Lease.NONE, holding.isLost(), grantedAsOf);
    }

    boolean isHeld() {
        return toldUntil != Lease.NONE;
    }
}
