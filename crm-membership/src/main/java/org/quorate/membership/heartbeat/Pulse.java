package org.quorate.membership.heartbeat;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.quorate.membership.Leadership;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.RecentWorst;
import org.quorate.membership.Urgency;
import org.quorate.membership.Vitals;

/** Keeps the figures of {@link Vitals}. Written by the heartbeat thread alone, read from any. */
final class Pulse {

    private static final long NOT_HELD = Long.MIN_VALUE;

    private final ConcurrentMap<NodeName, Heard> heard = new ConcurrentHashMap<>();
    private final RecentWorst lateness;
    /** How much of the lease had run down when it was extended. */
    private final RecentWorst leaseUsed;
    private long leaseUntil = NOT_HELD;
    private Leadership leader = new Leadership.NoLeader();
    private volatile Urgency urgency = Urgency.NONE;
    private final AtomicLong leasesEnded = new AtomicLong();
    private final AtomicLong leaderChanges = new AtomicLong();

    private record Heard(long at, RecentWorst gap) {}

    Pulse(long now) {
        lateness = new RecentWorst(now);
        leaseUsed = new RecentWorst(now);
    }

    void runsWith(Urgency given) {
        urgency = given;
    }

    void woke(long wantedAt, long now) {
        lateness.add(Math.max(0, now - wantedAt), now);
    }

    void heard(NodeName node, long now) {
        var before = heard.get(node);
        var gap = before == null ? new RecentWorst(now) : before.gap();
        if (before != null) {
            gap.add(now - before.at(), now);
        }
        heard.put(node, new Heard(now, gap));
    }

    /** @param lease L, as it is in force */
    void told(MembershipEvent event, Duration lease, long now) {
        switch (event) {
            case MembershipEvent.LeaseHeld(_, var until, _) -> {
                if (leaseUntil != NOT_HELD) {
                    leaseUsed.add(lease.toNanos() - (leaseUntil - now), now);
                }
                leaseUntil = until;
            }
            case MembershipEvent.LeaseEnded _ -> {
                leaseUsed.add(lease.toNanos(), now);
                leaseUntil = NOT_HELD;
                leasesEnded.incrementAndGet();
            }
            default -> {
                // Nothing that is counted.
            }
        }
    }

    /** While nobody is known to lead, who led is remembered. */
    void led(Leadership by) {
        if (!(by instanceof Leadership.NoLeader) && !by.equals(leader)) {
            leader = by;
            leaderChanges.incrementAndGet();
        }
    }

    Vitals vitals(Duration lease, long now) {
        SortedMap<NodeName, Duration> gaps = new TreeMap<>();
        heard.forEach((node, known) -> gaps.put(node, Duration.ofNanos(known.gap().of(now))));
        return new Vitals(urgency, Duration.ofNanos(lateness.of(now)),
                Duration.ofNanos(Math.max(0, lease.toNanos() - leaseUsed.of(now))), gaps, leasesEnded.get(),
                leaderChanges.get());
    }
}
