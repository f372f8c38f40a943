package org.quorate.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.carried;
import static org.quorate.state.Story.fresh;
import static org.quorate.state.Story.i;
import static org.quorate.state.Story.lost;
import static org.quorate.state.Story.monitor;
import static org.quorate.state.Story.n;
import static org.quorate.state.Story.primitive;
import static org.quorate.state.Story.probe;
import static org.quorate.state.Story.start;
import static org.quorate.state.Story.stop;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.quorate.agent.ExitCode;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Owner;
import org.quorate.membership.TakeoverQuestion;
import org.quorate.node.HandsState.Heirloom;
import org.quorate.state.Command;
import org.quorate.state.Story;

/** What a node begins, and what it waits for. */
class CarryingTest {

    private final OneNode node = OneNode.member();
    private final Story story = node.story;

    private TakeoverQuestion question() {
        var asks = node.all(HandsEffect.Ask.class);
        assertThat(asks).hasSize(1);
        return asks.getFirst().question();
    }

    private void cleared(TakeoverQuestion question) {
        node.tell(new HandsEvent.TakeoverCleared(story.action(1).id(), question.id()));
    }

    private void runningElsewhere(String other) {
        story.started(other, 1, "db");
    }

    @Test
    void startsUnderALease() {
        story.adopt(fresh(start("n1", 1, "db")));

        node.look();

        assertThat(node.begun()).isEqualTo("start db");
        assertThat(node.look()).noneMatch(HandsEffect.RunAction.class::isInstance);
    }

    @Test
    void startsNothingWithoutALease() {
        node.pass(OneNode.LEASE);
        story.adopt(fresh(start("n1", 1, "db")));

        node.look();
        assertThat(node.begun()).isEmpty();

        node.renew();
        assertThat(node.begun()).isEqualTo("start db");
    }

    @Test
    void aStatelessAddressNeedsNoLease() {
        story.configure(primitive("db", "exclusivity", "at-least-one"));
        node.pass(OneNode.LEASE);
        story.adopt(fresh(start("n1", 1, "db")));

        node.look();

        assertThat(node.begun()).isEqualTo("start db");
    }

    @Test
    void stopsAndWatchesWithoutALease() {
        story.configure(primitive("db", "exclusivity", "at-least-one"));
        node.running("db");
        node.pass(OneNode.LEASE);
        story.adopt(fresh(monitor("n1", 1, "db")));
        node.look();
        assertThat(node.all(HandsEffect.StartMonitor.class)).hasSize(1);

        story.adopt(carried(story.action(1)), fresh(stop("n1", 1, "db")));
        node.look();

        assertThat(node.begun()).isEqualTo("stop db");
    }

    @Test
    void aProbeWaitsForALease() {
        node.pass(OneNode.LEASE);
        story.adopt(fresh(probe("n1", 1, "db")));
        node.look();
        assertThat(node.begun()).isEmpty();

        node.renew();

        assertThat(node.begun()).isEqualTo("monitor db");
    }

    @Test
    void whatAProbeFoundIsToldUnderALeaseOnlyElseItLooksAgain() {
        story.adopt(fresh(probe("n1", 1, "db")));
        node.look();
        node.now += OneNode.LEASE.toNanos();

        node.ended(1, ExitCode.OK);
        assertThat(node.commands()).isEmpty();
        node.renew();

        assertThat(node.begun()).isEqualTo("monitor db");
    }

    @Test
    void startsNothingBesideAnOwnerThatIsNotLost() {
        runningElsewhere("n2");
        story.adopt(fresh(stop("n2", 1, "db")), fresh(start("n1", 1, "db"), 1));
        var regranted = story.state();
        story.ended(1, 0);
        var owners = regranted.resource(Story.r("db")).owners();
        var status = story.resource("db").withOwners(owners);

        node.tell(new HandsEvent.Applied(story.state().with(Story.r("db"), status)));
        assertThat(node.begun()).isEmpty();
        assertThat(node.all(HandsEffect.Ask.class)).isEmpty();

        node.look();
        assertThat(node.begun()).isEqualTo("start db");
    }

