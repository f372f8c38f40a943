package org.quorate.membership.lease;

import java.time.Duration;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Lease;
import org.quorate.membership.Leadership;
import org.quorate.membership.MembershipView;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;
import org.quorate.membership.Timings;

/**
 * All that one node remembers for its heartbeats; immutable.
 *
 * @param takeovers the open questions, by their number
 * @param nextRenewAt when the voters are asked for the next time
 */
public record HeartbeatState(Holder holder, Applied applied, VoterBook book, Contact contact, Lookout lookout,
        LogEnd logEnd, SortedMap<Long, Takeover> takeovers, long nextRenewAt) {

    /** A life that begins: it has heard nobody, answered nobody, and counts for nobody. */
    public static HeartbeatState begin(Standings known, long now) {
        return new HeartbeatState(Holder.of(LeaseHolding.of(Incarnation.NONE)), Applied.of(known),
                VoterBook.startedAt(now), Contact.NONE, Lookout.startedAt(now), LogEnd.EMPTY, Sorted.empty(),
                now);
    }

    /** Until when the lease is held; {@link Lease#NONE}. */
    public long leaseUntil() {
        return holder.toldUntil();
    }

    /**
     * Until when this node may submit as a leader: L after the last time a majority could be asked.
     *
     * @param atSetUp the times that hold as long as the log has said nothing
     */
    public long contactUntil(Timings atSetUp) {
        long asOf = contact.majorityAsOf(applied.standings());
        return asOf == Majority.NONE ? Lease.NONE : asOf + timings(atSetUp).lease().toNanos();
    }

    /** The times in force: those of the applied state, before it those of the set-up. */
    public Timings timings(Timings atSetUp) {
        return applied.standings().appliedIndex() < 0 ? atSetUp : applied.standings().timings();
    }

    /** The version of the voter list, if nobody can still hold anything by a list before the former; -1. */
    public long votersSettled(long now) {
        var list = applied.standings().list();
        long at = contact.settledAt(list);
        return at != Majority.NONE && now >= at ? list.version() : -1;
    }

    /** The voters, this node among them, that have answered a Renew sent within the last D. */
    public SortedSet<NodeName> votersAnswering(long now) {
        var answering = new TreeSet<NodeName>();
        long since = now - applied.standings().timings().deadAfter().toNanos();
        for (var voter : applied.standings().voters()) {
            if (contact.answeredAsOf().getOrDefault(voter, Majority.NONE) >= since) {
                answering.add(voter);
            }
        }
        return answering;
    }

    public Leadership leadership() {
        return lookout.leadership();
    }

    public boolean counts() {
        return applied.counts();
    }

    public MembershipView view(long now) {
        var ages = new TreeMap<NodeName, Duration>();
        contact.heardAt().forEach((node, at) -> ages.put(node, Duration.ofNanos(now - at)));
        long asOf = contact.majorityAsOf(applied.standings());
        long since = asOf == Majority.NONE ? book.startedAt() : asOf;
        return new MembershipView(ages, contact.hears(), Duration.ofNanos(now - since), counts());
    }
}
