package org.quorate.simulation.exhaustive;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.membership.Timings;
import org.quorate.state.NodeStatus.Kind;

/**
 * A small cluster to be searched.
 *
 * @param ppm how many microseconds a second each clock runs fast
 * @param opening where the search begins
 * @param quantum by how much true time grows in one step of time
 */
public record Instance(String name, SortedMap<NodeName, Kind> machines, SortedMap<NodeName, Long> ppm,
        Duration quantum, Opening opening, Limits limits) {

    /** Where the search begins. */
    public enum Opening {
        /** All are members, hold leases and have applied everything. */
        AT_REST,
        /**
         * The daemon of the first node was killed while the resource ran. Its former membership was declared
         * lost and a start elsewhere adopted; then it came back and joined anew, and is to look at what runs.
         * Nobody else knows of any of this yet.
         */
        GIVEN_AWAY
    }

    /**
     * How much may happen.
     *
     * @param times steps of time
     * @param losses members that are declared lost
     * @param restarts daemons that are killed, and come back with an older state
     * @param late answers that stay on their way while time passes
     * @param moves commands of an operator to move the resource
     * @param entries of the log
     */
    public record Limits(int times, int losses, int restarts, int late, int moves, int entries) {}

    private static final long MILLION = 1_000_000;
    private static final SortedMap<NodeName, Kind> THREE = machines("n1", "n2", "n3");
    private static final SortedMap<NodeName, Kind> TWO_AND_ARBITER = machines("n1", "n2", "a1");
    private static final SortedMap<NodeName, Long> STEADY = new TreeMap<>();
    private static final SortedMap<NodeName, Long> DRIFTING = new TreeMap<>(
            Map.of(new NodeName("n1"), -10_000L, new NodeName("n2"), 10_000L, new NodeName("n3"), 10_000L));
    private static final Duration WAIT = Timings.DEFAULT.takeoverWait();
    /** The takeover's wait is as long as three steps of time, to the nanosecond. */
    private static final Duration THIRD = WAIT.plusNanos(2).dividedBy(3);
    private static final Duration HALF = WAIT.plusNanos(1).dividedBy(2);
    /** Two steps are lease and budget by true time: over for a fast clock, and not yet for a slow one. */
    private static final Duration HALF_WITHOUT_MARGIN = Timings.DEFAULT.lease()
            .plus(Timings.DEFAULT.isolationBudget()).dividedBy(2);
    /** Two steps are the takeover's wait by a fast clock. */
    private static final Duration HALF_BY_FAST_CLOCK = WAIT.multipliedBy(100).dividedBy(101).plusNanos(20)
            .dividedBy(2);

    public Instance {
        machines = Collections.unmodifiableSortedMap(new TreeMap<>(machines));
        ppm = Collections.unmodifiableSortedMap(new TreeMap<>(ppm));
    }

    public static Instance threeVoters(Limits limits) {
        return new Instance("3 voters", THREE, STEADY, THIRD, Opening.AT_REST, limits);
    }

    /** Time goes in larger steps, so that more can happen in between. */
    public static Instance threeVotersCoarsely(Limits limits) {
        return new Instance("3 voters, coarse time", THREE, STEADY, HALF, Opening.AT_REST, limits);
    }

    public static Instance twoAndArbiter(Limits limits) {
        return new Instance("2 nodes and an arbiter", TWO_AND_ARBITER, STEADY, THIRD, Opening.AT_REST,
                limits);
    }

    public static Instance twoAndArbiterCoarsely(Limits limits) {
        return new Instance("2 nodes and an arbiter, coarse time", TWO_AND_ARBITER, STEADY, HALF,
                Opening.AT_REST, limits);
    }

    public static Instance givenAway(Limits limits) {
        return new Instance("3 voters, the owner's daemon was killed", THREE, STEADY, HALF,
                Opening.GIVEN_AWAY, limits);
    }

    /** The first node's clock is slow, all others are fast, as far as is allowed. */
    public static Instance drifting(Limits limits) {
        return new Instance("3 voters, clocks drift", THREE, DRIFTING, HALF_WITHOUT_MARGIN, Opening.AT_REST,
                limits);
    }

    /** The same; a takeover comes as soon as it may. */
    public static Instance driftingToTheEdge(Limits limits) {
        return new Instance("3 voters, clocks drift, to the edge", THREE, DRIFTING, HALF_BY_FAST_CLOCK,
                Opening.AT_REST, limits);
    }

    private static SortedMap<NodeName, Kind> machines(String... names) {
        var machines = new TreeMap<NodeName, Kind>();
        for (var name : names) {
            machines.put(new NodeName(name), name.startsWith("a") ? Kind.ARBITER : Kind.NODE);
        }
        return machines;
    }

    public Instance with(Limits other) {
        return new Instance(name, machines, ppm, quantum, opening, other);
    }

    Kind kind(NodeName node) {
        return Objects.requireNonNull(machines.get(node));
    }

    /** What a node's clock shows after so many steps of time. */
    long boot(NodeName node, int time) {
        long world = time * quantum.toNanos();
        return MILLION * MILLION * 1000 + world + world / MILLION * ppm.getOrDefault(node, 0L);
    }
}
