package org.quorate.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.i;
import static org.quorate.state.Story.n;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.quorate.node.HandsState.Intent;
import org.quorate.node.HandsState.Phase;
import org.quorate.state.Command;
import org.quorate.state.Outcome;
import org.quorate.state.Story;

/** Becoming a member, and leaving. */
class JoiningTest {

    @Test
    void joinsUnderTheNextIncarnation() {
        var story = new Story();
        story.apply(Story.joined("n1", 1));
        story.apply(Story.joined("n1", 2));
        var node = OneNode.outside(story);

        node.look();

        assertThat(node.all(HandsEffect.TakeIncarnation.class))
                .containsExactly(new HandsEffect.TakeIncarnation(i(3)));
        assertThat(node.commands()).singleElement().isInstanceOfSatisfying(Command.NodeJoined.class,
                joined -> assertThat(joined.incarnation()).isEqualTo(i(3)));
    }

    @Test
    void isInWhenTheLogSaysSo() {
        var node = OneNode.outside(new Story());
        node.tell(new HandsEvent.Woken());

        node.commit();

        assertThat(node.isIn(Intent.STAY)).isTrue();
    }

    @Test
    void theIncarnationOfAnotherLifeIsNotItsOwn() {
        var story = new Story();
        story.apply(new Command.NodeJoined(n("n1"), i(1), "earlier", Story.TRAITS, Story.NOON));
        var node = OneNode.outside(new Story());
        node.tell(new HandsEvent.Woken());

        node.tell(new HandsEvent.Applied(story.state()));

        assertThat(node.hands.phase()).isInstanceOf(Phase.Joining.class);
    }

    @Test
    void aRefusedJoinIsTriedAgainSoonWithWhatTheLogHasToldSince() {
        var story = new Story();
        var node = OneNode.outside(story);
        node.tell(new HandsEvent.Woken());
        var first = node.submitted().getFirst();
        story.apply(new Command.NodeJoined(n("n1"), i(1), "earlier", Story.TRAITS, Story.NOON));

        node.refused(first);
        node.look();
        assertThat(node.commands()).isEmpty();
        node.pass(Joining.AGAIN);

        assertThat(node.commands()).singleElement().isInstanceOfSatisfying(Command.NodeJoined.class,
                joined -> assertThat(joined.incarnation()).isEqualTo(i(2)));
    }

    @Test
    void anUnansweredJoinIsTriedAgain() {
        var node = OneNode.outside(new Story());
        node.tell(new HandsEvent.Woken());

        node.tell(new HandsEvent.NotAnswered(node.submitted().getFirst(), "no leader"));
        assertThat(node.pass(Joining.RETRY.minusMillis(1))).noneMatch(HandsEffect.Submit.class::isInstance);
        node.pass(Duration.ofMillis(1));

        assertThat(node.commands()).hasSize(1);
        assertThat(node.hands.outbox().open()).hasSize(1);
    }

    @Test
    void aLeaseToldWhileItJoinsCounts() {
        var node = OneNode.outside(new Story());
        node.tell(new HandsEvent.Woken());
        node.renew();
        node.story.apply(Story.joined("n1", 1));
        node.story.configure(Story.primitive("db"));
        node.story.adopt(Story.fresh(Story.start("n1", 1, "db")));

        node.look();

        assertThat(node.begun()).isEqualTo("start db");
    }

    @Test
    void aLeaseOfAnotherIncarnationCountsForNothing() {
        var node = OneNode.member();
        node.now += OneNode.LEASE.toNanos();
        node.tell(new HandsEvent.LeaseHeld(i(2), node.now + OneNode.LEASE.toNanos()));
        node.story.adopt(Story.fresh(Story.start("n1", 1, "db")));

        node.look();

        assertThat(node.begun()).isEmpty();
    }

    @Test
    void whoLeavesBehindTheLogDoesNotAskAgainWithEachAnswer() {
        var node = OneNode.member().running("db");
        node.tell(new HandsEvent.LeaveAsked());
        var asked = node.submitted().getLast();

        node.tell(new HandsEvent.Answered(asked, new Outcome.Duplicate()));

        assertThat(node.commands()).isEmpty();
    }

    @Test
    void leavesWhenNothingRunsAnyMore() {
        var node = OneNode.member().running("db");

        node.tell(new HandsEvent.LeaveAsked());
        assertThat(node.commands()).singleElement().isInstanceOf(Command.NodeLeaving.class);
        node.commit();
        assertThat(node.commands()).isEmpty();

        node.story.adopt(Story.fresh(Story.stop("n1", 1, "db")));
        node.look();
        assertThat(node.begun()).isEqualTo("stop db");
        node.ended(1, org.quorate.agent.ExitCode.OK);
        node.story.apply(node.submitted().getLast().command());
        node.look();
        assertThat(node.commands()).singleElement().isInstanceOf(Command.NodeLeft.class);
        node.story.apply(node.submitted().getLast().command());
        node.look();

        assertThat(node.all(HandsEffect.Exit.class)).hasSize(1);
        assertThat(node.hands.phase()).isEqualTo(new Phase.Gone());
    }

