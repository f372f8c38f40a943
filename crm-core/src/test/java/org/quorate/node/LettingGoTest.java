package org.quorate.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.carried;
import static org.quorate.state.Story.fresh;
import static org.quorate.state.Story.group;
import static org.quorate.state.Story.i;
import static org.quorate.state.Story.joined;
import static org.quorate.state.Story.lost;
import static org.quorate.state.Story.primitive;
import static org.quorate.state.Story.probe;
import static org.quorate.state.Story.property;
import static org.quorate.state.Story.start;
import static org.quorate.state.Story.stop;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorate.agent.ExitCode;
import org.quorate.node.HandsState.Heirloom;
import org.quorate.node.HandsState.Intent;
import org.quorate.node.HandsState.Phase;
import org.quorate.state.Command;
import org.quorate.state.Story;

/** Isolation when the lease ends, and the guardian's deadline. */
class LettingGoTest {

    /** The rest of the budget is for the killing. */
    private static final long GUARD = OneNode.BUDGET.toNanos() * 9 / 10;

    private final OneNode node = OneNode.member();
    private final Story story = node.story;

    private OneNode withGroupAndAddress() {
        story.configure(primitive("ip"), primitive("web"), group("site", "ip", "web"),
                primitive("vip", "exclusivity", "at-least-one"));
        return node.running("db").running("ip").running("web").running("vip");
    }

    @Test
    void letsGoOfWhatMustNotRunTwiceBackwards() {
        withGroupAndAddress();

        node.pass(OneNode.LEASE);

        assertThat(node.isolated()).isEqualTo("db | web ip");
        assertThat(node.hands.phase()).isInstanceOf(Phase.Isolating.class);
    }

    @Test
    void letsGoWhenToldThatTheLeaseEnded() {
        node.running("db");

        node.tell(new HandsEvent.LeaseEnded(i(1), "lost"));

        assertThat(node.isolated()).isEqualTo("db");
    }

    @Test
    void theEndOfAnotherLeaseIsNothing() {
        node.running("db");

        node.tell(new HandsEvent.LeaseEnded(i(7), "lost"));

        assertThat(node.isIn(Intent.STAY)).isTrue();
    }

    @Test
    void aStartUnderWayIsKilledAndLetGo() {
        story.adopt(fresh(start("n1", 1, "db")));
        node.look();

        node.pass(OneNode.LEASE);

        assertThat(node.all(HandsEffect.KillAction.class))
                .containsExactly(new HandsEffect.KillAction(story.action(1).id()));
        assertThat(node.isolated()).isEqualTo("db");
    }

    @Test
    void aStartThatEndedAndIsNotInTheLogYetIsLetGo() {
        story.adopt(fresh(start("n1", 1, "db")));
        node.look();
        node.ended(1, ExitCode.OK);

        node.pass(OneNode.LEASE);

        assertThat(node.isolated()).isEqualTo("db");
    }

    @Test
    void afterALongPauseItLetsGoBeforeAnythingElse() {
        node.running("db");
        story.configure(primitive("web"));
        story.adopt(fresh(start("n1", 1, "web")));
        node.now += Duration.ofMinutes(1).toNanos();

        node.look();

        assertThat(node.begun()).isEmpty();
        assertThat(node.isolated()).isEqualTo("db");
    }

    @Test
    void theBudgetRunsFromTheEndOfTheLease() {
        node.running("db");
        var end = node.hands.lease().untilBootNanos();
        node.now += Duration.ofSeconds(1).toNanos();

        node.tell(new HandsEvent.Woken());

        assertThat(node.all(HandsEffect.Isolate.class).getFirst().deadlineBootNanos())
                .isEqualTo(end + OneNode.BUDGET.multipliedBy(3).dividedBy(5).toNanos());
    }

    @Test
    void staysWhenThereIsNothingToLetGo() {
        node.pass(Duration.ofMinutes(1));
        assertThat(node.isIn(Intent.STAY)).isTrue();

        node.tell(new HandsEvent.LeaseEnded(i(1), "why"));
        assertThat(node.isIn(Intent.STAY)).isTrue();
    }

    @Test
    void whatStoppedIsNotLetGo() {
        node.running("db");
        story.adopt(fresh(stop("n1", 1, "db")));
        node.look();
        node.ended(1, ExitCode.OK);
        node.commit();

        node.pass(OneNode.LEASE);

        assertThat(node.isIn(Intent.STAY)).isTrue();
        assertThat(node.hands.actions().started()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"freeze", "ignore"})
    void keepsEverythingWhereThePolicySaysSo(String policy) {
        node.running("db");
        story.apply(story.edit(property("no-quorum-policy", policy)));
        node.look();

        node.pass(OneNode.LEASE);

        assertThat(node.isIn(Intent.STAY)).isTrue();
    }

    @Test
    void letsGoOfEverythingWhenDeclaredLost() {
        withGroupAndAddress();

        node.tell(new HandsEvent.DeclaredLost(i(1)));

        assertThat(node.isolated()).isEqualTo("db | vip | web ip");
    }

    @Test
    void letsGoOfEverythingWhenTheLogSaysThatItIsLost() {
        withGroupAndAddress();
        story.apply(lost("n1", 1));

        node.look();

        assertThat(node.isolated()).isEqualTo("db | vip | web ip");
    }

    @Test
    void letsGoOfWhatItWasGivenBackTooWhenTheLogSaysThatItIsLost() {
        story.adopt(fresh(probe("n1", 1, "db")));
        node.look();
        node.ended(1, ExitCode.OK);
        node.commit();
        story.apply(lost("n1", 1));

        node.look();

        assertThat(node.isolated()).isEqualTo("db");
    }

