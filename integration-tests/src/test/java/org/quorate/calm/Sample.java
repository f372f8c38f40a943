package org.quorate.calm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.quorate.codec.JsonAt;
import org.quorate.model.Durations;

/** What one daemon says of how it keeps time ({@code GET /v1/metrics}), in milliseconds. */
record Sample(String priority, long heartbeatLate, long loopLate, long leaseLeft, long guardLeft, long gap,
        long leasesEnded, long leaderChanges) {

    static Sample of(JsonAt metrics) {
        return new Sample(metrics.text("heartbeatPriority"), millis(metrics.text("heartbeatLate")),
                millis(metrics.text("loopLate")), millis(metrics.text("leaseLeft")),
                millis(metrics.text("guardLeft")),
                metrics.list("gaps", gap -> millis(gap.text("gap"))).stream().mapToLong(ms -> ms).max()
                        .orElse(0),
                metrics.whole("leasesEnded"), metrics.whole("leaderChanges"));
    }

    private static long millis(String text) {
        return Durations.parse(text).map(Duration::toMillis).orElseThrow();
    }

    /** What has happened on this node since, that should not, in words; a new daemon counts from nothing. */
    List<String> changesSince(Sample before) {
        var changes = new ArrayList<String>();
        if (leasesEnded > before.leasesEnded()) {
            changes.add("lost its lease " + (leasesEnded - before.leasesEnded()) + " times");
        }
        if (leaderChanges > before.leaderChanges()) {
            changes.add("saw " + (leaderChanges - before.leaderChanges()) + " changes of the leader");
        }
        return changes;
    }

    /** The worse of both in everything. A guardian that was not extended says 0. */
    Sample worst(Sample other) {
        return new Sample(other.priority(), Math.max(heartbeatLate, other.heartbeatLate()),
                Math.max(loopLate, other.loopLate()), Math.min(leaseLeft, other.leaseLeft()),
                guardLeft == 0 || other.guardLeft() == 0
                        ? Math.max(guardLeft, other.guardLeft())
                        : Math.min(guardLeft, other.guardLeft()),
                Math.max(gap, other.gap()), other.leasesEnded(), other.leaderChanges());
    }
}
