package org.quorate.simulation;

import java.util.List;
import java.util.Optional;
import org.quorate.membership.NodeName;
import org.quorate.node.HandsState.Intent;
import org.quorate.node.HandsState.Phase;

/**
 * The faults have ended. What agents have lied about is put right, those that are about to lie do not, and
 * failures are forgotten; an operator puts right what operators did, as soon as everybody is there again.
 */
final class Recovery {

    private static final long LOOK_EVERY = 250_000_000L;
    /** So long an operator waits for all to be members. */
    private static final long PATIENCE = 5_000_000_000L;
    /** Each cluster is watched for so long after its operator began, */
    private static final long WATCHED = 3_500_000_000L;
    /** and one of so many for this long after the faults, for what comes late. */
    private static final long WATCHED_LONGER = 12_000_000_000L;
    private static final long LONGER_ONE_IN = 8;
    private static final List<Long> AGAIN = List.of(0L, 3_400_000_000L, 7_400_000_000L);
    private static final long NOT_YET = Long.MAX_VALUE;

    private final World world;
    private final Scenario scenario;
    private final long calm;
    private long watchedUntil = NOT_YET;

    Recovery(World world, Scenario scenario) {
        this.world = world;
        this.scenario = scenario;
        this.calm = Simulation.calmFrom(scenario);
    }

    /** Whether it has been watched for long enough. */
    boolean mayBeOver(long now) {
        return now >= watchedUntil;
    }

    void begin() {
        world.trace().add("!!", () -> "the faults are over");
        for (var machine : world.machines()) {
            for (var resource : List.copyOf(machine.services().active().keySet())) {
                if (machine.services().active().get(resource) == Services.Truth.DENIED) {
                    machine.services().die(resource);
                }
            }
            machine.services().runs().forEach(AgentRun::lieNoMore);
            var living = machine.daemon();
            if (living != null) {
                living.resultsLate(0);
            }
            if (!world.newestVoters().contains(machine.name())) {
                continue;
            }
            if (machine.disk().canBegin()) {
                machine.boot();
                world.agenda().in(200_000_000L, machine::startDaemon);
            } else {
                world.voterDesk().replace(machine.name(), 0);
            }
        }
        world.voterDesk().hurry();
        world.agenda().in(2 * LOOK_EVERY, this::look);
    }

    private void look() {
        boolean all = world.machines().stream()
                .allMatch(m -> !world.newestVoters().contains(m.name()) || isIn(m));
        long now = world.agenda().now();
        if (someone().isPresent() && (all || now >= calm + PATIENCE)) {
            watchedUntil = scenario.seed() % LONGER_ONE_IN == 0 ? calm + WATCHED_LONGER : now + WATCHED;
            putRight();
        } else if (now < calm + scenario.rest().toNanos()) {
            world.agenda().in(LOOK_EVERY, this::look);
        }
    }

    /** More than once, for the machine on which it is typed may be about to leave, or to be replaced. */
    private void putRight() {
        var operator = world.operator();
        operator.configure(scenario.edits());
        world.agenda().in(100_000_000L, () -> someone().ifPresent(by -> scenario.shape().machines().keySet()
                .stream().filter(name -> name.value().startsWith("n"))
                .forEach(name -> operator.online(by, name))));
        for (long after : AGAIN) {
            world.agenda().in(after + 500_000_000L,
                    () -> someone().ifPresent(by -> operator.act(Operator.Act.START, by)));
            world.agenda().in(after + 1_000_000_000L,
                    () -> someone().ifPresent(by -> operator.act(Operator.Act.CLEANUP, by)));
        }
    }

    /** A node that is there to stay. */
    private Optional<NodeName> someone() {
        return world.machines().stream().filter(Recovery::isNode)
                .filter(m -> world.newestVoters().contains(m.name())).filter(Recovery::isIn).findFirst()
                .map(Machine::name);
    }

    private static boolean isNode(Machine machine) {
        return machine.name().value().startsWith("n");
    }

    private static boolean isIn(Machine machine) {
        var living = machine.daemon();
        return living != null && living.brain().hands().phase() instanceof Phase.In(var _, var intent)
                && intent == Intent.STAY;
    }
}
