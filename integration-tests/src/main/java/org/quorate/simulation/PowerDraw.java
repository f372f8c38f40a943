package org.quorate.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.simulation.PowerSwitch.Fault;

/** Draws, for some clusters, what must be fenced, and what goes wrong with fencing, besides all else. */
final class PowerDraw {

    static final ResourceId FIRST_DEVICE = new ResourceId("fence-a");
    static final ResourceId SECOND_DEVICE = new ResourceId("fence-b");

    private static final ResourceId DB = new ResourceId("db");
    private static final int CLUSTERS_PERCENT = 35;

    private final Dice dice;
    private final Scenario scenario;
    private final List<NodeName> nodes;
    private final long from;
    private final long until;

    PowerDraw(Dice dice, Scenario scenario) {
        this.dice = dice;
        this.scenario = scenario;
        this.nodes = scenario.shape().machines().keySet().stream()
                .filter(node -> node.value().startsWith("n")).toList();
        this.from = Simulation.BOOT;
        this.until = Simulation.calmFrom(scenario);
    }

    Scenario draw() {
        if (!dice.chance(CLUSTERS_PERCENT)) {
            return scenario;
        }
        var unguarded = new TreeSet<NodeName>();
        nodes.stream().filter(_ -> dice.chance(25)).forEach(unguarded::add);
        var clinging = new TreeSet<ResourceId>();
        if (unguarded.isEmpty() || dice.chance(60)) {
            clinging.add(DB);
        }
        var devices = switch (dice.below(5)) {
            case 0 -> List.<ResourceId>of();
            case 1 -> List.of(FIRST_DEVICE, SECOND_DEVICE);
            default -> List.of(FIRST_DEVICE);
        };
        var power = new Power(devices, unguarded, clinging);
        var troubles = new ArrayList<>(scenario.troubles());
        if (!devices.isEmpty() && dice.chance(70)) {
            int count = 1 + dice.below(3);
            for (int i = 0; i < count; i++) {
                troubles.add(new Trouble.BadSwitch(dice.between(from, until), dice.millis(1000, 9000),
                        dice.pick(devices), dice.pick(List.of(Fault.values()))));
            }
        }
        if (dice.chance(devices.isEmpty() ? 60 : 20)) {
            troubles.add(new Trouble.ConfirmedDead(dice.between(from, until), dice.millis(700, 2000),
                    dice.pick(nodes)));
        }
        if (!devices.isEmpty() && dice.chance(30)) {
            troubles.addAll(new Plots(dice, from, until).plot(Plots.Story.FENCED_LATE,
                    dice.between(from, until)));
        }
        return scenario.with(power)
                .with(troubles.stream().sorted(Comparator.comparingLong(Trouble::at)).toList());
    }
}
