package org.quorate.membership;

import java.time.Duration;

/**
 * The times of membership, in force for the whole cluster.
 *
 * @param deadAfter D: a node of which a majority hears nothing for so long is dead; in [100 ms, 60 s]
 * @param lease L: how long an answer lets a node keep its resources, from the time it asked; in [D/5 * 2, D]
 * @param isolationBudget B: how long after its lease a node may take to be harmless; in [0 s, 10 min]
 */
public record Timings(Duration deadAfter, Duration lease, Duration isolationBudget) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LONGEST_BUDGET = Duration.ofMinutes(10);

    private static final long NANOS = 1_000_000_000;

    public static final Timings DEFAULT = from(Duration.ofMillis(500));

    public Timings {
        requireWithin("failure detection", deadAfter, SHORTEST, LONGEST);
        requireWithin("lease", lease, part(deadAfter, 2, 5), deadAfter);
        requireWithin("isolation budget", isolationBudget, Duration.ZERO, LONGEST_BUDGET);
    }

    private static void requireWithin(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " of " + value.toMillis() + " ms is not in ["
                    + least.toMillis() + " ms, " + most.toMillis() + " ms]");
        }
    }

    /** D as given, L = 0.6 D, B = 0.4 D: a resource is back after D, because L + B is no longer than D. */
    public static Timings from(Duration failureDetection) {
        return new Timings(failureDetection, part(failureDetection, 3, 5), part(failureDetection, 2, 5));
    }

    /** Every node asks every voter so often. */
    public Duration heartbeatPeriod() {
        return part(deadAfter, 1, 5);
    }

    /**
     * How old the last "member" answer to a lost owner must be: (L + B) and 3 % for the drift of two clocks.
     */
    public Duration takeoverWait() {
        return withDrift(lease.plus(isolationBudget));
    }

    /** What one node must wait for so that another one's clock has run for so long: 3 % more. */
    public static Duration withDrift(Duration wait) {
        return part(wait, 103, 100);
    }

    /** A node whose applied index stands still for so long while the log waits for it is not a member. */
    public Duration stallLimit() {
        return part(deadAfter, 10, 1);
    }

    /** Exact, and cut off to the nanosecond; asked for with each heartbeat, so in longs alone. */
    private static Duration part(Duration whole, long times, long by) {
        long seconds = Math.multiplyExact(whole.getSeconds(), times);
        long rest = seconds % by * NANOS + whole.getNano() * times;
        return Duration.ofSeconds(seconds / by, rest / by);
    }
}
