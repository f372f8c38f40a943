package org.quorate.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.NOON;
import static org.quorate.state.Story.fresh;
import static org.quorate.state.Story.i;
import static org.quorate.state.Story.joined;
import static org.quorate.state.Story.n;
import static org.quorate.state.Story.start;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quorate.controller.DcEvent.Answer;
import org.quorate.membership.Leadership;
import org.quorate.scheduler.Scheduler;
import org.quorate.state.Command;
import org.quorate.state.NodeStatus;
import org.quorate.state.Story;

/** What the DC proposes, and when. */
class ControllerTest {

    private final Story story = Story.ofMembers(3);
    private final List<DcEffect> effects = new ArrayList<>();
    private DcState dc = DcState.initial(n("n1"));
    private Instant now = NOON;

    private void tell(DcEvent event) {
        effects.clear();
        var step = Controller.step(dc, event, now);
        dc = step.state();
        effects.addAll(step.effects());
    }

    private void lead() {
        tell(new DcEvent.LeadershipChanged(new Leadership.Leads(1)));
    }

    private void applied() {
        tell(new DcEvent.Applied(story.state()));
    }

    private void ended(DcEffect.Propose propose, Answer answer) {
        tell(new DcEvent.ProposalEnded(propose.proposal(), answer));
    }

    private List<DcEffect.Propose> proposals() {
        return effects.stream().filter(DcEffect.Propose.class::isInstance).map(DcEffect.Propose.class::cast)
                .toList();
    }

    private DcEffect.Propose proposal() {
        assertThat(proposals()).hasSize(1);
        return proposals().getFirst();
    }

    private List<Instant> wakes() {
        return effects.stream().filter(DcEffect.WakeAt.class::isInstance).map(DcEffect.WakeAt.class::cast)
                .map(DcEffect.WakeAt::when).toList();
    }

    private List<DcEffect> transfers() {
        return effects.stream().filter(DcEffect.TransferLeadership.class::isInstance).toList();
    }

    /** What the scheduler wants is done, with these exit codes for what it orders, until it wants nothing. */
    private void settle() {
        for (var round = 0; round < 10 && !proposals().isEmpty(); round++) {
            var open = proposal();
            story.apply(open.command());
            applied();
            ended(open, Answer.TOOK_EFFECT);
            for (var action : story.state().progress().transition().actions()) {
                var isProbe = action.work() instanceof org.quorate.state.Work.Run run && run.isProbe();
                story.apply(Story.result(action, isProbe ? 7 : 0));
            }
            applied();
        }
        assertThat(proposals()).isEmpty();
    }

    @Test
    void proposesNothingOutOfOffice() {
        applied();
        assertThat(effects).isEmpty();

        tell(new DcEvent.NodeSilent(n("n2"), i(1), "silent"));
        assertThat(effects).isEmpty();

        tell(new DcEvent.LeadershipChanged(new Leadership.Follows(n("n2"), 1)));
        tell(new DcEvent.Woken());
        assertThat(effects).isEmpty();
    }

    @Test
    void proposesATransitionOncePerState() {
        applied();

        lead();
        assertThat(proposal().command()).isInstanceOf(Command.AdoptTransition.class);

        applied();
        tell(new DcEvent.Woken());
        assertThat(proposals()).isEmpty();
    }

    @Test
    void anAdoptedTransitionIsNotProposedAgain() {
        applied();
        lead();
        var open = proposal();

        story.apply(open.command());
        applied();
        ended(open, Answer.TOOK_EFFECT);

        assertThat(proposals()).isEmpty();
    }

    @Test
    void goesOnWhenAllHasEnded() {
        applied();
        lead();

        settle();

        assertThat(story.resource("db").owners()).hasSize(1);
        assertThat(story.state().progress().transition().id()).isEqualTo(2);
    }

    @Test
    void triesAgainAfterAPauseWhenNothingElseHappened() {
        applied();
        lead();

        ended(proposal(), Answer.CAME_TO_NOTHING);
        assertThat(proposals()).isEmpty();
        assertThat(wakes()).containsExactly(NOON.plus(Controller.RETRY));

        now = NOON.plus(Controller.RETRY);
        tell(new DcEvent.Woken());
        assertThat(proposals()).hasSize(1);
    }

    @Test
    void theEntryOfARefusedProposalIsNoNews() {
        applied();
        lead();
        var open = proposal();
        story.apply(new Command.NodeLost(n("n9"), i(1), "nobody", NOON));
        applied();

        ended(open, Answer.CAME_TO_NOTHING);
        applied();

        assertThat(proposals()).isEmpty();
    }

    @Test
    void decidesAnewAtOnceWhenSomethingElseHappened() {
        applied();
        lead();
        var open = proposal();
        story.apply(joined("n4", 1));

        applied();
        assertThat(proposals()).isEmpty();
        ended(open, Answer.CAME_TO_NOTHING);

        assertThat(proposal().command()).isInstanceOfSatisfying(Command.AdoptTransition.class,
                adopt -> assertThat(adopt.transition().basedOn()).isEqualTo(story.state().position()
                        .index()));
    }

