package org.quorate.state;

import java.time.Instant;

/** How often an operation of a resource failed on a node, and the last time. Count 1,000,000 is INFINITY. */
public record Failures(int count, Instant last) {

    public static final int INFINITY = 1_000_000;

    public Failures {
        count = Math.clamp(count, 0, INFINITY);
    }
}
