package org.quorate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorate.simulation.exhaustive.Exhaustive;
import org.quorate.simulation.exhaustive.Exploration;
import org.quorate.simulation.exhaustive.Instance;
import org.quorate.simulation.exhaustive.Instance.Limits;

/** Every order of steps in small clusters; more by {@code ./verify --exhaustive SIZE}. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ExhaustiveSearchTest {

    private static final long MOST = 1_500_000;

    /** A rule removed, and the smallest instance that shows it. */
    record Planted(String bug, Supplier<Seams> seams, Instance instance) {

        @Override
        public String toString() {
            return bug;
        }
    }

    static List<Exhaustive.Task> tasks() {
        return Exhaustive.ofSize(1);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void nowhereAreTwoMachinesActive(Exhaustive.Task task) {
        var result = Exploration.of(task.instance(), new Seams(), task.most());

        assertThat(result.story()).as(result.toString()).isEmpty();
        assertThat(result.states()).as("searches more than nothing").isGreaterThan(10_000);
    }

    static Stream<Planted> bugs() {
        var coarse = Instance.threeVotersCoarsely(new Limits(2, 1, 0, 0, 0, 3));
        var restarts = Instance.threeVotersCoarsely(new Limits(2, 1, 1, 0, 0, 3));
        var givenAway = Instance.givenAway(new Limits(2, 0, 0, 0, 0, 7));
        return Stream.of(
                new Planted("no budget", PlantedInMembership.NoBudget::new,
                        Instance.threeVoters(new Limits(3, 1, 0, 0, 0, 2))),
                new Planted("no applied index", PlantedInMembership.NoAppliedIndex::new, coarse),
                new Planted("no age", PlantedInMembership.NoAge::new, coarse),
                new Planted("no entry of this life", PlantedInMembership.NoEntryOfThisLife::new, restarts),
                new Planted("unknown age is infinite", PlantedInMembership.UnknownAgeIsInfinite::new,
                        restarts),
                new Planted("adopted start owns nothing", PlantedInState.AdoptedStartOwnsNothing::new,
                        coarse),
                new Planted("one owner asked", PlantedInMembership.OneOwnerAsked::new,
                        Instance.threeVotersCoarsely(new Limits(2, 2, 0, 0, 0, 4))),
                new Planted("same incarnation returns", PlantedInMembership.SameIncarnationReturns::new,
                        coarse),
                new Planted("reattached without the log", PlantedInMembership.ReattachedWithoutTheLog::new,
                        givenAway),
                new Planted("reattached though given away", PlantedInState.ReattachedThoughGivenAway::new,
                        givenAway),
                new Planted("lease from receipt", PlantedInMembership.LeaseFromReceipt::new,
                        Instance.threeVotersCoarsely(new Limits(2, 1, 0, 1, 0, 2))),
                new Planted("no drift margin, clocks off by 1 %", PlantedInMembership.NoDriftMargin::new,
                        Instance.drifting(new Limits(2, 1, 0, 0, 0, 2))));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void aPlantedBugLeadsToTwoOwners(Planted planted) {
        var result = Exploration.of(planted.instance(), planted.seams().get(), MOST);

        assertThat(result.isViolated()).as(result.toString()).isTrue();
    }
}
