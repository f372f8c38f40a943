package org.quorate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorate.simulation.Plots.Story;

/**
 * A test of the search: it finds each rule that is taken away, by itself, within the seeds given; what only
 * the right order of many steps shows is found by {@link ExhaustiveSearchTest}.
 */
class PlantedBugsTest {

    /** A rule removed, and within how many seeds it must be found. */
    record Planted(String bug, Supplier<Seams> seams, int seeds) {

        boolean isFoundBy(Scenario scenario) {
            return Simulation.run(scenario, seams.get(), Trace.Reader.NOBODY).violation().isPresent();
        }

        @Override
        public String toString() {
            return bug;
        }
    }

    static Stream<Planted> bugs() {
        return Stream.of(
                new Planted("adopted start owns nothing", PlantedInState.AdoptedStartOwnsNothing::new, 200),
                new Planted("streamed entry acted on", PlantedInState.StreamedEntryActedOn::new, 200),
                new Planted("leader's word", PlantedInMembership.LeadersWord::new, 200),
                new Planted("in flight forgotten", PlantedInState.InFlightForgotten::new, 200),
                new Planted("older index accepted", PlantedInState.OlderIndexAccepted::new, 200));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void aPlantedBugIsFound(Planted planted) {
        long seed = 1;
        while (seed <= planted.seeds() && !planted.isFoundBy(Scenario.draw(seed, shape(seed)))) {
            seed++;
        }

        assertThat(seed).as("%s within %d seeds", planted, planted.seeds())
                .isLessThanOrEqualTo(planted.seeds());
    }

    /** What chance hardly ever brings about is told as a story, with all else left to chance. */
    static Stream<Arguments> storiedBugs() {
        return Stream.of(
                Arguments.of(new Planted("no budget", PlantedInMembership.NoBudget::new, 40),
                        Story.LOST_AND_CUT),
                Arguments.of(new Planted("no age", PlantedInMembership.NoAge::new, 40), Story.LOST_AND_CUT),
                Arguments.of(new Planted("same incarnation returns",
                        PlantedInMembership.SameIncarnationReturns::new, 40), Story.CUT_OFF_FROM_THE_LOG),
                Arguments.of(new Planted("reattached without the log",
                        PlantedInMembership.ReattachedWithoutTheLog::new, 40), Story.LOST_AND_RESTARTED),
                Arguments.of(new Planted("daemon spared", PlantedInMembership.DaemonSpared::new, 40),
                        Story.STOPPED_AT_EVERY_START),
                Arguments.of(new Planted("late result matched", PlantedInState.LateResultMatched::new, 40),
                        Story.RESULT_OF_A_FORMER_LIFE),
                Arguments.of(new Planted("any list of voters counts", PlantedInMembership.AnyListCounts::new,
                        40), Story.LEFT_BEHIND_BY_TWO_LISTS),
                Arguments.of(new Planted("the next voter comes before the last change has settled",
                        PlantedInMembership.NothingSettles::new, 40), Story.CUT_OFF_WITH_THE_OLD_LIST),
                Arguments.of(new Planted("shortened times for an old owner",
                        PlantedInMembership.ShortenedTimesForAll::new, 40), Story.TIMES_SHORTENED));
    }

    @ParameterizedTest
    @MethodSource("storiedBugs")
    void aPlantedBugIsFoundByItsStory(Planted planted, Story story) {
        long seed = 1;
        while (seed <= planted.seeds() && !planted.isFoundBy(Scenario.directed(seed, shape(seed), story))) {
            seed++;
        }

        assertThat(seed).as("%s within %d seeds", planted, planted.seeds())
                .isLessThanOrEqualTo(planted.seeds());
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void withAllRulesEveryStoryEndsWell(Story story) {
        for (long seed = 1; seed <= 40; seed++) {
            var result = Simulation.run(Scenario.directed(seed, shape(seed), story), Trace.Reader.NOBODY);

            assertThat(result.violation()).as("%s, seed %d", story, seed).isEmpty();
        }
    }

    private static Shape shape(long seed) {
        return seed % 2 == 0 ? Shape.THREE : Shape.TWO_AND_ARBITER;
    }
}