    @Test
    void letsGoWhenAnotherLifeHasItsName() {
        node.running("db");
        var before = story.state();
        story.apply(joined("n1", 2));
        assertThat(before.nodes()).isNotEqualTo(story.state().nodes());

        node.look();

        assertThat(node.hands.phase()).isNotInstanceOf(Phase.In.class);
    }

    @Test
    void comesBackUnderANewIncarnationAfterAHoldOff() {
        node.running("db");
        node.pass(OneNode.LEASE);

        node.isolated("db");
        node.look();
        assertThat(node.hands.phase()).isInstanceOf(Phase.Joining.class);
        node.pass(OneNode.LEASE.plus(OneNode.BUDGET).minusMillis(1));
        assertThat(node.commands()).isEmpty();
        node.pass(Duration.ofMillis(1));

        assertThat(node.commands()).singleElement().isInstanceOfSatisfying(Command.NodeJoined.class,
                again -> assertThat(again.incarnation()).isEqualTo(i(2)));
    }

    @Test
    void leavesForGoodWhenItWasLeaving() {
        node.running("db");
        node.tell(new HandsEvent.LeaveAsked());
        node.pass(OneNode.LEASE);

        node.isolated("db");

        assertThat(node.hands.phase()).isEqualTo(new Phase.Gone());
        assertThat(node.all(HandsEffect.Exit.class)).hasSize(1);
    }

    @Test
    void theGuardianIsSetBeforeTheStartRuns() {
        story.adopt(fresh(start("n1", 1, "db")));

        node.look();

        assertThat(node.effects.getFirst()).isEqualTo(
                new HandsEffect.GuardUntil(node.hands.lease().untilBootNanos() + GUARD));
        assertThat(node.begun()).isEqualTo("start db");
    }

    @Test
    void theDeadlineGrowsWithTheLease() {
        node.running("db");
        node.now += Duration.ofMillis(100).toNanos();

        node.renew();

        assertThat(node.guard()).isEqualTo(node.now + OneNode.LEASE.toNanos() + GUARD);
    }

    @Test
    void theDeadlineDoesNotMoveWhileItLetsGo() {
        node.running("db");
        node.pass(OneNode.LEASE);
        assertThat(node.all(HandsEffect.GuardUntil.class)).isEmpty();

        node.renew();
        assertThat(node.all(HandsEffect.GuardUntil.class)).isEmpty();

        node.isolated("db");
        assertThat(node.guard()).isEqualTo(HandsEffect.GuardUntil.NOTHING);
    }

    @Test
    void nothingIsGuardedWhenNothingIsHeld() {
        node.renew();
        assertThat(node.all(HandsEffect.GuardUntil.class)).isEmpty();

        node.running("db");
        story.adopt(fresh(stop("n1", 1, "db")));
        node.look();
        node.ended(1, ExitCode.OK);
        story.apply(node.submitted().getLast().command());
        node.look();

        assertThat(node.guard()).isEqualTo(HandsEffect.GuardUntil.NOTHING);
    }

    @Test
    void whatRunsStaysGuardedWhenTheLogHasItsLastStopAfterItsStart() {
        node.running("db");
        story.adopt(fresh(stop("n1", 1, "db")), fresh(start("n1", 1, "db"), 1));
        node.look();
        node.ended(1, ExitCode.OK);
        node.ended(2, ExitCode.OK);

        story.ended(2, 0);
        node.look();
        story.ended(1, 0);
        node.look();

        assertThat(node.all(HandsEffect.GuardUntil.class)).isEmpty();
        node.pass(OneNode.LEASE);
        assertThat(node.isolated()).isEqualTo("db");
    }

    @Test
    void theDeadlineOfAnEarlierLifeIsUntouchedUntilAllHasBeenLookedAt() {
        var heir = OneNode.member(Heirloom.GUARDED_RESOURCES);
        heir.story.adopt(fresh(probe("n1", 1, "db")));
        heir.look();
        heir.renew();
        assertThat(heir.all(HandsEffect.GuardUntil.class)).isEmpty();

        heir.ended(1, ExitCode.OK);
        assertThat(heir.all(HandsEffect.GuardUntil.class)).isEmpty();
        heir.story.apply(heir.submitted().getLast().command());
        heir.look();

        assertThat(heir.guard())
                .isEqualTo(heir.hands.lease().untilBootNanos() + GUARD);
    }

    /** Found by the exhaustive search: n2 waits for the old deadline, and may start when that is over. */
    @Test
    void theDeadlineOfAnEarlierLifeStandsForWhatWasGivenAwayUntilItIsStopped() {
        var heir = OneNode.member(Heirloom.GUARDED_RESOURCES);
        heir.story.adopt(fresh(start("n2", 1, "db")));
        heir.story.adopt(carried(heir.story.action(1)), fresh(probe("n1", 1, "db")));
        heir.look();
        heir.ended(2, ExitCode.OK);
        heir.commit();

        heir.renew();
        assertThat(heir.all(HandsEffect.GuardUntil.class)).isEmpty();
        assertThat(heir.hands.self().heirloom()).isEqualTo(Heirloom.GUARDED_RESOURCES);

        heir.story.adopt(carried(heir.story.action(1)), fresh(stop("n1", 1, "db")));
        heir.look();
        heir.ended(2, ExitCode.OK);
        heir.commit();

        assertThat(heir.hands.self().heirloom()).isEqualTo(Heirloom.NOTHING);
    }
}
