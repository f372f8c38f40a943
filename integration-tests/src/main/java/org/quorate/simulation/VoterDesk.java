package org.quorate.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.node.HandsEvent;
import org.quorate.state.Activity;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.ConfigurationChange.Origin;
import org.quorate.state.NodeStatus.Kind;
import org.quorate.state.Voter;
import org.quorate.state.VoterChange;

/**
 * An administrator who adds, removes and replaces voters, as the documentation says: asks again until the
 * cluster has taken it, sets the machine up under the number that it is awaited with, and starts its daemon.
 */
final class VoterDesk {

    private static final long LOOK_EVERY = 400_000_000L;
    private static final long LIMIT = 3_000_000_000L;
    /** When nothing was agreed for so long, nothing is under way. */
    private static final long SETTLED = 1_000_000_000L;
    /** So often it asks before it vouches that a machine without a disk is off. */
    private static final int CONFIRMS = 12;
    /** So often it asks before it gives up one that is awaited, and that this one may keep from coming. */
    private static final int GIVES_UP = 4;
    private static final Origin ORIGIN = new Origin("root", "n1", "simulation");

    /** What is to become of a voter. */
    private enum Wish {
        COMES, GOES, RETURNS
    }

    /** @param after the number that it had when the wish began; 0 for none */
    private record Task(Wish wish, int after, long startAfter) {}

    private final World world;
    private final Map<NodeName, Task> tasks = new TreeMap<>();
    private long patience = Long.MAX_VALUE;
    private long keys;
    private int round;
    private int patient;

    VoterDesk(World world) {
        this.world = world;
    }

    boolean isIdle() {
        return tasks.isEmpty();
    }

    void add(NodeName node, long startAfter) {
        begin(node, new Task(Wish.COMES, world.machine(node).disk().number, startAfter));
    }

    void remove(NodeName node) {
        begin(node, new Task(Wish.GOES, 0, 0));
    }

    void replace(NodeName node, long startAfter) {
        begin(node, new Task(Wish.RETURNS, world.machine(node).disk().number, startAfter));
    }

    /** The troubles are over: nobody waits with the start of a daemon any more. */
    void hurry() {
        patience = 0;
        for (var machine : world.machines()) {
            var awaited = world.newest().voters().awaited(machine.name());
            if (awaited.isPresent() && awaited.get().number() == machine.disk().number
                    && machine.disk().canBegin()) {
                start(machine);
            }
        }
    }

    private void begin(NodeName node, Task task) {
        boolean works = !tasks.isEmpty();
        tasks.putIfAbsent(node, task);
        if (!works) {
            look();
        }
    }

    private void look() {
        for (var entry : List.copyOf(tasks.entrySet())) {
            pursue(entry.getKey(), entry.getValue());
        }
        if (!tasks.isEmpty()) {
            world.agenda().in(LOOK_EVERY, this::look);
        }
    }

    private void pursue(NodeName node, Task task) {
        var voters = world.newest().voters();
        var machine = world.machine(node);
        var awaited = voters.awaited(node);
        boolean listed = world.newestVoters().contains(node);
        if (awaited.isPresent() && task.wish() != Wish.GOES) {
            if (awaited.get().number() != machine.disk().number || !machine.disk().canBegin()) {
                machine.crash();
                machine.setUp(awaited.get().number());
                world.agenda().in(Math.min(task.startAfter(), patience), () -> start(machine));
            }
            return;
        }
        switch (task.wish()) {
            case COMES -> {
                if (listed) {
                    tasks.remove(node);
                } else if (tasks.values().stream().noneMatch(other -> other.wish() == Wish.RETURNS)) {
                    ask(node, new VoterChange.Add(node, Kind.NODE, VoterKeeper.place(node), links(node)));
                }
            }
            case RETURNS -> {
                var now = voters.listed().get(node);
                if (now != null && now.voter().number() > task.after()) {
                    tasks.remove(node);
                } else if (listed) {
                    hurry(node, machine);
                    ask(node, new VoterChange.Replace(node, "", List.of()));
                } else {
                    ask(node, new VoterChange.Add(node, machine.kind(), VoterKeeper.place(node),
                            links(node)));
                }
            }
            case GOES -> goes(node, machine, listed);
        }
    }

