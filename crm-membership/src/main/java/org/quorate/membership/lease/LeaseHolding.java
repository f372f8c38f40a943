package org.quorate.membership.lease;

import java.time.Duration;
import java.util.SortedMap;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Lease;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standing;
import org.quorate.membership.Standings;
import org.quorate.membership.VoterList;

/**
 * The lease of one incarnation, seen by the one that holds it.
 *
 * @param memberAsOf for each voter the time at which the node sent the newest Renew that was answered
 *        "member"
 * @param verdict LOST as soon as one voter has said so, and then for ever; MEMBER before
 */
record LeaseHolding(Incarnation mine, SortedMap<NodeName, Long> memberAsOf, Standing verdict) {

    static LeaseHolding of(Incarnation mine) {
        return new LeaseHolding(mine, Sorted.empty(), Standing.MEMBER);
    }

    /**
     * Counts an answer, unless it is about another incarnation, comes from a newer voter list, or from one
     * that was a voter of that name before.
     */
    LeaseHolding answered(NodeName voter, Message.Answer answer, Standings own) {
        if (!answer.incarnation().equals(mine) || mine.equals(Incarnation.NONE)) {
            return this;
        }
        return switch (answer.standing()) {
            case LOST -> lost();
            case UNKNOWN -> this;
            case MEMBER -> countsForMe(voter, answer, own)
                    ? new LeaseHolding(mine, Sorted.with(memberAsOf, voter, answer.sentAt()), verdict)
                    : this;
        };
    }

    private boolean countsForMe(NodeName voter, Message.Answer answer, Standings own) {
        return verdict != Standing.LOST && own.list().counts(voter, answer.votersVersion())
                && memberAsOf.getOrDefault(voter, Long.MIN_VALUE) < answer.sentAt();
    }

    /** The list has changed: answers of voters that it has no more do not count any longer. */
    LeaseHolding under(VoterList before, VoterList now) {
        return new LeaseHolding(mine, now.kept(before, memberAsOf), verdict);
    }

    LeaseHolding lost() {
        return new LeaseHolding(mine, Sorted.empty(), Standing.LOST);
    }

    boolean isLost() {
        return verdict == Standing.LOST;
    }

    /** Until when the lease is held; {@link Lease#NONE}. By send time, so that a late answer adds nothing. */
    long until(Standings own, Duration lease) {
        long asOf = Majority.reachedBy(own, memberAsOf);
        return asOf == Majority.NONE ? Lease.NONE : asOf + lease.toNanos();
    }
}
