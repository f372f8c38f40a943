package org.quorate.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.quorate.membership.NodeName;
import org.quorate.simulation.Manner.Vice;
import org.quorate.simulation.Network.Kind;
import org.quorate.simulation.Network.Way;
import org.quorate.simulation.Network.Weather;
import org.quorate.simulation.Trouble.Moment;
import org.quorate.simulation.Trouble.Reaction;

/** Draws what goes wrong: some of it anywhere and any time, some of it where it is known to hurt. */
final class TroubleDraw {

    private static final List<Long> PAUSES = List.of(50L, 200L, 400L, 600L, 900L, 1500L, 3000L, 6000L);

    private static final List<NodeName> SPARES = List.of(new NodeName("n8"), new NodeName("n9"));

    /** Longer lists would make every seed another one. */
    private static final List<Moment> MOMENTS = List.of(Moment.values()).subList(0, 7);
    private static final List<Reaction> REACTIONS = List.of(Reaction.values()).subList(0, 8);

    private final Dice dice;
    private final List<NodeName> nodes;
    private final List<NodeName> dataNodes;
    private final long from;
    private final long until;

    TroubleDraw(Dice dice, Shape shape, Duration from, Duration length) {
        this.dice = dice;
        this.nodes = List.copyOf(shape.machines().keySet());
        this.dataNodes = nodes.stream().filter(node -> node.value().startsWith("n")).toList();
        this.from = from.toNanos();
        this.until = from.plus(length).toNanos();
    }

    /** In the order of their beginning. */
    List<Trouble> draw() {
        var troubles = new ArrayList<Trouble>();
        int count = 1 + dice.below(8);
        if (dice.chance(60)) {
            troubles.addAll(new Plots(dice, from, until).draw());
        }
        boolean agents = dice.chance(30);
        boolean operator = dice.chance(60);
        for (int i = 0; i < count; i++) {
            troubles.add(dice.chance(45) ? ambush() : anywhere());
            if (agents && dice.chance(40)) {
                troubles.add(new Trouble.BadAgents(when(), length(), dice.pick(dataNodes), vice()));
            }
            if (operator) {
                troubles.add(new Trouble.Operation(when(), dice.pick(List.of(Operator.Act.values())),
                        dice.pick(dataNodes)));
            }
        }
        if (dice.chance(4)) {
            troubles.add(new Trouble.WipedDisk(when(), dice.pick(nodes)));
        }
        if (dice.chance(4)) {
            troubles.addAll(
                    new Plots(dice, from, until).plot(Plots.Story.RESULT_OF_A_FORMER_LIFE, when()));
        }
        return sorted(troubles);
    }

    /** Voters that come, go and return, and snapshots; a majority must keep its disks. */
    List<Trouble> drawVoters(List<Trouble> others) {
        var troubles = new ArrayList<>(others);
        boolean whole = others.stream().noneMatch(Trouble.WipedDisk.class::isInstance);
        int losses = whole ? (nodes.size() - 1) / 2 : (nodes.size() - 1) / 2 - 1;
        var candidates = new ArrayList<>(nodes);
        if (dice.chance(25)) {
            int changes = 1 + dice.below(3);
            for (int i = 0; i < changes; i++) {
                if (losses == 0 || dice.chance(35)) {
                    troubles.add(new Trouble.VoterComes(when(), length(), dice.pick(SPARES)));
                } else {
                    losses--;
                    troubles.add(loss(candidates.remove(dice.below(candidates.size()))));
                }
            }
        }
        if (dice.chance(40)) {
            int snapshots = 1 + dice.below(4);
            for (int i = 0; i < snapshots; i++) {
                troubles.add(new Trouble.SnapshotTaken(when(), dice.pick(nodes)));
            }
        }
        if (dice.chance(15)) {
            troubles.addAll(new Plots(dice, from, until).plot(dice.pick(Plots.LATER), when()));
        }
        return sorted(troubles);
    }

    private Trouble loss(NodeName node) {
        return switch (dice.below(3)) {
            case 0 -> dataNodes.contains(node)
                    ? new Trouble.VoterGoes(when(), node)
                    : new Trouble.StaleDisk(when(), node);
            case 1 -> new Trouble.StaleDisk(when(), node);
            default -> new Trouble.VoterReplaced(when(), length(), node);
        };
    }

    private static List<Trouble> sorted(List<Trouble> troubles) {
        return troubles.stream().sorted(Comparator.comparingLong(Trouble::at)).toList();
    }

    private long when() {
        return dice.between(from, until);
    }

    private long length() {
        return dice.pick(PAUSES) * 1_000_000 + dice.millis(0, 50);
    }

    private Vice vice() {
        return dice.pick(List.of(Vice.values()));
    }

    private Trouble anywhere() {
        var node = dice.pick(nodes);
        return switch (dice.below(14)) {
            case 0, 1 -> new Trouble.PowerLoss(when(), length(), node);
            case 2 -> new Trouble.DaemonKilled(when(), length(), node);
            case 3 -> new Trouble.DaemonStopped(when(), length(), node);
            case 4 -> new Trouble.StoppedAtStart(when(), length(), dice.pick(dataNodes));
            case 5, 6 -> cut(node);
            case 7 -> new Trouble.BadWeather(when(), length(),
                    new Weather(dice.below(40), dice.millis(1, 400), dice.below(20)));
            case 8 -> dice.chance(70)
                    ? new Trouble.SlowDisk(when(), length(), node, dice.millis(5, 400))
                    : new Trouble.FullDisk(when(), length(), node);
            case 9 -> new Trouble.ServicesDie(when(), dice.pick(dataNodes));
            case 10 -> new Trouble.LaggingReplica(when(), length(), node, dice.millis(20, 2000));
            case 11 -> new Trouble.SlowLoop(when(), length(), node, dice.millis(5, 300));
            case 12 -> new Trouble.WallClockSet(when(), node, dice.millis(-3_600_000, 3_600_000));
            default -> new Trouble.Leave(when(), dice.pick(dataNodes));
        };
    }

    private Trouble ambush() {
        return new Trouble.Ambush(when(), length(), dice.pick(MOMENTS), dice.below(3),
                dice.pick(REACTIONS), dice.chance(50) ? 0 : dice.millis(0, 150));
    }

    private Trouble cut(NodeName node) {
        var others = nodes.stream().filter(other -> !other.equals(node)).toList();
        var kinds = dice.chance(70)
                ? List.of(Kind.values())
                : List.of(dice.pick(List.of(Kind.values())));
        var ways = new ArrayList<Way>();
        switch (dice.below(4)) {
            case 0 -> others.forEach(other -> ways.add(new Way(node, other)));
            case 1 -> others.forEach(other -> ways.add(new Way(other, node)));
            case 2 -> {
                var other = dice.pick(others);
                ways.add(new Way(node, other));
                ways.add(new Way(other, node));
            }
            default -> others.forEach(other -> {
                ways.add(new Way(node, other));
                ways.add(new Way(other, node));
            });
        }
        return new Trouble.Cut(when(), length(), kinds, ways);
    }
}
