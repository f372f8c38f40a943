package org.quorate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.NOON;
import static org.quorate.state.Story.ORIGIN;
import static org.quorate.state.Story.carried;
import static org.quorate.state.Story.fence;
import static org.quorate.state.Story.fresh;
import static org.quorate.state.Story.i;
import static org.quorate.state.Story.joined;
import static org.quorate.state.Story.lost;
import static org.quorate.state.Story.monitor;
import static org.quorate.state.Story.n;
import static org.quorate.state.Story.r;
import static org.quorate.state.Story.start;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quorate.membership.Incarnation;
import org.quorate.state.NodeStatus.Presence;
import org.quorate.state.Progress.Ending;

/** Nodes that join, leave, are lost, fenced and confirmed dead. */
class PresenceTest {

    private final Story story = Story.ofMembers(3);

    private Presence presence(String node) {
        return story.node(node).presence();
    }

    private static Command.NodeLeaving leaving(String node, long incarnation) {
        return new Command.NodeLeaving(n(node), i(incarnation), NOON);
    }

    private static Command.NodeLeft left(String node, long incarnation) {
        return new Command.NodeLeft(n(node), i(incarnation), NOON);
    }

    private static Command.ConfirmDead dead(String node, long incarnation) {
        return new Command.ConfirmDead("dead-" + node + incarnation, n(node), new Incarnation(incarnation),
                ORIGIN, NOON);
    }

    private static Command.SetAttributes attributes(String key, String node, Map<String, String> values) {
        return new Command.SetAttributes(key, n(node), new TreeMap<>(values), NOON);
    }

    @Test
    void joinsOnceHoweverOftenItIsSaid() {
        var before = story.state();

        assertThat(story.apply(joined("n1", 1))).isInstanceOf(Outcome.Duplicate.class);

        assertThat(story.state().nodes()).isEqualTo(before.nodes());
    }

