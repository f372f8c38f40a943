package org.quorate.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorate.codec.StateCodec;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.state.Work.Task;

/** What holds of every sequence of commands. */
class ApplyPropertyTest {

    private static final int TRIES = 5;
    private static final int COMMANDS = 250;

    private static List<Command> commands(long seed) {
        return new RandomCommands(seed).next(COMMANDS);
    }

    private static ClusterState replayed(ClusterState from, List<Command> commands) {
        var state = from;
        for (var command : commands) {
            state = Apply.apply(state, state.position().index() + 1, command).state();
        }
        return state;
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 200, 300})
    void theSameSequenceGivesTheSameState(long first) {
        for (var seed = first; seed < first + TRIES; seed++) {
            var commands = commands(seed);

            assertThat(replayed(ClusterState.EMPTY, commands)).as("seed %d", seed)
                    .isEqualTo(replayed(ClusterState.EMPTY, commands));
            assertThat(commands(seed)).as("seed %d", seed).isEqualTo(commands);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {400, 500, 600})
    void aSnapshotAtAnyPointAndTheRestGiveTheSameState(long first) {
        for (var seed = first; seed < first + TRIES; seed++) {
            var commands = commands(seed);
            var cut = (int) (seed * 37 % COMMANDS);
            var half = replayed(ClusterState.EMPTY, commands.subList(0, cut));

            var restored = StateCodec.decode(StateCodec.encode(half)).state();

            assertThat(replayed(restored, commands.subList(cut, COMMANDS))).as("seed %d, cut %d", seed, cut)
                    .isEqualTo(replayed(half, commands.subList(cut, COMMANDS)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {700, 800, 900})
    void whatTookEffectTakesNoneTheSecondTime(long first) {
        for (var seed = first; seed < first + TRIES; seed++) {
            var state = ClusterState.EMPTY;
            for (var command : commands(seed)) {
                var once = Apply.apply(state, state.position().index() + 1, command);
                state = once.state();
                if (once.outcome() instanceof Outcome.Refused) {
                    continue;
                }
                var twice = Apply.apply(state, state.position().index() + 1, command);

                assertThat(twice.outcome()).as("seed %d, %s", seed, command)
                        .isInstanceOf(Outcome.Duplicate.class);
                assertThat(twice.state().withPosition(state.position())).as("seed %d, %s", seed, command)
                        .isEqualTo(state);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, 1100, 1200})
    void whatIsRefusedChangesNothingButTheIndex(long first) {
        for (var seed = first; seed < first + TRIES; seed++) {
            var state = ClusterState.EMPTY;
            var refused = 0;
            for (var command : commands(seed)) {
                var index = state.position().index() + 1;
                var applied = Apply.apply(state, index, command);
                if (applied.outcome() instanceof Outcome.Refused) {
                    refused++;
                    assertThat(applied.state().withPosition(state.position()))
                            .as("seed %d, %s", seed, command).isEqualTo(state);
                    assertThat(applied.state().position().relevant()).isEqualTo(state.position().relevant());
                }
                assertThat(applied.state().position().index()).isEqualTo(index);
                assertThat(applied.state().position().relevant()).isBetween(state.position().relevant(),
                        index);
                state = applied.state();
            }
            assertThat(refused).as("seed %d", seed).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1300, 1400, 1500, 1600})
    void noStartIsAdoptedBesideAnOwnerThatNothingEnds(long first) {
        var adopted = 0;
        for (var seed = first; seed < first + TRIES; seed++) {
            var state = ClusterState.EMPTY;
            for (var command : commands(seed)) {
                var applied = Apply.apply(state, state.position().index() + 1, command);
                if (command instanceof Command.AdoptTransition adopt
                        && applied.outcome() instanceof Outcome.Accepted) {
                    adopted += starts(state, adopt.transition(), "seed " + seed);
                }
                state = applied.state();
            }
        }
        assertThat(adopted).isGreaterThan(20);
    }

    /** How many starts of at-most-one resources there are, each found safe. */
    private static int starts(ClusterState state, Transition transition, String where) {
        var found = 0;
        for (var action : transition.actions()) {
            if (!(action.work() instanceof Work.Run run) || run.task() != Task.START || MetaAttributes
                    .exclusivity(state.configuration(), run.resource()) == Exclusivity.AT_LEAST_ONE) {
                continue;
            }
            found++;
            for (var owner : state.resource(run.resource()).owners()) {
                assertThat(owner.isLost() || owner.is(run.node(), run.incarnation())
                        || isEndedBefore(transition, action, owner))
                        .as("%s: %s beside %s", where, action, owner)
                        .isTrue();
            }
        }
        return found;
    }

    private static boolean isEndedBefore(Transition transition, Action start, Owner owner) {
        var open = new ArrayList<>(start.after());
        var seen = new HashSet<ActionId>();
        while (!open.isEmpty()) {
            var id = open.removeLast();
            if (!seen.add(id)) {
                continue;
            }
            var action = transition.action(id).orElseThrow();
            var ends = switch (action.work()) {
                case Work.Run run ->
                    run.task() == Task.STOP && run.resource().equals(((Work.Run) start.work()).resource())
                            && owner.is(run.node(), run.incarnation())
                            && id.compareTo(owner.grantedBy()) > 0;
                case Work.Fence fence -> owner.is(fence.target(), fence.incarnation());
                case Work.Cancel _ -> false;
            };
            if (ends) {
                return true;
            }
            open.addAll(action.after());
        }
        return false;
    }
}
