package org.quorate.membership.lease;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;
import org.quorate.membership.VoterList;

/**
 * How well this node is connected, and what it knows of the voters.
 *
 * @param answeredAsOf for each voter the send time of the newest Renew it answered, whatever the answer
 * @param heardAt when anything of each other node was last received
 * @param hears which nodes each voter says it hears
 * @param lists which voter list each voter has applied
 */
record Contact(SortedMap<NodeName, Long> answeredAsOf, SortedMap<NodeName, Long> heardAt,
        SortedMap<NodeName, SortedSet<NodeName>> hears, SortedMap<NodeName, ListSeen> lists) {

    static final Contact NONE = new Contact(Sorted.empty(), Sorted.empty(), Sorted.empty(),
            Sorted.empty());

    /** The newest list that a voter has said to have applied, and when it said so first. */
    record ListSeen(long version, long at) {}

    Contact heard(NodeName from, long now) {
        return new Contact(answeredAsOf, Sorted.with(heardAt, from, now), hears, lists);
    }

    Contact answered(NodeName voter, Message.Answer answer, long now) {
        long before = answeredAsOf.getOrDefault(voter, Long.MIN_VALUE);
        if (answer.sentAt() <= before || answer.sentAt() > now) {
            return this;
        }
        return new Contact(Sorted.with(answeredAsOf, voter, answer.sentAt()), heardAt,
                Sorted.with(hears, voter, answer.hears()), listsWith(voter, answer.votersVersion(), now));
    }

    private SortedMap<NodeName, ListSeen> listsWith(NodeName voter, long version, long now) {
        var before = lists.get(voter);
        return before != null && before.version() >= version
                ? lists
                : Sorted.with(lists, voter, new ListSeen(version, now));
    }

    /**
     * From when on nobody can still hold anything by a list before the former one: the wait of the list after
     * majorities of the former and of the present one have applied it; {@link Majority#NONE} when they have
     * not.
     */
    long settledAt(VoterList list) {
        var applied = new TreeMap<NodeName, Long>();
        lists.forEach((voter, seen) -> {
            if (seen.version() >= list.version()) {
                applied.put(voter, seen.at());
            }
        });
        long present = Majority.completeAt(list.names(), applied);
        long former = list.former().isEmpty() ? present : Majority.completeAt(list.former(), applied);
        return present == Majority.NONE || former == Majority.NONE
                ? Majority.NONE
                : Math.max(present, former) + list.settleWait().toNanos();
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
