package org.quorate.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.NodeName;
import org.quorate.model.ConfigurationEdit;

/**
 * Everything that is decided before the world begins.
 *
 * @param seed of all that is left to chance while it runs
 * @param ppm how fast each machine's clock runs
 * @param chaos how long there is trouble
 * @param rest how long the cluster is given to recover
 * @param power what must be fenced, and by what
 */
record Scenario(long seed, Shape shape, Cib cib, SortedMap<NodeName, Long> ppm, Duration chaos, Duration rest,
        List<Trouble> troubles, Power power) {

    /** Clocks differ from true time by 1 % at most: the bound that the takeover's margin is made for. */
    static final long DRIFT_BOUND = 10_000;

    Scenario {
        troubles = List.copyOf(troubles);
    }

    static Scenario draw(long seed, Shape shape) {
        return draw(seed, shape, DRIFT_BOUND);
    }

    static Scenario draw(long seed, Shape shape, long drift) {
        var scenario = withoutFencing(seed, shape, drift);
        return new PowerDraw(Dice.of(~seed * 37 + shape.machines().size()), scenario).draw();
    }

    /** As {@link #draw}, but nothing needs fencing. */
    static Scenario withoutFencing(long seed, Shape shape, long drift) {
        var scenario = withTheVotersOfTheSetUp(seed, shape, drift);
        var later = new TroubleDraw(Dice.of(~seed * 31 + shape.machines().size()), shape,
                Duration.ofSeconds(3), scenario.chaos());
        return scenario.with(later.drawVoters(scenario.troubles()));
    }

    /** As {@link #draw}, but nothing changes who votes, and the log is kept whole. */
    static Scenario withTheVotersOfTheSetUp(long seed, Shape shape, long drift) {
        var dice = Dice.of(seed * 31 + shape.word().length() * 7L + shape.machines().size());
        var ppm = new TreeMap<NodeName, Long>();
        shape.machines().keySet()
                .forEach(node -> ppm.put(node,
                        dice.chance(70) ? extreme(dice, drift) : dice.between(-drift, drift)));
        var cib = dice.pick(List.of(Cib.values()));
        var chaos = Duration.ofSeconds(dice.between(4, 14));
        var troubles = new TroubleDraw(dice.split(), shape, Duration.ofSeconds(3), chaos).draw();
        return new Scenario(dice.seed(), shape, cib, ppm, chaos, Duration.ofSeconds(20), troubles,
                Power.NONE);
    }

    /** Machines that are not there from the start: those that a trouble adds. */
    List<NodeName> spares() {
        return troubles.stream().filter(Trouble.VoterComes.class::isInstance)
                .map(trouble -> ((Trouble.VoterComes) trouble).node())
                .filter(node -> !shape.machines().containsKey(node)).distinct().toList();
    }

    /** Nothing goes wrong but one story, as it is drawn by this seed. */
    static Scenario directed(long seed, Shape shape, Plots.Story story) {
        return directed(seed, shape, story, DRIFT_BOUND);
    }

    static Scenario directed(long seed, Shape shape, Plots.Story story, long drift) {
        var drawn = withoutFencing(seed, shape, drift).lasting(Duration.ofSeconds(8))
                .with(story.power());
        var from = Duration.ofSeconds(3);
        var plots = new Plots(Dice.of(seed * 31 + story.name().length()), from.toNanos(),
                from.plus(drawn.chaos()).toNanos());
        return drawn.with(plots.plot(story, from.plusMillis(500).toNanos()));
    }

    Scenario with(Power other) {
        return new Scenario(seed, shape, cib, ppm, chaos, rest, troubles, other);
    }

    /** What the operator configures. */
    List<ConfigurationEdit> edits() {
        var edits = new ArrayList<>(cib.edits());
        edits.addAll(power.edits(new TreeSet<>(shape.machines().keySet())));
        return edits;
    }

    private static long extreme(Dice dice, long drift) {
        return dice.chance(50) ? drift : -drift;
    }

    Scenario with(List<Trouble> fewer) {
        return new Scenario(seed, shape, cib, ppm, chaos, rest, fewer, power);
    }

    Scenario lasting(Duration shorter) {
        return new Scenario(seed, shape, cib, ppm, shorter, rest, troubles, power);
    }

    Scenario without(int index) {
        var fewer = new ArrayList<>(troubles);
        fewer.remove(index);
        return with(fewer);
    }
}
