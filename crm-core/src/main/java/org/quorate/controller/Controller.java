package org.quorate.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.quorate.controller.DcState.Considered;
import org.quorate.controller.DcState.Office;
import org.quorate.membership.Leadership;
import org.quorate.scheduler.Scheduler;
import org.quorate.state.Command;
import org.quorate.state.NodeStatus;
import org.quorate.transition.Readiness;

/**
 * The designated controller. It runs on every node and acts on the one that leads the log: it declares nodes
 * lost, decides what should run where, and has its decisions adopted. Everything it knows is in the log, so
 * that the next DC goes on where this one stopped.
 */
public final class Controller {

    /** Leadership is not handed over more often than this. */
    static final Duration TRANSFER_PAUSE = Duration.ofSeconds(10);

    /** How long all must have been quiet before leadership moves away from busy nodes. */
    static final Duration QUIET = Duration.ofMillis(500);

    /** When a proposal came to nothing and nothing else has happened, the next try comes after this. */
    static final Duration RETRY = Duration.ofMillis(100);

    private Controller() {}

    /** What follows from an event. */
    public record Step(DcState state, List<DcEffect> effects) {

        public Step {
            effects = List.copyOf(effects);
        }
    }

    public static Step step(DcState state, DcEvent event, Instant now) {
        return switch (event) {
            case DcEvent.Applied(var cluster) -> decided(state.withCluster(cluster), now);
            case DcEvent.LeadershipChanged(var leadership) -> leadershipChanged(state, leadership, now);
            case DcEvent.NodeSilent silent -> nodeSilent(state, silent, now);
            case DcEvent.ProposalEnded ended -> proposalEnded(state, ended, now);
            case DcEvent.Woken _ -> decided(state, now);
        };
    }

    private static Step leadershipChanged(DcState state, Leadership leadership, Instant now) {
        var office = leadership instanceof Leadership.Leads ? Office.IN : Office.OUT;
        if (office == state.office()) {
            return new Step(state, List.of());
        }
        var changed = state.withOffice(office);
        if (office == Office.OUT) {
            return new Step(changed, List.of());
        }
        var step = decided(changed, now);
        var effects = new ArrayList<DcEffect>(List.of(new DcEffect.Say("dc node=" + state.self())));
        effects.addAll(step.effects());
        return new Step(step.state(), effects);
    }

    /** Its daemon is being restarted; its silence is told again as long as it lasts. */
    private static boolean isExpectedBack(NodeStatus node, Instant now) {
        return node.presence() == NodeStatus.Presence.RESTARTING
                && now.isBefore(node.since().plus(Command.NodeRestarting.WINDOW));
    }

    private static Step nodeSilent(DcState state, DcEvent.NodeSilent silent, Instant now) {
        var known = state.cluster().nodes().get(silent.node());
        if (state.office() == Office.OUT || known == null || !known.isMember()
                || !known.incarnation().equals(silent.incarnation()) || isExpectedBack(known, now)) {
            return new Step(state, List.of());
        }
        var number = state.lastNumber() + 1;
        var lost = new Command.NodeLost(silent.node(), silent.incarnation(), silent.why(), now);
        return new Step(state.numbered(number), List.of(new DcEffect.Propose(number, lost),
                new DcEffect.Say("lost node=" + silent.node() + " why=\"" + silent.why() + "\"")));
    }

    /**
     * What took effect, or came to nothing, is looked at in the light of the news; without news a little
     * later.
     */
    private static Step proposalEnded(DcState state, DcEvent.ProposalEnded ended, Instant now) {
        if (!state.open().contains(ended.proposal())) {
            return new Step(state, List.of());
        }
        var answered = state.answered(ended.proposal());
        return switch (ended.answer()) {
            case TOOK_EFFECT -> decided(answered, now);
            case CAME_TO_NOTHING -> cameToNothing(answered, now);
        };
    }

    private static Step cameToNothing(DcState state, Instant now) {
        var considered = state.considered();
        if (state.cluster().position().relevant() > considered.index()
                || !considered.hasProgressOf(state.cluster())) {
            return decided(state.decided(Considered.NOTHING, now), now);
        }
        return new Step(state.decided(considered, now.plus(RETRY)),
                List.of(new DcEffect.WakeAt(now.plus(RETRY))));
    }

    private static Step decided(DcState state, Instant now) {
        if (state.office() == Office.OUT || !state.open().isEmpty() || !mayHaveChanged(state, now)) {
            return new Step(state, List.of());
        }
        var cluster = state.cluster();
        var decision = Scheduler.schedule(cluster, now, state.considered().recall());
        var considered = state.decided(Considered.of(cluster, decision.recall()),
                notSoonerThan(now, decision.nextLook()));
        if (!decision.isNeeded(cluster)) {
            return atRest(considered, now);
        }
        var number = state.lastNumber() + 1;
        var transition = decision.transition();
        var effects = new ArrayList<DcEffect>(
                List.of(new DcEffect.Propose(number, new Command.AdoptTransition(transition, now)),
                        new DcEffect.Say("transition id=" + transition.id() + " actions="
                                + transition.actions().size() + " based-on=" + transition.basedOn())));
        if (!considered.nextLook().equals(Instant.MAX)) {
            effects.add(new DcEffect.WakeAt(considered.nextLook()));
        }
        return new Step(considered.proposed(number), effects);
    }

    /** Time alone asks for a new look no more often than this. */
    private static Instant notSoonerThan(Instant now, Instant wanted) {
        var soonest = now.plus(RETRY);
        return wanted.isBefore(soonest) ? soonest : wanted;
    }

    /**
     * Any result may let something begin: the last probe of a resource, a stop that another start waited for.
     * To look again costs little, and what was adopted already is not adopted twice. An entry without effect,
     * such as a refused proposal, is no reason: each look because of it could make another.
     */
    private static boolean mayHaveChanged(DcState state, Instant now) {
        return !now.isBefore(state.nextLook())
                || state.cluster().position().relevant() > state.considered().index()
                || !state.considered().hasProgressOf(state.cluster()) || isAwaitingTransfer(state);
    }

    private static boolean isAwaitingTransfer(DcState state) {
        return Readiness.isComplete(state.cluster().progress())
                && Seat.better(state.cluster(), state.self()).isPresent();
    }

    /** Nothing to decide. When the DC sits where services run and another place is free, it moves there. */
    private static Step atRest(DcState state, Instant now) {
        var effects = new ArrayList<DcEffect>();
        var wake = state.nextLook();
        var better = Readiness.isComplete(state.cluster().progress())
                ? Seat.better(state.cluster(), state.self())
                : java.util.Optional.<org.quorate.membership.NodeName>empty();
        var after = state;
        if (better.isPresent()) {
            var due = Seat.due(state, now);
            if (now.isBefore(due)) {
                wake = due.isBefore(wake) ? due : wake;
            } else {
                after = state.movedAt(now);
                effects.add(new DcEffect.TransferLeadership(better.get()));
                effects.add(
                        new DcEffect.Say("dc moves to node=" + better.get() + ", away from the services"));
                var again = now.plus(TRANSFER_PAUSE);
                wake = again.isBefore(wake) ? again : wake;
            }
        }
        if (!wake.equals(Instant.MAX)) {
            effects.add(new DcEffect.WakeAt(wake));
        }
        return new Step(after, effects);
    }
}
