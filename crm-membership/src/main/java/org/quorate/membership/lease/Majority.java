package org.quorate.membership.lease;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;

/** Times that hold for a majority of the voters. */
final class Majority {

    /** Fewer than a majority have a time at all. */
    static final long NONE = Long.MIN_VALUE;

    private Majority() {}

    /** The newest time t such that a majority of voters has a time of t or later; {@link #NONE}. */
    static long reachedBy(Standings own, SortedMap<NodeName, Long> times) {
        long[] sorted = of(own.voters(), times);
        return sorted.length < own.majority() ? NONE : sorted[sorted.length - own.majority()];
    }

    /** The earliest time t such that a majority of voters has a time of t or earlier; {@link #NONE}. */
    static long completeAt(Standings own, SortedMap<NodeName, Long> times) {
        return completeAt(own.voters(), times);
    }

    /** The same for a majority of any list. */
    static long completeAt(SortedSet<NodeName> voters, SortedMap<NodeName, Long> times) {
        long[] sorted = of(voters, times);
        int majority = voters.size() / 2 + 1;
        return sorted.length < majority ? NONE : sorted[majority - 1];
    }

    private static long[] of(SortedSet<NodeName> voters, SortedMap<NodeName, Long> times) {
        var found = new long[times.size()];
        int count = 0;
        for (var time : times.entrySet()) {
            if (voters.contains(time.getKey())) {
                found[count++] = time.getValue();
            }
        }
        Arrays.sort(found, 0, count);
        return Arrays.copyOf(found, count);
    }
}
