package org.quorate.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.state.Action;
import org.quorate.state.ActionId;
import org.quorate.state.ClusterState;
import org.quorate.state.NodeStatus;
import org.quorate.state.NodeStatus.Presence;
import org.quorate.state.Progress;
import org.quorate.state.Progress.Ending;
import org.quorate.state.Reason;
import org.quorate.state.Transition;
import org.quorate.state.Work;

class ReadinessTest {

    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName N2 = new NodeName("n2");
    private static final Incarnation FIRST = new Incarnation(1);

    /** a and then b on n1, then c on n2. */
    private static final ClusterState CHAIN = state(action(1, N1), action(2, N1, 1), action(3, N2, 2));

    @Test
    void waitsForWhatComesBefore() {
        assertThat(ready(CHAIN, N1)).containsExactly(1);
        assertThat(ready(CHAIN, N2)).isEmpty();
    }

    @Test
    void countsItsOwnSuccessBeforeTheLogDoes() {
        assertThat(numbers(Readiness.ready(CHAIN, N1, FIRST, Set.of(id(1)), Set.of()))).containsExactly(2);
    }

    @Test
    void repeatsNothingThatFailedHere() {
        assertThat(Readiness.ready(CHAIN, N1, FIRST, Set.of(), Set.of(id(1)))).isEmpty();
    }

    @Test
    void goesOnWhenTheLogSaysSo() {
        var state = ended(ended(CHAIN, 1, Ending.SUCCEEDED), 2, Ending.SUCCEEDED);

        assertThat(ready(state, N1)).isEmpty();
        assertThat(ready(state, N2)).containsExactly(3);
    }

    @Test
    void failedPrerequisiteHoldsItsDependentsForEver() {
        var state = ended(CHAIN, 1, Ending.FAILED);

        assertThat(ready(state, N1)).isEmpty();
        assertThat(Readiness.inFlight(state)).isEmpty();
        assertThat(Readiness.isComplete(state.progress())).isTrue();
    }

    @Test
    void otherIncarnationHasNothingToDo() {
        assertThat(Readiness.ready(CHAIN, N1, new Incarnation(2), Set.of(), Set.of())).isEmpty();
    }

    @Test
    void nodeMayHaveRunAheadOfTheLogButNotOfAnotherNode() {
        assertThat(numbers(Readiness.inFlight(CHAIN))).containsExactly(1, 2);
    }

    @Test
    void nothingIsInFlightOnALostNode() {
        var status = CHAIN.nodes().getOrDefault(N1, status(Presence.MEMBER));
        var state = CHAIN.with(N1, status.withPresence(Presence.LOST, Instant.EPOCH, 7));

        assertThat(Readiness.inFlight(state)).isEmpty();
    }

    @Test
    void isCompleteWhenAllEnded() {
        assertThat(Readiness.isComplete(CHAIN.progress())).isFalse();
        assertThat(Readiness.isComplete(Progress.NONE)).isTrue();
    }

    private static List<Integer> ready(ClusterState state, NodeName node) {
        return numbers(Readiness.ready(state, node, FIRST, Set.of(), Set.of()));
    }

    private static List<Integer> numbers(List<Action> actions) {
        return actions.stream().map(a -> a.id().number()).toList();
    }

    private static ClusterState ended(ClusterState state, int number, Ending ending) {
        return state.withProgress(state.progress().with(id(number), ending));
    }

    private static ActionId id(int number) {
        return new ActionId(5, number);
    }

    private static Action action(int number, NodeName node, int... after) {
        var work = new Work.Run(node, FIRST, new ResourceId("r" + number), Work.Task.START, Duration.ZERO,
                Role.STARTED, Duration.ofSeconds(20));
        return new Action(id(number), work, Arrays.stream(after).mapToObj(ReadinessTest::id).toList(),
                Reason.of(Reason.Kind.NOT_RUNNING, "resource", "r" + number));
    }

    private static NodeStatus status(Presence presence) {
        return new NodeStatus(FIRST, "life", presence,
                new NodeStatus.Traits(NodeStatus.Kind.NODE, NodeStatus.Isolation.GUARDIAN, 1),
                new TreeMap<>(),
                Instant.EPOCH, 1, Duration.ZERO);
    }

    private static ClusterState state(Action... actions) {
        var transition = new Transition(5, 90, Instant.EPOCH, List.of(actions));
        return ClusterState.EMPTY.with(N1, status(Presence.MEMBER)).with(N2, status(Presence.MEMBER))
                .withProgress(new Progress(transition, new TreeMap<>()));
    }
}
