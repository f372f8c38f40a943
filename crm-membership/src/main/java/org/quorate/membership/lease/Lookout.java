package org.quorate.membership.lease;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.quorate.membership.Leadership;
import org.quorate.membership.Owner;

/**
 * Who leads, and whom this node is in doubt about: the members while it leads, the leader while it follows.
 *
 * @param since when this leadership became known
 * @param watchedSince the members, and since when this node has known each to be one
 * @param stalls members whose applied index is behind the log, and since when it has not moved
 * @param lastInquiry the newest number given to an inquiry
 * @param gaveUpAt when it last gave leadership up; {@link Majority#NONE}
 */
record Lookout(Leadership leadership, long since, SortedMap<Owner, Long> watchedSince,
        SortedMap<Owner, SilenceInquiry> inquiries, SortedMap<Owner, Stall> stalls, long lastInquiry,
        long gaveUpAt) {

    record Stall(long appliedIndex, long since) {}

    static Lookout startedAt(long now) {
        return new Lookout(new Leadership.NoLeader(), now, Sorted.empty(), Sorted.empty(), Sorted.empty(), 0,
                Majority.NONE);
    }

    Lookout led(Leadership next, long now) {
        return next.equals(leadership)
                ? this
                : new Lookout(next, now, watchedSince, Sorted.empty(), Sorted.empty(), lastInquiry,
                        Majority.NONE);
    }

    /** The log was opened: only from here on can it know who leads. */
    Lookout openedAt(long now) {
        return new Lookout(leadership, now, watchedSince, inquiries, stalls, lastInquiry, gaveUpAt);
    }

    Lookout watching(SortedSet<Owner> members, long now) {
        var known = new TreeMap<Owner, Long>();
        members.forEach(member -> known.put(member, watchedSince.getOrDefault(member, now)));
        return new Lookout(leadership, since, Collections.unmodifiableSortedMap(known), inquiries, stalls,
                lastInquiry, gaveUpAt);
    }

    /** Before this one was known to be there nothing could be heard of it. */
    long knownSince(Owner about) {
        return watchedSince.getOrDefault(about, Majority.NONE);
    }

    Lookout with(SilenceInquiry inquiry) {
        return new Lookout(leadership, since, watchedSince, Sorted.with(inquiries, inquiry.about(), inquiry),
                stalls, Math.max(lastInquiry, inquiry.id()), gaveUpAt);
    }

    Lookout withoutInquiry(Owner about) {
        return new Lookout(leadership, since, watchedSince, Sorted.without(inquiries, about), stalls,
                lastInquiry,
                gaveUpAt);
    }

    Lookout with(SortedMap<Owner, Stall> next) {
        return new Lookout(leadership, since, watchedSince, inquiries, next, lastInquiry, gaveUpAt);
    }

    Lookout gaveUp(long at) {
        return new Lookout(leadership, since, watchedSince, inquiries, stalls, lastInquiry, at);
    }
}
