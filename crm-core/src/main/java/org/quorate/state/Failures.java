package org.quorate.state;

import java.time.Instant;

/**
 * How often an operation of a resource failed on a node. Count 1,000,000 is INFINITY.
 *
 * @param last what the last failure was; it outlives the stop that recovers from it
 */
public record Failures(int count, OpRecord last) {

    public static final int INFINITY = 1_000_000;

    public Failures {
        count = Math.clamp(count, 0, INFINITY);
    }

    /** When it failed last. */
    public Instant at() {
        return last.at();
    }
}
