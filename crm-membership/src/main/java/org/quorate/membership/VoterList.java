package org.quorate.membership;

import java.time.Duration;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who votes, as of one version of the list. Versions follow each other by exactly one voter that came or
 * went, so that every majority of one shares a voter with every majority of the next.
 *
 * @param version grows with every change; 0 before the log has said anything
 * @param since for each voter the version with which it came. A node that returns after it was wiped is
 *        another voter, although it has the same name: what its predecessor says is not its word
 * @param former the voters before the last change; empty when that change has settled
 * @param settleWait how long after majorities of both lists have applied the last change nobody can still
 *        hold anything by a list before that
 */
public record VoterList(long version, NavigableMap<NodeName, Long> since, SortedSet<NodeName> former,
        Duration settleWait) {

    public VoterList {
        since = Collections.unmodifiableNavigableMap(new TreeMap<>(since));
        former = Collections.unmodifiableSortedSet(new TreeSet<>(former));
        if (since.isEmpty()) {
            throw new IllegalArgumentException("a cluster has at least one voter");
        }
    }

    /** A list of which all voters were there from the start, and nothing has to settle. */
    public static VoterList settled(long version, SortedSet<NodeName> voters) {
        var since = new TreeMap<NodeName, Long>();
        voters.forEach(voter -> since.put(voter, 0L));
        return new VoterList(version, since, Collections.emptySortedSet(), Duration.ZERO);
    }

    public SortedSet<NodeName> names() {
        return since.navigableKeySet();
    }

    /** How many voters are a majority. */
    public int majority() {
        return since.size() / 2 + 1;
    }

    /**
     * Whether what a voter said while it had applied {@code itsVersion} counts by this list: not if its list
     * is newer, and not if it spoke before it became this voter.
     */
    public boolean counts(NodeName voter, long itsVersion) {
        var came = since.get(voter);
        return came != null && came <= itsVersion && itsVersion <= version;
    }

    /** Whether every voter of that list is one of this, and not another under the same name. */
    public boolean hasAllOf(VoterList before) {
        return since.entrySet().containsAll(before.since.entrySet());
    }

    /** What was noted of the voters that this list has too, and that are not others under the same name. */
    public <V> SortedMap<NodeName, V> kept(VoterList before, SortedMap<NodeName, V> noted) {
        if (version == before.version) {
            return noted;
        }
        var kept = new TreeMap<>(noted);
        kept.keySet().removeIf(voter -> {
            var came = since.get(voter);
            return came == null || !came.equals(before.since.get(voter));
        });
        return Collections.unmodifiableSortedMap(kept);
    }
}
