package org.quorate.membership.lease;

import org.quorate.membership.Lease;

/**
 * What this node has told its user of its lease.
 *
 * @param toldUntil the end of the lease as last told; {@link Lease#NONE}
 * @param toldLost whether the user knows that this incarnation is lost
 */
record Holder(LeaseHolding holding, long toldUntil, boolean toldLost) {

    static Holder of(LeaseHolding holding) {
        return new Holder(holding, Lease.NONE, false);
    }

    Holder with(LeaseHolding next) {
        return new Holder(next, toldUntil, toldLost);
    }

    boolean isHeld() {
        return toldUntil != Lease.NONE;
    }
}
