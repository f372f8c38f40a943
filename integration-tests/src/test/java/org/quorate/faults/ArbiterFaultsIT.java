package org.quorate.faults;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorate.faults.Scenario.Victim;

/** Two nodes and an arbiter under faults. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArbiterFaultsIT {

    private FaultRun run;

    @BeforeAll
    void start() throws IOException {
        run = FaultRun.start(List.of("n1", "n2"), List.of("arbiter"));
    }

    @AfterAll
    void end() {
        run.close();
    }

    static Stream<Scenario> scenarios() {
        return Scenario.chosen(List.of(Victim.ACTIVE, Victim.ARBITER, Victim.OTHER)).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void neverTwoAndNothingLost(Scenario scenario) throws Exception {
        run.run(scenario);
    }
}