    @Test
    void refusesAnIncarnationThatIsNotTheNext() {
        assertThat(story.apply(joined("n1", 3))).isInstanceOf(Outcome.Refused.class);
        assertThat(story.apply(joined("n9", 2))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void refusesTheKnownIncarnationToAnotherLife() {
        var other = new Command.NodeJoined(n("n1"), i(1), "another life", Story.TRAITS, NOON);

        assertThat(story.apply(other)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aNewLifeEndsTheOldIncarnation() {
        story.started("n1", 1, "db");

        story.apply(joined("n1", 2));

        assertThat(story.owners("db")).isEqualTo("n1#1(lost)");
        assertThat(story.activity("db", "n1")).isEqualTo(new Activity.Unknown());
        assertThat(presence("n1")).isEqualTo(Presence.MEMBER);
    }

    @Test
    void nothingIsLeftOfEarlierLivesOnAMachineStartedAnewSince() {
        var anew = Story.ofMembers(2);
        anew.apply(joinedIn("n1", 2, new Boot("machine 1", "first")));
        anew.started("n1", 2, "db");

        anew.apply(joinedIn("n1", 3, new Boot("machine 1", "first")));
        assertThat(anew.owners("db")).isEqualTo("n1#2(lost)");

        anew.apply(joinedIn("n1", 4, new Boot("machine 1", "second")));
        assertThat(anew.owners("db")).isEmpty();
    }

    @Test
    void anotherBootOfAnotherMachineOrOneThatIsNotKnownProvesNothing() {
        for (var next : List.of(Boot.UNKNOWN, new Boot("machine 2", "second"), new Boot("machine 1", ""),
                new Boot("", "second"))) {
            var same = Story.ofMembers(2);
            same.apply(joinedIn("n1", 2, new Boot("machine 1", "first")));
            same.started("n1", 2, "db");

            same.apply(joinedIn("n1", 3, next));

            assertThat(same.owners("db")).as("%s", next).isEqualTo("n1#2(lost)");
        }
    }

    private static Command.NodeJoined joinedIn(String node, long incarnation, Boot boot) {
        var traits = new NodeStatus.Traits(NodeStatus.Kind.NODE, NodeStatus.Isolation.NONE, 1, boot);
        return new Command.NodeJoined(n(node), i(incarnation), "life " + incarnation, traits, NOON);
    }

    @Test
    void aLostNodeMayStillOwnWhatItWasGiven() {
        story.started("n1", 1, "db");

        story.apply(lost("n1", 1));

        assertThat(presence("n1")).isEqualTo(Presence.LOST);
        assertThat(story.owners("db")).isEqualTo("n1#1(lost)");
        assertThat(story.resource("db").owners().getFirst().lostAt())
                .isEqualTo(story.state().position().index());
        assertThat(story.resource("db").nodes()).isEmpty();
    }

    @Test
    void theActionsOfALostNodeAreAbandoned() {
        story.adopt(fresh(start("n1", 1, "db")), fresh(monitor("n1", 1, "db"), 1),
                fresh(fence("n3", 1, "n1")),
                fresh(monitor("n2", 1, "db")));

        story.apply(lost("n1", 1));

        assertThat(story.state().progress().endings().values()).containsExactly(Ending.ABANDONED,
                Ending.ABANDONED, Ending.ABANDONED);
        assertThat(story.state().progress().hasEnded(story.action(4))).isFalse();
    }

    @Test
    void anEarlierIncarnationCannotBeLostAgain() {
        story.apply(joined("n1", 2));

        assertThat(story.apply(lost("n1", 1))).isInstanceOf(Outcome.Duplicate.class);

        assertThat(presence("n1")).isEqualTo(Presence.MEMBER);
    }

    @Test
    void leavesInTwoSteps() {
        assertThat(story.apply(left("n1", 1))).isInstanceOf(Outcome.Duplicate.class);
        assertThat(presence("n1")).isEqualTo(Presence.MEMBER);

        story.apply(leaving("n1", 1));
        assertThat(presence("n1")).isEqualTo(Presence.LEAVING);

        story.apply(left("n1", 1));
        assertThat(presence("n1")).isEqualTo(Presence.LEFT);
    }

    @Test
    void aNodeThatLeftOwnsNothing() {
        story.started("n1", 1, "db");
        story.apply(leaving("n1", 1));

        story.apply(left("n1", 1));

        assertThat(story.owners("db")).isEmpty();
    }

    @Test
    void startsNothingNewOnANodeThatIsLeaving() {
        story.apply(leaving("n1", 1));

        assertThat(story.adopt(fresh(start("n1", 1, "db")))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void onlyALostNodeCanBeConfirmedDead() {
        assertThat(story.apply(dead("n1", 1))).isInstanceOf(Outcome.Refused.class);
        assertThat(story.apply(dead("n7", 1))).isInstanceOf(Outcome.Refused.class);

        story.started("n1", 1, "db");
        story.apply(lost("n1", 1));
        story.apply(new Command.ConfirmDead("again", n("n1"), new Incarnation(1), ORIGIN, NOON));

        assertThat(presence("n1")).isEqualTo(Presence.FENCED);
        assertThat(story.owners("db")).isEmpty();
        assertThat(story.state().fencings()).containsExactly(
                new Fencing(n("n1"), "confirmed by root", Ending.SUCCEEDED, NOON));
    }

    /** It was said of a machine that was off then, and came late: the next life may run the service. */
    @Test
    void whatWasSaidOfOneLifeIsNotSaidOfTheNext() {
        story.apply(lost("n1", 1));
        story.apply(joined("n1", 2));
        story.started("n1", 2, "db");
        story.apply(lost("n1", 2));

        assertThat(story.apply(dead("n1", 1))).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(
                        refused.problems().toString()).contains("has joined again since: incarnation 2"));

        assertThat(presence("n1")).isEqualTo(Presence.LOST);
        assertThat(story.owners("db")).isEqualTo("n1#2(lost)");
    }

    @Test
    void aFencedNodeOwnsNothing() {
        story.started("n1", 1, "db");
        story.apply(lost("n1", 1));
        story.adopt(fresh(fence("n1", 1, "n2")));

        story.ended(1, 0);

        assertThat(presence("n1")).isEqualTo(Presence.FENCED);
        assertThat(story.owners("db")).isEmpty();
    }

    @Test
    void whoTakesOverFromARestartingNodeWaitsForItsWindowToo() {
        story.started("n1", 1, "db");
        var before = story.resource("db").owners().getFirst().takeoverWait();

        story.apply(new Command.NodeRestarting(n("n1"), i(1), Duration.ofSeconds(60), NOON));

        assertThat(story.state().nodes().get(n("n1"))).matches(NodeStatus::isMember);
        assertThat(story.resource("db").owners().getFirst().takeoverWait())
                .isEqualTo(before.plus(Duration.ofMillis(61_800)));
        assertThat(story.adopt(fresh(start("n1", 1, "web")))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void failedFencingLeavesTheOwner() {
        story.started("n1", 1, "db");
        story.apply(lost("n1", 1));
        story.adopt(fresh(fence("n1", 1, "n2")));

        story.ended(1, 1);

        assertThat(presence("n1")).isEqualTo(Presence.LOST);
        assertThat(story.owners("db")).isEqualTo("n1#1(lost)");
        assertThat(story.state().fencings()).hasSize(1);
    }

    @Test
    void fencingOfAnEarlierIncarnationSaysNothingOfTheLater() {
        story.apply(lost("n1", 1));
        story.adopt(fresh(fence("n1", 1, "n2")));
        story.apply(joined("n1", 2));

        story.ended(1, 0);

        assertThat(presence("n1")).isEqualTo(Presence.MEMBER);
    }

    @Test
    void fencingOfAnEarlierIncarnationEndsWhatThatOneHadAlone() {
        story.started("n1", 1, "db");
        story.apply(lost("n1", 1));
        story.adopt(fresh(fence("n1", 1, "n2")));
        story.apply(joined("n1", 2));
        story.adopt(carried(story.action(1)), fresh(start("n1", 2, "web")));
        story.apply(lost("n1", 2));

        story.ended(1, 0);

        assertThat(presence("n1")).isEqualTo(Presence.LOST);
        assertThat(story.owners("db")).isEmpty();
        assertThat(story.owners("web")).isEqualTo("n1#2(lost)");
    }

    @Test
    void onlyTheNodeThatFencesCanTellOfIt() {
        story.apply(lost("n1", 1));
        story.adopt(fresh(fence("n1", 1, "n2")));
        var told = new Command.ActionResult(story.action(1).id(), n("n3"), i(1),
                Story.record(story.action(1).id(), 0), NOON);

        assertThat(story.apply(told)).isInstanceOf(Outcome.Refused.class);

        assertThat(presence("n1")).isEqualTo(Presence.LOST);
    }

    @Test
    void attributesGoWithTheIncarnation() {
        story.apply(attributes("k1", "n1", Map.of("rack", "7", "x", "1")));
        story.apply(attributes("k2", "n1", Map.of("x", "")));
        assertThat(story.node("n1").attributes()).isEqualTo(Map.of("rack", "7"));

        story.apply(joined("n1", 2));

        assertThat(story.node("n1").attributes()).isEmpty();
    }

    @Test
    void anAttributeThatHasTheValueAlreadyChangesNoDecision() {
        story.apply(attributes("k1", "n1", Map.of("rack", "7")));
        var relevant = story.state().position().relevant();

        story.apply(attributes("k2", "n1", Map.of("rack", "7")));

        assertThat(story.state().position().relevant()).isEqualTo(relevant);
    }

    @Test
    void attributesOfAnUnknownNodeAreRefusedWithTheNearestName() {
        var outcome = story.apply(attributes("k1", "n11", Map.of("rack", "7")));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.problems().getFirst().message()).contains("did you mean n1?"));
    }

    @Test
    void aMoveToANodeThatIsGoneIsOver() {
        story.apply(new Command.MoveResource("m", r("db"), n("n2"), NOON.plusSeconds(60), NOON));
        assertThat(story.resource("db").requests()).hasSize(1);

        story.apply(lost("n2", 1));

        assertThat(story.resource("db").requests()).isEmpty();
    }
}
