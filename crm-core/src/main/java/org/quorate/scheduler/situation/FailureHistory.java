package org.quorate.scheduler.situation;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.rules.ResourceOptions.Recovery;
import org.quorate.state.Failures;

/**
 * Which failures still count: all of a resource on a node expire together, when the newest is older than the
 * failure-timeout (Pacemaker Explained, "Failure Response").
 */
final class FailureHistory {

    private FailureHistory() {}

    /** When the failures expire; empty when there are none or they never do. */
    static Optional<Instant> expiry(SortedMap<String, Failures> failures, Recovery recovery) {
        if (!recovery.failureTimeout().isPositive()) {
            return Optional.empty();
        }
        return failures.values().stream().map(Failures::at).max(Instant::compareTo)
                .map(last -> last.plus(recovery.failureTimeout()));
    }

    static SortedMap<String, Failures> counting(SortedMap<String, Failures> failures, Recovery recovery,
            Instant now) {
        return expiry(failures, recovery).filter(end -> !end.isAfter(now)).isPresent()
                ? Collections.emptySortedMap()
                : new TreeMap<>(failures);
    }
}
