package org.quorate.simulation;

import java.util.List;
import java.util.Optional;

/** Runs one scenario to its end, or to the first thing that must not happen. */
final class Simulation {

    /** So long the cluster is left alone to begin with. */
    static final long BOOT = 3_000_000_000L;
    /** So many events in one run mean that something goes round in circles. */
    private static final long MOST_STEPS = 60_000;

    /** Who has recovered sooner than must be is let go sooner. */
    private static final long NEXT_LOOK = 500_000_000L;

    private Simulation() {}

    /**
     * What came of it.
     *
     * @param steps events until the end
     * @param ended virtual nanoseconds
     */
    record Result(Scenario scenario, Optional<Violation> violation, long steps, long ended,
            List<String> trace, Happenings happenings) {

        /** The name of what was broken; empty when nothing was. */
        String broken() {
            return violation.map(Violation::invariant).orElse("");
        }
    }

    static long calmFrom(Scenario scenario) {
        return BOOT + scenario.chaos().toNanos();
    }

    static List<Invariant> invariants() {
        return List.of(new ActiveAtMostOnce(), new ActiveUnderLease(), new AgreedBeforeAction(),
                new MajorityHasEntry(), new EqualStates(), new AcknowledgedChangesStay(),
                new FailuresCountOnce(), new OwnersAreKnown(), new OrderHolds(), new DecidedOnNewestState(),
                new NothingInFlightForgotten(), new FencedBeforeTakeover(), new EverythingRuns(),
                new RestIsIdle());
    }

    static Result run(Scenario scenario, Trace.Reader reader) {
        return run(scenario, new Seams(), reader);
    }

    static Result run(Scenario scenario, Seams seams, Trace.Reader reader) {
        var world = new World(scenario, seams, invariants(), reader);
        Optional<Violation> violation = Optional.empty();
        try {
            play(world, scenario);
        } catch (Violation found) {
            violation = Optional.of(found);
        } catch (RuntimeException crash) {
            violation = Optional.of(crashed(crash));
        }
        violation.ifPresent(found -> world.trace().add("!!", found::getMessage));
        return new Result(scenario, violation, world.agenda().steps(), world.agenda().now(),
                world.trace().lines(), world.happenings());
    }

    private static Violation crashed(RuntimeException crash) {
        var where = crash.getStackTrace();
        return new Violation("NothingCrashes", crash + (where.length == 0 ? "" : " at " + where[0]));
    }

    private static void play(World world, Scenario scenario) {
        var agenda = world.agenda();
        for (var machine : world.machines()) {
            if (world.voters().contains(machine.name())) {
                agenda.at(world.dice().millis(0, 300), machine::startDaemon);
            }
        }
        agenda.at(1_200_000_000L, () -> world.operator().configure(scenario.edits()));
        for (var trouble : scenario.troubles()) {
            agenda.at(trouble.at(), () -> world.troubleMaker().begin(trouble));
        }
        long calm = calmFrom(scenario);
        var recovery = new Recovery(world, scenario);
        agenda.at(calm, recovery::begin);
        long end = calm + scenario.rest().toNanos();
        for (long look = calm + NEXT_LOOK; look < end; look += NEXT_LOOK) {
            playUntil(world, look);
            if (recovery.mayBeOver(look) && world.isAtRest()) {
                return;
            }
        }
        playUntil(world, end);
        world.atRest();
    }

    private static void playUntil(World world, long end) {
        while (world.agenda().step(end)) {
            world.afterStep();
            if (world.agenda().steps() > MOST_STEPS) {
                throw new Violation("ThereIsAnEnd", MOST_STEPS + " events");
            }
        }
    }
}
