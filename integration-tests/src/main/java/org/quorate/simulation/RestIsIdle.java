package org.quorate.simulation;

import org.quorate.scheduler.Scheduler;
import org.quorate.transition.Readiness;

/** A transition carried out to its end leaves an empty next one, and an idle cluster writes nothing. */
final class RestIsIdle implements Invariant {

    @Override
    public void atRest(World world) {
        var state = world.newest();
        require(Readiness.isComplete(state.progress()),
                () -> "the transition has not ended: " + state.progress());
        var now = leader(world).clock().wall();
        var decision = Scheduler.schedule(state, now);
        require(!decision.isNeeded(state), () -> "the next transition is " + decision.transition());
        require(world.quietSince() <= world.agenda().now() - 2_000_000_000L,
                () -> "an idle cluster writes: last at " + world.quietSince() / 1e9);
    }

    /** It is the one that decides, and whose wall clock tells what is over: clocks may be an hour apart. */
    private static Machine leader(World world) {
        return world.machines().stream().filter(Machine::leads).findFirst()
                .orElse(world.machines().getFirst());
    }
}