    @Test
    void whatHappenedMeanwhileIsSeenWhenAProposalTookEffect() {
        applied();
        lead();
        var open = proposal();
        story.apply(open.command());
        story.apply(joined("n4", 1));
        applied();

        ended(open, Answer.TOOK_EFFECT);

        assertThat(proposals()).hasSize(1);
    }

    @Test
    void anAnswerToAnEarlierTermMeansNothing() {
        applied();
        lead();
        var earlier = proposal();
        tell(new DcEvent.LeadershipChanged(new Leadership.NoLeader()));
        lead();
        assertThat(proposals()).hasSize(1);

        ended(earlier, Answer.CAME_TO_NOTHING);

        assertThat(effects).isEmpty();
    }

    @Test
    void declaresLostOncePerReportAndMembersOnly() {
        applied();
        lead();

        tell(new DcEvent.NodeSilent(n("n2"), i(1), "silent"));
        assertThat(proposal().command()).isEqualTo(new Command.NodeLost(n("n2"), i(1), "silent", NOON));
        story.apply(proposal().command());
        applied();

        tell(new DcEvent.NodeSilent(n("n2"), i(1), "silent"));
        assertThat(proposals()).isEmpty();
        tell(new DcEvent.NodeSilent(n("n3"), i(2), "silent"));
        assertThat(proposals()).isEmpty();
        tell(new DcEvent.NodeSilent(n("n8"), i(1), "silent"));
        assertThat(proposals()).isEmpty();
    }

    @Test
    void expectsADaemonThatIsBeingRestartedBackWithinItsWindow() {
        story.apply(new Command.NodeRestarting(n("n2"), i(1), Command.NodeRestarting.WINDOW, NOON));
        applied();
        lead();

        tell(new DcEvent.NodeSilent(n("n2"), i(1), "silent"));
        assertThat(proposals()).noneMatch(proposal -> proposal.command() instanceof Command.NodeLost);

        now = NOON.plus(Command.NodeRestarting.WINDOW);
        tell(new DcEvent.NodeSilent(n("n2"), i(1), "silent"));
        assertThat(proposals()).anyMatch(proposal -> proposal.command() instanceof Command.NodeLost);
    }

    @Test
    void movesAwayFromTheServicesWhenAllHasBeenQuiet() {
        moveAwayFromTheServices();
    }

    private void moveAwayFromTheServices() {
        story.started("n1", 1, "db");
        applied();
        lead();
        settle();
        assertThat(transfers()).isEmpty();

        now = NOON.plus(Controller.QUIET);
        tell(new DcEvent.Woken());

        assertThat(transfers()).hasSize(1);
    }

    @Test
    void doesNotMoveAgainBeforeThePauseIsOver() {
        moveAwayFromTheServices();

        now = now.plus(Controller.TRANSFER_PAUSE).minusMillis(1);
        tell(new DcEvent.Woken());
        assertThat(transfers()).isEmpty();

        now = now.plusMillis(1);
        tell(new DcEvent.Woken());
        assertThat(transfers()).hasSize(1);
    }

    @Test
    void staysWhileSomethingIsUnderWay() {
        story.adopt(fresh(start("n1", 1, "db")));
        applied();
        lead();

        now = NOON.plus(Duration.ofMinutes(1));
        tell(new DcEvent.Woken());

        assertThat(transfers()).isEmpty();
    }

    @Test
    void movesToANodeBeforeTheArbiter() {
        story.apply(new Command.NodeJoined(n("a1"), i(1), "life",
                new NodeStatus.Traits(NodeStatus.Kind.ARBITER, NodeStatus.Isolation.NONE, 1), NOON));
        story.started("n1", 1, "db");

        assertThat(Seat.better(story.state(), n("n1"))).contains(n("n2"));
        story.apply(new Command.NodeLeaving(n("n2"), i(1), NOON));
        story.apply(Story.lost("n3", 1));
        assertThat(Seat.better(story.state(), n("n1"))).contains(n("a1"));
        assertThat(Seat.better(story.state(), n("a1"))).isEmpty();
    }

    @Test
    void wakesWhenTimeAloneChangesTheDecision() {
        story.configure(Story.primitive("db", "failure-timeout", "30s", "migration-threshold", "1"));
        story.adopt(fresh(start("n1", 1, "db")));
        story.ended(1, 1);
        applied();
        lead();

        assertThat(proposals()).hasSize(1);
        assertThat(wakes()).allSatisfy(wake -> assertThat(wake).isAfterOrEqualTo(now.plus(Controller.RETRY)))
                .contains(NOON.plusSeconds(30));
    }

    @Test
    void anExpiredFailureKeepsNothingAway() {
        var alone = Story.ofMembers(1).configure(
                Story.primitive("db", "failure-timeout", "30s", "migration-threshold", "1"));
        alone.adopt(fresh(start("n1", 1, "db")));
        alone.ended(1, 1);
        alone.adopt(fresh(Story.stop("n1", 1, "db")));
        alone.ended(1, 0);

        assertThat(Scheduler.schedule(alone.state(), NOON.plusSeconds(29)).transition().actions()).isEmpty();
        assertThat(Scheduler.schedule(alone.state(), NOON.plusSeconds(31)).transition().actions())
                .isNotEmpty();
    }
}