    @Test
    void asksWhetherAllLostOwnersAreGone() {
        runningElsewhere("n2");
        story.apply(lost("n2", 1));
        var lostAt = story.state().position().index();
        story.adopt(fresh(start("n1", 1, "db")));

        node.look();

        assertThat(node.begun()).isEmpty();
        var question = question();
        assertThat(question.owners()).containsExactly(new Owner(n("n2"), i(1)));
        assertThat(question.requiredIndex()).isEqualTo(lostAt);
        assertThat(question.leastAge()).isEqualTo(Duration.ofMillis(515));
        assertThat(node.look()).noneMatch(HandsEffect.Ask.class::isInstance);

        cleared(question);
        assertThat(node.begun()).isEqualTo("start db");
    }

    @Test
    void anAnswerWithoutALeaseIsNotEnough() {
        runningElsewhere("n2");
        story.apply(lost("n2", 1));
        story.adopt(fresh(start("n1", 1, "db")));
        node.look();
        var question = question();
        node.pass(OneNode.LEASE);

        cleared(question);
        assertThat(node.begun()).isEmpty();

        node.renew();
        assertThat(node.begun()).isEqualTo("start db");
    }

    @Test
    void asksAgainWhenTheOwnersChange() {
        runningElsewhere("n2");
        story.apply(lost("n2", 1));
        story.adopt(fresh(start("n1", 1, "db")));
        node.look();
        var first = question();
        story.apply(Story.joined("n2", 2));
        story.adopt(carried(story.action(1)), fresh(probe("n2", 2, "db")));
        story.ended(2, 0);
        story.apply(lost("n2", 2));

        node.look();
        assertThat(node.all(HandsEffect.Withdraw.class))
                .containsExactly(new HandsEffect.Withdraw(first.id()));
        assertThat(question().owners()).containsExactly(new Owner(n("n2"), i(2)));

        cleared(first);
        assertThat(node.begun()).isEmpty();
    }

    @Test
    void startsAtOnceWhenTheOwnerWasFenced() {
        runningElsewhere("n2");
        story.apply(lost("n2", 1));
        story.adopt(fresh(start("n1", 1, "db")));
        node.look();
        story.apply(new Command.ConfirmDead("k", n("n2"), new Incarnation(1), Story.ORIGIN, Story.NOON));

        node.look();

        assertThat(node.begun()).isEqualTo("start db");
    }

    @Test
    void aQuestionIsWithdrawnWithItsAction() {
        story.configure(primitive("web"));
        runningElsewhere("n2");
        story.apply(lost("n2", 1));
        story.adopt(fresh(start("n1", 1, "db")));
        node.look();
        var question = question();
        story.ended(1, 1);

        node.look();

        assertThat(node.all(HandsEffect.Withdraw.class))
                .containsExactly(new HandsEffect.Withdraw(question.id()));
    }

    @Test
    void itsOwnFinishedActionLetsTheNextBegin() {
        story.configure(primitive("web"));
        story.adopt(fresh(start("n1", 1, "db")), fresh(start("n1", 1, "web"), 1));
        node.look();

        node.ended(1, ExitCode.OK);

        assertThat(node.begun()).isEqualTo("start web");
        assertThat(node.commands()).singleElement().isInstanceOf(Command.ActionResult.class);
    }

    @Test
    void itsOwnFailedActionDoesNot() {
        story.configure(primitive("web"));
        story.adopt(fresh(start("n1", 1, "db")), fresh(start("n1", 1, "web"), 1));
        node.look();

        node.ended(1, ExitCode.ERROR);
        assertThat(node.begun()).isEmpty();
        node.commit();

        assertThat(node.begun()).isEmpty();
    }

    @Test
    void aFinishedActionOfAnotherCountsWhenTheLogSaysSo() {
        story.adopt(fresh(probe("n2", 1, "db")), fresh(start("n1", 1, "db"), 1));
        node.look();
        assertThat(node.begun()).isEmpty();

        story.ended(1, 7);
        node.look();

        assertThat(node.begun()).isEqualTo("start db");
    }

    @Test
    void whatAnEarlierLifeLeftIsLookedAtBeforeAnythingStarts() {
        var heir = OneNode.member(Heirloom.GUARDED_RESOURCES);
        heir.story.configure(primitive("web"));
        heir.story.adopt(fresh(probe("n1", 1, "db")), fresh(probe("n1", 1, "web")),
                fresh(start("n1", 1, "web"), 2));
        heir.look();

        heir.ended(2, ExitCode.NOT_RUNNING);
        heir.commit();
        assertThat(heir.begun()).isEmpty();

        heir.ended(1, ExitCode.NOT_RUNNING);
        heir.story.apply(heir.submitted().getLast().command());
        heir.look();
        assertThat(heir.begun()).isEqualTo("start web");
    }

