package org.quorate.membership;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well this node keeps time, for display and measurement only. What is worst is worst of the last minute.
 *
 * @param urgency of the heartbeat thread
 * @param lateness how much too late the heartbeat thread woke up; up to a fiftieth of its period is its own
 *        wish
 * @param leaseLeft what was left of the lease when it was extended, at the least; L when it was not held
 * @param gaps the longest time between two messages of each other node
 * @param leasesEnded how often the lease of this node has ended in this life of the daemon
 * @param leaderChanges how often another term or another leader was seen in this life
 */
public record Vitals(Urgency urgency, Duration lateness, Duration leaseLeft,
        SortedMap<NodeName, Duration> gaps, long leasesEnded, long leaderChanges) {

    public Vitals {
        gaps = Collections.unmodifiableSortedMap(new TreeMap<>(gaps));
    }
}
