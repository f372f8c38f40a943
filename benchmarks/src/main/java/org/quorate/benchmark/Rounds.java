package org.quorate.benchmark;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What several things took that were measured by turns, round after round. */
final class Rounds {

    private Rounds() {}

    /** For each the median of what it took in proportion to its round, times the quickest round. */
    static double[] typical(List<double[]> rounds) {
        double quickest = rounds.stream().mapToDouble(Rounds::mean).min().orElse(0);
        int things = rounds.isEmpty() ? 0 : rounds.getFirst().length;
        return IntStream.range(0, things).mapToDouble(thing -> quickest
                * median(rounds.stream().mapToDouble(round -> round[thing] / mean(round)))).toArray();
    }

    /** The geometric one, in which what takes long weighs no more than the rest. */
    private static double mean(double[] round) {
        return Math.exp(DoubleStream.of(round).map(Math::log).average().orElse(0));
    }

    private static double median(DoubleStream some) {
        var sorted = some.sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
