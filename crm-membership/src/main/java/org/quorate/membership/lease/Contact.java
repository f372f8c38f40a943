package org.quorate.membership.lease;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;

/**
 * How well this node is connected.
 *
 * @param answeredAsOf for each voter the send time of the newest Renew it answered, whatever the answer
 * @param heardAt when anything of each other node was last received
 * @param hears which nodes each voter says it hears
 */
record Contact(SortedMap<NodeName, Long> answeredAsOf, SortedMap<NodeName, Long> heardAt,
        SortedMap<NodeName, SortedSet<NodeName>> hears) {

    static final Contact NONE = new Contact(Sorted.empty(), Sorted.empty(), Sorted.empty());

    Contact heard(NodeName from, long now) {
        return new Contact(answeredAsOf, Sorted.with(heardAt, from, now), hears);
    }

    Contact answered(NodeName voter, Message.Answer answer, long now) {
        long before = answeredAsOf.getOrDefault(voter, Long.MIN_VALUE);
        if (answer.sentAt() <= before || answer.sentAt() > now) {
            return this;
        }
        return new Contact(Sorted.with(answeredAsOf, voter, answer.sentAt()), heardAt,
                Sorted.with(hears, voter, answer.hears()));
    }

    /** Which nodes this voter said it hears; none if it answered no Renew sent since then. */
    SortedSet<NodeName> hears(NodeName voter, long noSooner) {
        return answeredAsOf.getOrDefault(voter, Majority.NONE) < noSooner
                ? Collections.emptySortedSet()
                : hears.getOrDefault(voter, Collections.emptySortedSet());
    }

    /** As of when a majority of voters could be asked; {@link Majority#NONE}. */
    long majorityAsOf(Standings own) {
        return Majority.reachedBy(own, answeredAsOf);
    }

    /**
     * Whether a voter other than this node was heard within L. A cluster of one voter has no other to hear.
     */
    Message.Hearing hearing(NodeName self, Standings own, Duration lease, long now) {
        boolean alone = true;
        for (var voter : own.voters()) {
            if (!voter.equals(self)) {
                alone = false;
                var at = heardAt.get(voter);
                if (at != null && now - at <= lease.toNanos()) {
                    return Message.Hearing.TWO_WAY;
                }
            }
        }
        return alone ? Message.Hearing.TWO_WAY : Message.Hearing.ONE_WAY;
    }
}