    @Test
    void aResultIsOfferedUntilTheLogHasIt() {
        story.adopt(fresh(start("n1", 1, "db")));
        node.look();
        node.ended(1, ExitCode.OK);
        var submit = node.submitted().getFirst();

        node.tell(new HandsEvent.NotAnswered(submit, "no leader"));
        node.renew();
        assertThat(node.pass(Offers.RETRY)).contains(submit);
        node.tell(new HandsEvent.NotAnswered(submit, "no leader"));
        node.renew();
        assertThat(node.pass(Offers.RETRY)).doesNotContain(submit);
        node.renew();
        assertThat(node.pass(Offers.RETRY)).contains(submit);

        node.tell(new HandsEvent.NotAnswered(submit, "late"));
        story.apply(submit.command());
        node.look();
        node.renew();
        assertThat(node.pass(Duration.ofSeconds(5))).doesNotContain(submit);
    }

    private HandsEffect.Submit stoppedAndStartedAgain() {
        node.running("db");
        story.adopt(fresh(stop("n1", 1, "db")), fresh(start("n1", 1, "db"), 1));
        node.look();
        node.ended(1, ExitCode.OK);
        var stopped = node.submitted().getFirst();
        assertThat(node.begun()).isEqualTo("start db");
        node.ended(2, ExitCode.OK);
        assertThat(node.commands()).isEmpty();
        return stopped;
    }

    /** The log would take the one that it has last for what is. */
    @Test
    void ofAResourceOneResultAfterTheOtherIsTold() {
        var stopped = stoppedAndStartedAgain();

        node.tell(new HandsEvent.NotAnswered(stopped, "no leader"));
        assertThat(node.commands()).isEmpty();
        node.renew();
        assertThat(node.pass(Offers.RETRY)).contains(stopped);
        assertThat(node.submitted()).containsExactly(stopped);

        node.tell(new HandsEvent.Answered(stopped, story.ended(1, 0)));
        assertThat(node.commands()).singleElement().isInstanceOfSatisfying(Command.ActionResult.class,
                result -> assertThat(result.action()).isEqualTo(story.action(2).id()));
        node.commit();
        assertThat(node.hands.outbox()).isEqualTo(Outbox.EMPTY);
    }

    @Test
    void theNextResultIsToldWhenTheLogHasTheOneBeforeThoughItsAnswerIsLost() {
        stoppedAndStartedAgain();
        story.ended(1, 0);

        node.look();

        assertThat(node.commands()).singleElement().isInstanceOfSatisfying(Command.ActionResult.class,
                result -> assertThat(result.action()).isEqualTo(story.action(2).id()));
    }

    @Test
    void resultsOfOtherResourcesDoNotWait() {
        story.configure(primitive("web"));
        story.adopt(fresh(start("n1", 1, "db")), fresh(start("n1", 1, "web")));
        node.look();

        node.ended(1, ExitCode.OK);
        assertThat(node.commands()).hasSize(1);
        node.ended(2, ExitCode.OK);
        assertThat(node.commands()).hasSize(1);
    }

    @Test
    void aRefusedResultIsNotOfferedAgain() {
        story.adopt(fresh(start("n1", 1, "db")));
        node.look();
        node.ended(1, ExitCode.OK);
        var submit = node.submitted().getFirst();

        node.refused(submit);

        assertThat(node.hands.outbox().open()).isEmpty();
        assertThat(node.all(HandsEffect.Say.class)).anyMatch(say -> say.line().startsWith("refused"));
    }

    @Test
    void aLateEndOfASupersededActionIsNothing() {
        story.adopt(fresh(probe("n1", 1, "db")));
        node.look();
        var old = story.action(1).id();
        story.adopt(fresh(probe("n2", 1, "db")));
        node.look();

        node.tell(new HandsEvent.ActionEnded(old, new org.quorate.agent.AgentOutcome.CouldNotRun("x"),
                Duration.ZERO));

        assertThat(node.commands()).isEmpty();
        assertThat(node.hands.actions().failed()).isEmpty();
    }
}