    /** The log answers before this node has applied what it answers for: its state may lag for long. */
    @Test
    void whatItHasAskedForIsNotAskedForAgainBeforeItsOwnStateShowsIt() {
        var node = OneNode.member();
        node.tell(new HandsEvent.LeaveAsked());
        var leaving = node.submitted().getLast();

        var outcome = node.story.apply(leaving.command());
        node.tell(new HandsEvent.Answered(leaving, outcome));
        assertThat(node.commands()).isEmpty();
        node.renew();
        assertThat(node.commands()).isEmpty();

        node.look();
        var left = node.submitted().getLast();
        assertThat(left.command()).isInstanceOf(Command.NodeLeft.class);
        node.tell(new HandsEvent.Answered(left, node.story.apply(left.command())));
        assertThat(node.commands()).isEmpty();
        node.look();
        assertThat(node.hands.phase()).isEqualTo(new Phase.Gone());
    }

    @Test
    void aRestartThatWasNotAnsweredBeforeItWasIsNotAskedForAgain() {
        var node = OneNode.member();
        node.tell(new HandsEvent.RestartAsked());
        var submit = node.submitted().getLast();
        node.tell(new HandsEvent.NotAnswered(submit, "no leader"));

        node.tell(new HandsEvent.Answered(submit, node.story.apply(submit.command())));
        assertThat(node.commands()).isEmpty();
        node.renew();
        node.pass(Offers.RETRY);
        assertThat(node.commands()).isEmpty();

        node.look();
        assertThat(node.hands.phase()).isEqualTo(new Phase.Away());
    }

    @Test
    void restartsUnderADeadlineThatTheLogKnows() {
        var node = OneNode.member().running("db");

        node.tell(new HandsEvent.RestartAsked());
        assertThat(node.commands()).singleElement().isInstanceOf(Command.NodeRestarting.class);
        assertThat(node.all(HandsEffect.Exit.class)).isEmpty();
        var submit = node.submitted().getLast();
        node.story.apply(submit.command());
        node.look();

        assertThat(node.guard())
                .isEqualTo(node.now + OneNode.LEASE.plus(OneNode.BUDGET.multipliedBy(9).dividedBy(10))
                        .plus(Command.NodeRestarting.WINDOW).toNanos());
        assertThat(node.all(HandsEffect.Exit.class)).hasSize(1);
        node.pass(OneNode.LEASE);
        assertThat(node.isolated()).isEmpty();
        assertThat(node.all(HandsEffect.GuardUntil.class)).isEmpty();
    }

    @Test
    void doesNotRestartInTheMiddleOfAnAction() {
        var node = OneNode.member();
        node.story.adopt(Story.fresh(Story.start("n1", 1, "db")));
        node.look();

        node.tell(new HandsEvent.RestartAsked());
        node.story.apply(node.submitted().getLast().command());
        node.look();
        assertThat(node.all(HandsEffect.Exit.class)).isEmpty();

        node.ended(1, org.quorate.agent.ExitCode.OK);
        assertThat(node.all(HandsEffect.Exit.class)).hasSize(1);
    }

    @Test
    void leavesWithoutWaitingLongerThanShutdownEscalation() {
        var node = OneNode.member().running("db");
        node.story.apply(node.story.edit(Story.property("shutdown-escalation", "10s")));
        node.tell(new HandsEvent.LeaveAsked());
        node.commit();
        node.tell(new HandsEvent.LeaseHeld(Story.i(1), node.now + Duration.ofHours(1).toNanos()));

        node.pass(Duration.ofSeconds(9));
        assertThat(node.isIn(Intent.LEAVE)).isTrue();
        node.pass(Duration.ofSeconds(1));

        assertThat(node.isolated()).isEqualTo("db");
    }

    @Test
    void leavesWithoutAskingWhenNobodyCanBeAsked() {
        var node = OneNode.member();
        node.pass(OneNode.LEASE);
        assertThat(node.isIn(Intent.STAY)).isTrue();

        node.tell(new HandsEvent.LeaveAsked());

        assertThat(node.all(HandsEffect.Exit.class)).hasSize(1);
    }

    @Test
    void leavesBeforeItHasJoined() {
        var node = OneNode.outside(new Story());
        node.tell(new HandsEvent.Woken());

        node.tell(new HandsEvent.LeaveAsked());

        assertThat(node.all(HandsEffect.Exit.class)).hasSize(1);
    }
}
