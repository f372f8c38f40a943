package org.quorate.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.quorate.benchmark.Command.Took;

/**
 * Two programs run by turns, so that whatever else the machine does strikes both.
 *
 * @param first how long the first took, each time; empty where it is not there or fails
 * @param second the same of the other
 */
record Duel(List<Took> first, List<Took> second) {

    private static final int RUNS = 7;
    /** After so long they are not begun again. */
    private static final int ENOUGH_SECONDS = 25;

    static Duel of(Optional<Command> first, Optional<Command> second) throws IOException {
        var duel = new Duel(new ArrayList<>(), new ArrayList<>());
        var began = System.nanoTime();
        for (var i = 0; i < RUNS && System.nanoTime() - began < 1e9 * ENOUGH_SECONDS; i++) {
            run(first, duel.first);
            run(second, duel.second);
        }
        return duel;
    }

    private static void run(Optional<Command> command, List<Took> times) throws IOException {
        if (command.isPresent()) {
            command.get().run().ifPresent(times::add);
        }
    }

    /** The least and the middle, in milliseconds; empty where there is none. */
    static Optional<double[]> leastAndMedian(List<Took> times, ToDoubleFunction<Took> which) {
        var sorted = times.stream().mapToDouble(which).sorted().toArray();
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(new double[]{sorted[0], sorted[sorted.length / 2]});
    }
}
