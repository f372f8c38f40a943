package org.quorate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every change has to pass; more seeds by {@code ./verify --seeds N}. */
class SeedsSimulationTest {

    /** In all seeds together. */
    private static final int LEAST = 5;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void twoThousandSeedsBreakNothingAndEachFaultTakesHold() throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var search = new Search(Options.parse("--seeds", "2000", "--from", "1"),
                new PrintStream(out, true, StandardCharsets.UTF_8));

        int status = search.run();

        assertThat(status).as(out.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(faults().filter(fault -> search.happenings().of(fault) < LEAST))
                .as("what took hold: %s", search.happenings()).isEmpty();
    }

    private static Stream<Enum<?>> faults() {
        return Stream.of(Happening.values(), Manner.Vice.values(), Operator.Act.values(),
                Trouble.Moment.values(), Trouble.Reaction.values(), Trouble.Target.values(),
                PowerSwitch.Fault.values()).flatMap(Arrays::stream);
    }

    /** Seeds that once found something; what it was stands in the last column. */
    @ParameterizedTest
    @CsvSource({"3, 2+1, the guardian killed later than the takeover waits",
            "16, 3, the same by SIGSTOP of the active node",
            "82, 3, the same: active twice",
            "2, 3, the controller was woken just before its time and looked in circles",
            "15, 2+1, of three monitors the wrong one was ended and what waited for it waited for ever",
            "27, 2+1, the same in another order",
            "911, 2+1, a start waited for a survey and the survey, after a refresh, for the start",
            "7, 2+1, a start was planned that did not wait for a new stop: transitions grew for ever",
            "2535, 2+1, 'of the simulator: a cut swallowed a token, so a voter never counted'",
            "3008513, 2+1, the log had the result of a stop after that of the next start: active, unguarded",
            "3009040, 3, 'of the simulator: a stop begun before the faults were over lied after it'",
            "3013231, 2+1, the same",
            "3027834, 3, the same", "3045301, 2+1, the same",
            "3011383, 2+1, a node that left asked for it again and again until it had applied that it did",
            "3054376, 3, the same",
            "912, 3, of the test: what is over was judged by another clock than the one that decides"})
    void whatASeedOnceFoundStaysMended(long seed, String shape, String found) {
        var scenario = Scenario.withTheVotersOfTheSetUp(seed, Shape.of(shape).orElseThrow(),
                Scenario.DRIFT_BOUND);

        assertThat(Simulation.run(scenario, Trace.Reader.NOBODY).broken()).as(found).isEmpty();
    }

    /** The same, for seeds of scenarios in which voters come and go and snapshots are taken. */
    @ParameterizedTest
    @CsvSource({"33, 2+1, a node that left while it was behind the log offered its leaving with each answer",
            "6000119, 3, a start carried on left the lost an owner: that voter could never be removed",
            "6500208, 3, the same", "6500388, 3, the same",
            "6500369, 3, a fourth voter was taken in while one of three was down: the log stood still"})
    void whatASeedWithOtherVotersOnceFoundStaysMended(long seed, String shape, String found) {
        var result = Simulation.run(Scenario.withoutFencing(seed, Shape.of(shape).orElseThrow(),
                Scenario.DRIFT_BOUND), Trace.Reader.NOBODY);

        assertThat(result.broken()).as(found).isEmpty();
    }

    /** The same, for seeds in which something may have to be fenced. */
    @ParameterizedTest
    @CsvSource({"40000051, 2+1, what may run on several nodes kept a lost one a voter for ever",
            "41000536, 3, 'of the simulator: what stops was typed on a node that was about to go'",
            "50009413, 2+1, 'of the simulator: what may run on several nodes was taken to keep a voter'",
            "57502214, 2+1, 'an agent that could not look ended what an earlier life had: started unfenced'",
            "57302159, 2+1, 'of the simulator: its guardian slept on when its deadline came nearer'",
            "57113292, 3, 'of the simulator: nothing was agreed for long, but for want of a majority'",
            "51044359, 2+1, 'of the simulator: a newcomer answered a replica under its former number'",
            "58507521, 2+1, 'of the simulator: results came late after the faults were over, too'",
            "58521789, 2+1, 'what an earlier life left could not be told: a start and a leaving waited'",
            "51024252, 3, 'a probe that came late undid the failure that a monitor had told of'",
            "982, 3, 'of the simulator: nobody vouched for a voter that left without its lease'",
            "30000035, 5, 'of the simulator: a command was typed on a machine that was off, every time'"})
    void whatASeedWithFencingOnceFoundStaysMended(long seed, String shape, String found) {
        var result = Simulation.run(Scenario.draw(seed, Shape.of(shape).orElseThrow()), Trace.Reader.NOBODY);

        assertThat(result.broken()).as(found).isEmpty();
    }

    @Test
    void everyKindOfTroubleIsDrawn() {
        var kinds = new HashSet<Class<?>>();
        var vices = EnumSet.noneOf(Manner.Vice.class);
        var acts = EnumSet.noneOf(Operator.Act.class);
        for (long seed = 1; seed <= 2000; seed++) {
            for (var trouble : Scenario.draw(seed, Shape.THREE).troubles()) {
                kinds.add(trouble.getClass());
                if (trouble instanceof Trouble.BadAgents bad) {
                    vices.add(bad.vice());
                } else if (trouble instanceof Trouble.Operation operation) {
                    acts.add(operation.act());
                }
            }
        }

        assertThat(kinds).containsExactlyInAnyOrder(Trouble.class.getPermittedSubclasses());
        assertThat(vices).containsExactlyInAnyOrder(Manner.Vice.values());
        assertThat(acts).containsExactlyInAnyOrder(Operator.Act.values());
    }
}
