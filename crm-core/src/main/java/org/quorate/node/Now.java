package org.quorate.node;

import java.time.Duration;
import java.time.Instant;

/**
 * The two clocks, read once per event.
 *
 * @param wall for what is written down
 * @param bootNanos CLOCK_BOOTTIME in nanoseconds, for deadlines
 */
public record Now(Instant wall, long bootNanos) {

    public long plus(Duration duration) {
        return bootNanos + duration.toNanos();
    }
}
