package org.quorate.simulation;

import java.time.Duration;
import java.util.function.Function;
import org.quorate.simulation.Simulation.Result;

/** Makes a failing scenario smaller: without each trouble that the failure does not need. */
final class Minimizer {

    /** At most so many runs. */
    private static final int MOST_RUNS = 400;

    private final Function<Scenario, Result> run;
    private int runs;

    Minimizer(Function<Scenario, Result> run) {
        this.run = run;
    }

    /** The smallest scenario found that breaks the same invariant. */
    Result minimize(Result failing) {
        var best = failing;
        for (boolean smaller = true; smaller && runs < MOST_RUNS;) {
            smaller = false;
            for (int i = best.scenario().troubles().size() - 1; i >= 0 && runs < MOST_RUNS; i--) {
                var tried = tried(best.scenario().without(i));
                if (tried.broken().equals(failing.broken())) {
                    best = tried;
                    smaller = true;
                }
            }
        }
        return shorter(best);
    }

    private Result shorter(Result best) {
        var scenario = best.scenario();
        long last = scenario.troubles().stream().mapToLong(Trouble::at).max().orElse(0);
        long chaos = Math.max(0, Math.max(last, 0) + 1_000_000_000L - Simulation.BOOT);
        if (chaos >= scenario.chaos().toNanos()) {
            return best;
        }
        var tried = tried(scenario.lasting(Duration.ofNanos(chaos)));
        return tried.broken().equals(best.broken()) ? tried : best;
    }

    private Result tried(Scenario scenario) {
        runs++;
        return run.apply(scenario);
    }
}
