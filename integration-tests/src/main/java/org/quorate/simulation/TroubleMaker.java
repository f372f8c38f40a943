package org.quorate.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorate.membership.NodeName;
import org.quorate.node.HandsEvent;
import org.quorate.simulation.Manner.Vice;
import org.quorate.simulation.Network.Kind;
import org.quorate.simulation.Network.Way;
import org.quorate.simulation.Network.Weather;
import org.quorate.simulation.Trouble.Ambush;
import org.quorate.simulation.Trouble.Moment;
import org.quorate.simulation.Trouble.Reaction;

/** Lets troubles begin, and ends them, the last of them when the chaos is over. */
final class TroubleMaker {

    private static final class Waiting {

        final Ambush ambush;
        int left;

        Waiting(Ambush ambush) {
            this.ambush = ambush;
            this.left = ambush.afterTimes();
        }
    }

    private final World world;
    private final long end;
    private final List<Waiting> waiting = new ArrayList<>();

    TroubleMaker(World world, long end) {
        this.world = world;
        this.end = end;
    }

    void begin(Trouble trouble) {
        world.trace().add("!!", trouble::toString);
        switch (trouble) {
            case Trouble.PowerLoss(_, var length, var node) -> powerLoss(world.machine(node), length);
            case Trouble.DaemonKilled(_, var length, var node) -> killDaemon(world.machine(node), length);
            case Trouble.DaemonStopped(_, var length, var node) ->
                world.machine(node).stopDaemon(within(length));
            case Trouble.StoppedAtStart(_, var length, var node) -> daemon(world.machine(node))
                    .ifPresent(living -> living.brain().stopAtStart(within(length)));
            case Trouble.Cut(_, var length, var kinds, var ways) -> cut(kinds, ways, length);
            case Trouble.BadWeather(_, var length, var weather) -> weather(weather, length);
            case Trouble.SlowDisk(_, var length, var node, var slowest) ->
                slowDisk(world.machine(node).disk(), slowest, length);
            case Trouble.FullDisk(_, var length, var node) -> fullDisk(world.machine(node), length);
            case Trouble.WipedDisk(_, var node) -> diskLost(world.machine(node), Disk.Health.WIPED);
            case Trouble.StaleDisk(_, var node) -> diskLost(world.machine(node), Disk.Health.STALE);
            case Trouble.SnapshotTaken(_, var node) -> daemon(world.machine(node))
                    .ifPresent(living -> living.life().run(() -> living.log().takeSnapshot()));
            case Trouble.VoterComes(_, var length, var node) -> world.voterDesk().add(node, within(length));
            case Trouble.VoterGoes(_, var node) -> world.voterDesk().remove(node);
            case Trouble.VoterReplaced(_, var length, var node) -> {
                diskLost(world.machine(node), Disk.Health.WIPED);
                world.voterDesk().replace(node, within(length));
            }
            case Trouble.BadAgents bad -> worsen(world.machine(bad.node()).manner(), bad);
            case Trouble.ServicesDie(_, var node) -> servicesDie(world.machine(node).services());
            case Trouble.LaggingReplica(_, var length, var node, var lag) ->
                lag(world.machine(node), lag, length);
            case Trouble.SlowLoop(_, var length, var node, var slowest) -> daemon(world.machine(node))
                    .ifPresent(living -> slowLoop(living.brain(), slowest, length));
            case Trouble.LateResults(_, var length, var node) ->
                daemon(world.machine(node)).ifPresent(living -> living.resultsLate(length));
            case Trouble.WallClockSet(_, var node, var by) -> setWallClock(world.machine(node), by);
            case Trouble.Leave(_, var node) -> daemon(world.machine(node))
                    .ifPresent(living -> living.brain().offer(new HandsEvent.LeaveAsked()));
            case Trouble.BadSwitch bad -> worsen(bad);
            case Trouble.ConfirmedDead(_, var length, var node) ->
                confirmedDead(world.machine(node), length);
            case Trouble.Operation(_, var act, var node) -> operate(act, node);
            case Ambush ambush -> waiting.add(new Waiting(ambush));
            case Trouble.Strike strike -> target(strike.target())
                    .ifPresent(machine -> {
                        world.happened(strike.target());
                        hit(strike.reaction(), machine, strike.length());
                    });
        }
    }

    private void weather(Weather weather, long length) {
        world.network().weather(weather);
        later(length, () -> world.network().weather(Weather.FAIR));
    }

    private void slowDisk(Disk disk, long slowest, long length) {
        disk.slowestWrite = slowest;
        later(length, () -> disk.slowestWrite = 0);
    }

    private static void diskLost(Machine machine, Disk.Health health) {
        machine.crash();
        machine.disk().health = health;
    }

    private void servicesDie(Services services) {
        for (var resource : List.copyOf(services.active().keySet())) {
            world.happened(Happening.SERVICE_DIED);
            services.die(resource);
        }
    }

    private void slowLoop(Brain brain, long slowest, long length) {
        brain.slowest(slowest);
        later(length, () -> brain.slowest(Brain.USUALLY_SLOWEST));
    }

    private void setWallClock(Machine machine, long by) {
        world.happened(Happening.WALL_CLOCK_SET);
        machine.clock().setWallBy(by);
    }

    private void worsen(Trouble.BadSwitch bad) {
        world.powerSwitch().worsen(bad.device(), bad.fault());
        later(bad.length(), () -> world.powerSwitch().mend(bad.device(), bad.fault()));
    }

