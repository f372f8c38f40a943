package org.quorate.membership;

import java.time.Duration;

/**
 * The times of membership, in force for the whole cluster. All of them follow from one number, D, the option
 * {@code failure-detection}:
 *
 * <pre>
 * time                              of D            500 ms     why
 * --------------------------------  --------------  ---------  ------------------------------------------------
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
 *     Raft's election               4 D, 1 to 10 s  2 s        up to half as much again; no node need wait for
 *                                                              it, for heartbeats find a dead leader after D
 *     Raft's first election         an eighth       250 ms     up to twice as much
 * </pre>
 *
 * D is at least {@link #SHORTEST}: below it nothing would be left between stopping and killing. A heartbeat
 * waits for no disk; a commit that takes 10 D, though, is a stalled log, so a disk that does not answer for so
 * long costs the node its membership.
 *
 * <p>
 * All but Raft's times follow a change of D at once, on each node as it applies it. Raft's are set when the
 * daemon starts, before it knows the log: they are those of the default.
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
    private static final Duration SHORTEST_ELECTION = Duration.ofSeconds(1);
    private static final Duration LONGEST_ELECTION = Duration.ofSeconds(10);

    public static final Timings DEFAULT = from(Duration.ofMillis(500));

    public Timings {
        requireWithin("failure detection", deadAfter, SHORTEST, LONGEST);
        requireWithin("lease", lease, deadAfter.multipliedBy(2).dividedBy(5), deadAfter);
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
        return new Timings(failureDetection, failureDetection.multipliedBy(3).dividedBy(5),
                failureDetection.multipliedBy(2).dividedBy(5));
    }

    /** Every node asks every voter so often. */
    public Duration heartbeatPeriod() {
        return deadAfter.dividedBy(5);
    }

    /**
     * How old the last "member" answer to a lost owner must be: (L + B) and 3 % for the drift of two clocks.
     */
    public Duration takeoverWait() {
        return withDrift(lease.plus(isolationBudget));
    }

    /** What one node must wait for so that another one's clock has run for so long: 3 % more. */
    public static Duration withDrift(Duration wait) {
        return wait.multipliedBy(103).dividedBy(100);
    }

    /** A node whose applied index stands still for so long while the log waits for it is not a member. */
    public Duration stallLimit() {
        return deadAfter.multipliedBy(10);
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

    /** Without a word from a leader for so long, or up to half as much again, Raft elects by itself. */
    public Duration raftElection() {
        var calm = deadAfter.multipliedBy(4);
        return calm.compareTo(SHORTEST_ELECTION) < 0
                ? SHORTEST_ELECTION
                : calm.compareTo(LONGEST_ELECTION) > 0 ? LONGEST_ELECTION : calm;
    }

    /** The first leader is not waited for as long as the next one after a failure; up to twice as much. */
    public Duration raftFirstElection() {
        return raftElection().dividedBy(8);
    }
}
