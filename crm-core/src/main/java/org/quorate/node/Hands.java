package org.quorate.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.quorate.node.HandsState.Intent;
import org.quorate.node.HandsState.LeaseClock;
import org.quorate.node.HandsState.Phase;
import org.quorate.state.Owners;

/**
 * One node's hands: they carry out this node's part of the transition as soon as the state says that its
 * prerequisites are done, report what came of it, and let go of everything when the lease runs out.
 *
 * <p>Level-triggered: every step looks at the newest state, never at the entries in between.
 */
public final class Hands {

    private Hands() {}

    /** What follows from an event. */
    public record Step(HandsState state, List<HandsEffect> effects) {

        public Step {
            effects = List.copyOf(effects);
        }
    }

    public static Step step(HandsState before, HandsEvent event, Now now) {
        var turn = new Turn(before, now);
        Isolation.look(turn);
        react(turn, event);
        Isolation.look(turn);
        Joining.look(turn);
        Leaving.look(turn);
        Restarting.look(turn);
        Carrying.look(turn);
        Monitors.tell(turn);
        Offers.retry(turn);
        Offers.release(turn);
        var effects = new ArrayList<>(turn.effects());
        Guard.extend(before, turn.state, effects);
        WakeUps.next(turn.state, now).ifPresent(effects::add);
        return new Step(turn.state, effects);
    }

    private static void react(Turn turn, HandsEvent event) {
        switch (event) {
            case HandsEvent.Applied(var cluster) -> {
                turn.state = turn.state.withCluster(cluster);
                turn.state = turn.state.withLease(turn.state.lease().under(lease(turn)));
                Reports.settle(turn);
                Monitors.dropUnwanted(turn);
                if (Joining.isDisowned(turn)) {
                    Isolation.begin(turn, Isolation.Scope.EVERYTHING,
                            "the cluster has declared this node lost");
                }
            }
            case HandsEvent.LeaseHeld(var mine, var until, var lease) -> {
                if (mine.equals(turn.mine()) || mine.equals(Joining.tried(turn))) {
                    var held = new LeaseClock(mine, until - lease.toNanos(), until);
                    turn.state = turn.state.withLease(held.under(lease(turn)));
                }
            }
            case HandsEvent.LeaseEnded(var mine, var why) -> {
                if (mine.equals(turn.state.lease().mine())) {
                    turn.say("lease ended why=\"" + why + "\"");
                    turn.state = turn.state.withLease(turn.state.lease().endedAt(turn.now.bootNanos()));
                }
            }
            case HandsEvent.DeclaredLost(var mine) -> {
                if (mine.equals(turn.mine())) {
                    Isolation.begin(turn, Isolation.Scope.EVERYTHING, "a voter says that this node is lost");
                }
            }
            case HandsEvent.ActionEnded ended -> Reports.actionEnded(turn, ended);
            case HandsEvent.MonitorReported reported -> Monitors.reported(turn, reported);
            case HandsEvent.TakeoverCleared(var action, var question) -> {
                var asked = turn.state.actions().questions().get(action);
                if (asked != null && asked.question() == question) {
                    turn.state = turn.state.withActions(turn.state.actions().clear(action));
                }
            }
            case HandsEvent.Answered answered -> Offers.answered(turn, answered);
            case HandsEvent.NotAnswered unanswered -> Offers.notAnswered(turn, unanswered);
            case HandsEvent.Isolated isolated -> Isolation.isolated(turn, isolated);
            case HandsEvent.LeaveAsked _ -> asked(turn, Intent.LEAVE);
            case HandsEvent.RestartAsked _ -> asked(turn, Intent.RESTART);
            case HandsEvent.Woken _ -> {
            }
        }
    }

    /** L, as this node's own state has it: membership may have reckoned by another, for a moment. */
    private static Duration lease(Turn turn) {
        return Owners.timings(turn.cluster().configuration()).lease();
    }

    private static void asked(Turn turn, Intent intent) {
        switch (turn.state.phase()) {
            case Phase.Joining _ -> {
                turn.state = turn.state.withPhase(new Phase.Gone());
                turn.add(new HandsEffect.Exit("asked to end before it had joined"));
            }
            case Phase.In(var mine, _) -> turn.state = turn.state.withPhase(new Phase.In(mine, intent));
            case Phase.Isolating(var was, var left, _, var heirloom) ->
                turn.state = turn.state.withPhase(new Phase.Isolating(was, left, intent, heirloom));
            case Phase.Gone _,Phase.Away _ -> {
            }
        }
    }
}