    /** A story may name a machine that this cluster does not have. */
    private void operate(Operator.Act act, NodeName node) {
        if (world.machines().stream().anyMatch(machine -> machine.name().equals(node))) {
            world.operator().act(act, node);
        }
    }

    private void worsen(Manner manner, Trouble.BadAgents bad) {
        manner.add(bad.vice());
        later(bad.length(), () -> manner.remove(bad.vice()));
    }

    /** Such a moment has come for that machine. */
    void moment(Moment moment, Machine machine) {
        if (waiting.isEmpty() || world.agenda().now() >= end) {
            return;
        }
        for (var each : List.copyOf(waiting)) {
            if (each.ambush.moment() == moment && each.left-- == 0) {
                waiting.remove(each);
                world.happened(moment);
                world.agenda().in(each.ambush.delay(), () -> spring(each.ambush, machine));
            }
        }
    }

    /** The same for the machine on which something is active. */
    void momentOfTheActive(Moment moment) {
        target(Trouble.Target.ACTIVE).ifPresent(machine -> moment(moment, machine));
    }

    private Optional<Machine> partner(Machine of) {
        return world.machines().stream()
                .filter(machine -> machine != of && !machine.leads()
                        && world.voters().contains(machine.name()))
                .findFirst();
    }

    private Optional<Machine> target(Trouble.Target target) {
        if (target == Trouble.Target.PARTNER) {
            return target(Trouble.Target.ACTIVE).flatMap(this::partner);
        }
        return world.machines().stream().filter(machine -> switch (target) {
            case ACTIVE -> !machine.services().active().isEmpty();
            case LEADER -> machine.leads();
            case PARTNER -> false;
            case IDLE -> machine.services().active().isEmpty() && daemon(machine).isPresent();
        }).findFirst();
    }

    private void spring(Ambush ambush, Machine machine) {
        hit(ambush.reaction(), machine, ambush.length());
    }

    private void hit(Reaction reaction, Machine machine, long length) {
        world.trace().add("!!", () -> "now: " + reaction + " " + machine);
        world.happened(reaction);
        switch (reaction) {
            case RESTART_DAEMON -> killDaemon(machine, Math.min(length, 100_000_000L));
            case POWER_LOSS -> powerLoss(machine, length);
            case CUT -> cut(List.of(Kind.values()), around(machine), length);
            case CUT_LOG -> cut(List.of(Kind.STREAM), around(machine), length);
            case CUT_FROM_ONE -> {
                var ways = around(machine);
                int first = world.dice().below(ways.size() / 2) * 2;
                cut(List.of(Kind.values()), ways.subList(first, first + 2), length);
            }
            case CUT_OFF_WITH_ONE -> partner(machine).ifPresent(partner -> {
                var ways = new ArrayList<>(around(machine));
                ways.addAll(around(partner));
                ways.removeIf(way -> way.isBetween(machine.name(), partner.name()));
                cut(List.of(Kind.values()), ways, length);
            });
            case STOP_DAEMON -> machine.stopDaemon(within(length));
            case LAG -> lag(machine, length, length);
            case HANGING_AGENTS -> {
                machine.manner().add(Vice.HANGS);
                later(length, () -> machine.manner().remove(Vice.HANGS));
            }
        }
    }

    private List<Way> around(Machine machine) {
        var ways = new ArrayList<Way>();
        for (var other : world.machines()) {
            if (other != machine) {
                ways.add(new Way(machine.name(), other.name()));
                ways.add(new Way(other.name(), machine.name()));
            }
        }
        return ways;
    }

    private static Optional<Daemon> daemon(Machine machine) {
        return Optional.ofNullable(machine.daemon());
    }

    private long within(long length) {
        return Math.max(0, Math.min(length, end - world.agenda().now()));
    }

    private void later(long length, Runnable what) {
        world.agenda().in(within(length), what);
    }

    private void powerLoss(Machine machine, long length) {
        world.trace().add(machine, () -> "power fails");
        machine.crash();
        later(length, machine::boot);
    }

    /** Only while there is time for the cluster to hear of it before the machine comes back. */
    private void confirmedDead(Machine machine, long length) {
        machine.unplug();
        long typed = world.agenda().now() + length;
        if (typed + length >= end) {
            later(length, machine::plugIn);
            return;
        }
        world.agenda().at(typed, () -> world.operator().confirmDead(machine.name()));
        world.agenda().at(typed + length, machine::plugIn);
    }

    private void killDaemon(Machine machine, long length) {
        machine.killDaemon();
        later(length, machine::startDaemon);
    }

    private void cut(List<Kind> kinds, List<Way> ways, long length) {
        kinds.forEach(kind -> ways.forEach(way -> world.network().cut(kind, way)));
        later(length, () -> kinds.forEach(kind -> ways.forEach(way -> world.network().mend(kind, way))));
    }

    private void fullDisk(Machine machine, long length) {
        if (machine.disk().health == Disk.Health.WELL) {
            machine.disk().health = Disk.Health.FULL;
            world.happened(Happening.DISK_FULL);
            daemon(machine).ifPresent(Daemon::logFailed);
            later(length, () -> {
                if (machine.disk().health == Disk.Health.FULL) {
                    machine.disk().health = Disk.Health.WELL;
                }
            });
        }
    }

    private void lag(Machine machine, long lag, long length) {
        daemon(machine).ifPresent(living -> {
            living.life().run(() -> living.log().lag(lag));
            later(length, () -> living.life().run(() -> living.log().lag(0)));
        });
    }
}