    /** It is off for certain; and one that is awaited in vain, because this one is missing, is given up. */
    private void hurry(NodeName node, Machine machine) {
        patient++;
        if (patient % CONFIRMS == 0 && !machine.disk().canBegin()) {
            requireThatItMayStillRun(node);
            world.operator().confirmDead(node);
        }
        if (patient % GIVES_UP == 0) {
            world.newest().voters().awaited()
                    .forEach(other -> ask(other.name(), new VoterChange.Remove(other.name())));
        }
    }

    /**
     * Who waits for a voter to own nothing waits in vain when all it had has long been running elsewhere.
     * What may run on several nodes stays its own for ever, and keeps nobody.
     */
    private void requireThatItMayStillRun(NodeName node) {
        var newest = world.newest();
        var known = newest.nodes().get(node);
        if (known == null || known.isMember()) {
            return;
        }
        var owned = newest.resources().entrySet().stream().filter(
                entry -> entry.getValue().owners().stream().anyMatch(owner -> owner.node().equals(node)))
                .filter(entry -> MetaAttributes.exclusivity(newest.configuration(),
                        entry.getKey()) == Exclusivity.AT_MOST_ONE)
                .toList();
        boolean runsElsewhere = owned.stream().allMatch(entry -> entry.getValue().nodes().entrySet().stream()
                .anyMatch(there -> !there.getKey().equals(node)
                        && there.getValue().activity() instanceof Activity.Active))
                && world.quietSince() < world.agenda().now() - SETTLED && nothingIsToCome(newest);
        if (!owned.isEmpty() && runsElsewhere) {
            throw new Violation("WhatRunsElsewhereIsFree", node + " is not replaced, for it is said to own "
                    + owned);
        }
    }

    /** Without a majority nothing is agreed either, and what was adopted is under way yet. */
    private static boolean nothingIsToCome(ClusterState state) {
        return state.progress().transition().actions().stream().allMatch(state.progress()::hasEnded);
    }

    /** Stopped first; and when it has gone its data is thrown away. */
    private void goes(NodeName node, Machine machine, boolean listed) {
        if (!listed) {
            machine.crash();
            machine.disk().health = Disk.Health.WIPED;
            tasks.remove(node);
            return;
        }
        var known = world.newest().nodes().get(node);
        if (known != null && known.isMember()) {
            var living = machine.daemon();
            if (living != null) {
                machine.staysDown();
                living.brain().offer(new HandsEvent.LeaveAsked());
            }
        } else {
            if (machine.daemon() == null && ++patient % CONFIRMS == 0) {
                machine.unplug();
                world.operator().confirmDead(node);
            }
            ask(node, new VoterChange.Remove(node));
        }
    }

    private static void start(Machine machine) {
        if (machine.isPowered()) {
            machine.startDaemon();
        } else {
            machine.boot();
        }
    }

    private static List<String> links(NodeName node) {
        return List.of(node + ":7001");
    }

    /** Types the command on one machine after the other, of those whose daemon runs. */
    private void ask(NodeName about, VoterChange change) {
        var machines = world.machines().stream()
                .filter(machine -> !machine.name().equals(about) && machine.daemon() != null).toList();
        if (machines.isEmpty()) {
            return;
        }
        var machine = machines.get(round++ % machines.size());
        var living = machine.daemon();
        if (living == null) {
            return;
        }
        var command = new Command.ChangeVoters("voters" + ++keys, machine.clock().wall(), ORIGIN, -1,
                atSetUp(), change);
        living.life().run(() -> living.submit(command, LIMIT,
                answer -> world.trace().add("op", () -> change + " " + answer)));
    }

    private List<Voter> atSetUp() {
        var voters = new ArrayList<Voter>();
        world.voters().forEach(name -> voters.add(new Voter(name, world.machine(name).kind(), 1,
                VoterKeeper.place(name), links(name))));
        return voters;
    }
}
