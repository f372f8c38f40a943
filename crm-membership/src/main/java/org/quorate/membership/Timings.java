package org.quorate.membership;

import java.time.Duration;

/**
 * The times of membership, in force for the whole cluster. All of them follow from one number, D, the option
 * {@code failure-detection}:
 *
 * <pre>
 * time                              of D            500 ms     why
 * --------------------------------  --------------  ---------
 * ------------------------------------------------
 * D   failure detection             D               500 ms     silence that a majority calls death
 * L   lease                         0.6 D           300 ms     three heartbeats, so that two may be lost
 *     heartbeat period              D / 5           100 ms     the fifth that is missed is D
 *     a stall that costs the lease  L - period      200 ms     what a thread may be late
 * B   isolation budget              0.4 D           200 ms     L + B is D: death and takeover wait alike
 *     stopping                      0.6 B           120 ms     agents stop; then they are killed
 *     guarding                      B - killing     180 ms     then the guardian kills
 *     killing                       0.1 B, 20 ms    20 ms      the larger: to look through all processes
 *     takeover wait                 1.03 (L + B)    515 ms     two clocks drift apart by 3 % at most
 *     a stalled log                 10 D            5 s        a node that applies nothing is no member
 *     Raft's election, at the least 4 D, 2 to 3 s   2 s        no node need wait for it, for heartbeats find
 * a
 *                     at the most   6 D, 3 to 15 s  3 s        dead leader after D
 *     Raft's first election         an eighth       250 ms     up to twice as much
 * </pre>
 *
 * D is at least {@link #SHORTEST}: below it nothing would be left between stopping and killing. A heartbeat
 * waits for no disk; a commit that takes 10 D, though, is a stalled log, so a disk that does not answer for
 * so
 * long costs the node its membership.
 *
 * <p>
 * All but Raft's times follow a change of D at once, on each node as it applies it. Raft's are set when the
 * daemon starts, so nodes may run with different ones. A leader speaks after half of its own shortest time,
 * so
 * the shortest times of two nodes are never twice apart: else a node with short ones would hear nothing from
 * a
 * leader with long ones for so long that it stood for election, and knew of no leader, again and again.
 *
 * @param deadAfter D: a node of which a majority hears nothing for so long is dead; in [200 ms, 60 s]
 * @param lease L: how long an answer lets a node keep its resources, from the time it asked; in [D/5 * 2, D]
 * @param isolationBudget B: how long after its lease a node may take to be harmless; in [0 s, 10 min]
 */
public record Timings(Duration deadAfter, Duration lease, Duration isolationBudget) {

    public static final Duration SHORTEST = Duration.ofMillis(200);
    public static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration LONGEST_BUDGET = Duration.ofMinutes(10);
    private static final Duration LEAST_KILLING = Duration.ofMillis(20);
    private static final Duration RAFT_LEAST = Duration.ofSeconds(2);
    private static final Duration RAFT_BETWEEN = Duration.ofSeconds(3);
    private static final Duration RAFT_MOST = Duration.ofSeconds(15);

    /**
     * The shortest failure detection that was calm on a busy machine where heartbeats have no real-time
     * priority:
     * docs/measurements.md, "Calm".
     */
    public static final Duration CALM_WITHOUT_PRIORITY = Duration.ofSeconds(2);

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

    /** From the end of the lease until agents that still stop something are killed. */
    public Duration stopping() {
        return isolationBudget.multipliedBy(3).dividedBy(5);
    }

    /** From the end of the lease until the guardian kills; what is left of the budget is for the killing. */
    public Duration guarding() {
        var tenth = isolationBudget.dividedBy(10);
        var killing = tenth.compareTo(LEAST_KILLING) < 0 ? LEAST_KILLING : tenth;
        return isolationBudget.minus(killing);
    }

    /** Without a word from a leader for a random time, no shorter than this, Raft elects by itself. */
    public Duration raftElection() {
        return within(RAFT_LEAST, deadAfter.multipliedBy(4), RAFT_BETWEEN);
    }

    /** That random time is no longer than this. */
    public Duration raftElectionAtMost() {
        return within(RAFT_BETWEEN, deadAfter.multipliedBy(6), RAFT_MOST);
    }

    private static Duration within(Duration least, Duration wanted, Duration most) {
        return wanted.compareTo(least) < 0 ? least : wanted.compareTo(most) > 0 ? most : wanted;
    }

    /** The first leader is not waited for as long as the next one after a failure; up to twice as much. */
    public Duration raftFirstElection() {
        return raftElection().dividedBy(8);
    }

    /** Whether Raft, once started with these times, runs as with the other ones. */
    public boolean suitRaftLike(Timings other) {
        return raftElection().equals(other.raftElection())
                && raftElectionAtMost().equals(other.raftElectionAtMost());
    }
}
