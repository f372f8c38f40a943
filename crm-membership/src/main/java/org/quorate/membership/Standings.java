package org.quorate.membership;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What the replicated state says of membership after one of its entries.
 *
 * @param appliedIndex the index given to the last {@link AgreedState#apply} or {@link AgreedState#restore}
 *     whose effect is in here; -1 before the first
 * @param nodes what became of every node that ever joined
 * @param list whose word counts
 * @param timings the times in force as of this state
 */
public record Standings(long appliedIndex, SortedMap<NodeName, NodeStanding> nodes, VoterList list,
        Timings timings) {

    /** With the default times, and a list that has settled. */
    public Standings(long appliedIndex, SortedMap<NodeName, NodeStanding> nodes, long votersVersion,
            SortedSet<NodeName> voters) {
        this(appliedIndex, nodes, VoterList.settled(votersVersion, voters), Timings.DEFAULT);
    }

    public Standings {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    }

    public long votersVersion() {
        return list.version();
    }

    public SortedSet<NodeName> voters() {
        return list.names();
    }

    /** What this state says of one incarnation of a node. */
    public Standing of(Owner owner) {
        var known = nodes.get(owner.node());
        if (known == null || owner.incarnation().compareTo(known.incarnation()) > 0) {
            return Standing.UNKNOWN;
        }
        return owner.incarnation().equals(known.incarnation()) ? known.standing() : Standing.LOST;
    }

    /** How many voters are a majority. */
    public int majority() {
        return list.majority();
    }
}
