package org.quorate.membership.lease;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.membership.Standings;

/**
 * A question put to all voters: how long have you not heard this one? What counts is what they say when
 * asked, not what they said before the doubt arose.
 *
 * @param tells what each voter said last
 * @param nextAskAt when all are asked again
 * @param establishedAt since when a majority says "silent"; {@link Majority#NONE} while it does not
 */
record SilenceInquiry(long id, Owner about, SortedMap<NodeName, Told> tells, long nextAskAt,
        long establishedAt) {

    record Told(long receivedAt, long silentNanos, LogEnd logEnd) {}

    static SilenceInquiry open(long id, Owner about, long now) {
        return new SilenceInquiry(id, about, Sorted.empty(), now, Majority.NONE);
    }

    /** Records what a voter said. One that has not missed it for D yet is asked again when it may be. */
    SilenceInquiry told(NodeName voter, Message.SilenceTell tell, Duration deadAfter, long now) {
        long lacking = deadAfter.toNanos() - tell.silentNanos();
        long again = lacking > 0 ? Math.min(nextAskAt, now + lacking) : nextAskAt;
        return new SilenceInquiry(id, about,
                Sorted.with(tells, voter, new Told(now, tell.silentNanos(), tell.logEnd())), again,
                establishedAt);
    }

    SilenceInquiry askedAgainAt(long next) {
        return new SilenceInquiry(id, about, tells, next, establishedAt);
    }

    SilenceInquiry established(long since) {
        return new SilenceInquiry(id, about, tells, nextAskAt, since);
    }

    /** Whether this voter has said so, and said so within the last D. */
    private boolean saidSilent(NodeName voter, Duration deadAfter, long now) {
        var told = tells.get(voter);
        return told != null && told.silentNanos() >= deadAfter.toNanos()
                && now - told.receivedAt() <= deadAfter.toNanos();
    }

    /** Whether a majority has heard nothing for D. */
    boolean isSilent(Standings own, Duration deadAfter, long now) {
        return own.voters().stream().filter(voter -> saidSilent(voter, deadAfter, now)).count() >= own
                .majority();
    }

    SortedMap<NodeName, Duration> silentForByVoter() {
        var ages = new TreeMap<NodeName, Duration>();
        tells.forEach((voter, told) -> ages.put(voter, Duration.ofNanos(told.silentNanos())));
        return ages;
    }

    /**
     * How many of the voters that hear nothing are better placed to lead than this one: their log ends later,
     * or at the same place and their name comes first.
     */
    int rankOf(NodeName self, LogEnd ownEnd, Duration deadAfter, long now) {
        return rank(self, ownEnd, voter -> saidSilent(voter, deadAfter, now));
    }

    /** The same among the voters that said, when this node asked about itself, that they have no leader. */
    int rankAmongLeaderless(NodeName self, LogEnd ownEnd, Duration deadAfter, long now) {
        return rank(self, ownEnd, voter -> saidLeaderless(voter, deadAfter, now));
    }

    private int rank(NodeName self, LogEnd ownEnd, Predicate<NodeName> counts) {
        int better = 0;
        for (var tell : tells.entrySet()) {
            int order = tell.getValue().logEnd().compareTo(ownEnd);
            boolean before = order > 0 || (order == 0 && tell.getKey().compareTo(self) < 0);
            if (before && !tell.getKey().equals(self) && counts.test(tell.getKey())) {
                better++;
            }
        }
        return better;
    }

    /** Whether a majority, asked by a node about itself, has no leader and a log that could elect one. */
    boolean isLeaderless(Standings own, Duration deadAfter, long now) {
        return own.voters().stream().filter(voter -> saidLeaderless(voter, deadAfter, now)).count() >= own
                .majority();
    }

    private boolean saidLeaderless(NodeName voter, Duration deadAfter, long now) {
        var told = tells.get(voter);
        return told != null && !told.logEnd().equals(LogEnd.EMPTY)
                && now - told.receivedAt() <= deadAfter.toNanos();
    }
}
