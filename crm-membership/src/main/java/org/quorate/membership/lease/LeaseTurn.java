package org.quorate.membership.lease;

import org.quorate.membership.Incarnation;
import org.quorate.membership.Lease;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.membership.Standing;
import org.quorate.membership.Standings;

/** The part of a step that asks for the lease, holds it and ends it. */
final class LeaseTurn {

    private LeaseTurn() {}

    static void renew(Turn turn) {
        turn.nextRenewAt = turn.now + turn.period();
        var hearing = turn.contact.hearing(turn.self, turn.standings(), turn.timings().lease(), turn.now);
        turn.sendToVoters(new Message.Renew(turn.holder.holding().mine(), turn.now, turn.applied.index(),
                hearing));
    }

    static void take(Turn turn, NodeName voter, Message.Answer answer) {
        turn.contact = turn.contact.answered(voter, answer, turn.now);
        if (answer.sentAt() <= turn.now) {
            turn.holder = turn.holder.with(turn.holder.holding().answered(voter, answer, turn.standings()));
        }
    }

    static void take(Turn turn, Incarnation mine) {
        if (mine.equals(turn.holder.holding().mine())) {
            return;
        }
        if (turn.holder.isHeld()) {
            turn.tell(new MembershipEvent.LeaseEnded(turn.holder.holding().mine(),
                    "this node took incarnation " + mine));
        }
        turn.holder = Holder.of(LeaseHolding.of(mine));
        turn.nextRenewAt = turn.now;
    }

    /**
     * When the log has just made this node a member, or given it other times, it asks at once: by the times
     * before it might ask only after it is dead by the new ones. When the log has declared it lost it needs
     * no voter to know.
     */
    static void take(Turn turn, Standings standings) {
        var me = new Owner(turn.self, turn.holder.holding().mine());
        var before = turn.standings().of(me);
        var list = turn.standings().list();
        var timings = turn.timings();
        turn.applied = turn.applied.with(standings);
        turn.holder = turn.holder.under(list, turn.standings().list());
        turn.takeovers = TakeoverTurn.under(turn, list);
        if (turn.standings().of(me) == Standing.LOST && !me.incarnation().equals(Incarnation.NONE)) {
            turn.holder = turn.holder.with(turn.holder.holding().lost());
        }
        boolean joined = before != Standing.MEMBER && turn.standings().of(me) == Standing.MEMBER;
        if (joined || !turn.timings().equals(timings)) {
            turn.nextRenewAt = turn.now;
        }
    }

    /** Tells what has become of the lease since it was last told. */
    static void settle(Turn turn) {
        var holder = turn.holder;
        var holding = holder.holding();
        var lease = turn.timings().lease();
        long until = holder.until(turn.standings(), lease);
        boolean held = until != Lease.NONE && turn.now < until;
        if (held && until != holder.toldUntil()) {
            turn.tell(new MembershipEvent.LeaseHeld(holding.mine(), until, lease));
        } else if (!held && holder.isHeld()) {
            turn.tell(new MembershipEvent.LeaseEnded(holding.mine(), holding.isLost()
                    ? "a voter says that this node was declared lost"
                    : "no majority of voters has confirmed this node for "
                            + lease.toMillis() + " ms"));
        }
        if (holding.isLost() && !holder.toldLost()) {
            turn.tell(new MembershipEvent.DeclaredLost(holding.mine()));
        }
        turn.holder = held ? holder.told(until, lease) : holder.toldOver();
        if (held) {
            turn.wakeBy(until);
        }
        turn.wakeBy(turn.nextRenewAt);
    }
}
