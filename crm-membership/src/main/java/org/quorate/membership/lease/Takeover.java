package org.quorate.membership.lease;

import java.util.SortedMap;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;
import org.quorate.membership.TakeoverQuestion;
import org.quorate.membership.VoterList;

/**
 * How far a takeover question has come.
 *
 * @param readyAt for each voter that has confirmed: from when its last "member" answers to all owners are old
 *     enough. Such a voter has applied the loss of every owner, so it never answers "member" to one again.
 * @param asked how often the voters were asked
 * @param nextAskAt when the voters that have not confirmed are asked again
 */
record Takeover(TakeoverQuestion question, SortedMap<NodeName, Long> readyAt, int asked, long nextAskAt) {

    /** The second question comes after this part of a period; from then on the pauses double. */
    private static final int SOON = 16;
    private static final int SLOWEST = 4;

    static Takeover of(TakeoverQuestion question, long now) {
        return new Takeover(question, Sorted.empty(), 0, now);
    }

    /**
     * Counts a voter's word if it has applied the loss of every owner. Time is added from the receipt of the
     * answer, never from the question: the voter looked at its clock somewhere between.
     */
    Takeover told(NodeName voter, Message.TakeoverTell tell, Standings own, long now) {
        if (tell.appliedIndex() < question.requiredIndex() || !own.list().counts(voter, tell.votersVersion())
                || tell.memberAges().size() != question.owners().size()) {
            return this;
        }
        long youngest = tell.memberAges().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        long missing = Math.max(0, question.leastAge().toNanos() - youngest);
        long ready = Math.min(now + missing, readyAt.getOrDefault(voter, Long.MAX_VALUE));
        return new Takeover(question, Sorted.with(readyAt, voter, ready), asked, nextAskAt);
    }

    /** The list has changed: what a voter said that it has no more does not count any longer. */
    Takeover under(VoterList before, VoterList now) {
        return new Takeover(question, now.kept(before, readyAt), asked, nextAskAt);
    }

    /**
     * Soon again at first, because a voter may be about to apply the loss, then half as often each time until
     * once a period.
     */
    Takeover askedAt(long now, long period) {
        long pause = Math.min(period, (period / SOON) << Math.min(asked, SLOWEST));
        return new Takeover(question, readyAt, asked + 1, now + pause);
    }

    /** From when a majority vouches for every owner; {@link Majority#NONE} when too few have confirmed. */
    long clearedAt(Standings own) {
        return Majority.completeAt(own, readyAt);
    }
}
