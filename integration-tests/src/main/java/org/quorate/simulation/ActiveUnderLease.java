package org.quorate.simulation;

import java.time.Duration;
import org.quorate.simulation.Services.Truth;

/**
 * Nothing that must not run twice is active beyond the lease of its machine, the budget and the margin; what
 * waiting does not end must be fenced instead.
 */
final class ActiveUnderLease implements Invariant {

    @Override
    public void afterStep(World world) {
        for (var machine : world.machines()) {
            if (machine.services().active().isEmpty()) {
                continue;
            }
            if (world.agenda().now() <= machine.tenure().until()) {
                continue;
            }
            long end = machine.tenure().until() == Long.MIN_VALUE
                    ? Long.MIN_VALUE
                    : machine.tenure().until() + grace(world).toNanos();
            if (world.agenda().now() > end) {
                machine.services().active().forEach((resource, truth) -> require(
                        truth == Truth.DENIED || !world.isAtMostOne(resource)
                                || !world.power().isEndedByWaiting(resource, machine.name()),
                        () -> resource + " is active on " + machine + ", whose lease and budget ended at "
                                + end / 1e9));
            }
        }
    }

    /** The budget, and the 3 % of L + B by which a takeover waits longer. */
    private static Duration grace(World world) {
        var timings = world.longestTimings();
        return timings.takeoverWait().minus(timings.lease());
    }
}
