package org.quorate.faults;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorate.faults.Scenario.Victim;

/** One cluster, and all scenarios that were chosen, one after the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClusterUnderFaults {

    private final List<String> nodes;
    private final List<String> arbiters;
    private final List<Victim> victims;
    private FaultRun run;

    ClusterUnderFaults(List<String> nodes, List<String> arbiters, List<Victim> victims) {
        this.nodes = nodes;
        this.arbiters = arbiters;
        this.victims = victims;
    }

    @BeforeAll
    void start() throws IOException {
        run = FaultRun.start(nodes, arbiters);
    }

    @AfterAll
    void end() throws IOException {
        run.close();
        Tally.OF_ALL.write();
    }

    Stream<Scenario> scenarios() {
        var chosen = Scenario.chosen(victims);
        Tally.OF_ALL.expect(chosen.size());
        return chosen.stream();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("scenarios")
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void neverTwoAndNothingLost(Scenario scenario) throws Exception {
        var watch = Tally.OF_ALL.begin(scenario);
        try {
            watch.ended(run.run(scenario));
        } finally {
            watch.close();
        }
    }
}
