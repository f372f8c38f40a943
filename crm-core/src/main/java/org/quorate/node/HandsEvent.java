package org.quorate.node;

import java.time.Duration;
import org.quorate.agent.AgentOutcome;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Timings;
import org.quorate.model.ResourceId;
import org.quorate.state.ActionId;
import org.quorate.state.ClusterState;
import org.quorate.state.Outcome;

/** What a node's hands react to. */
public sealed interface HandsEvent {

    /** An entry was applied; the state as it is now (states in between may be left out). */
    record Applied(ClusterState state) implements HandsEvent {}

    /** The lease of this incarnation was taken or extended. */
    record LeaseHeld(Incarnation mine, long untilBootNanos, Duration lease) implements HandsEvent {

        /** By the usual times. */
        public LeaseHeld(Incarnation mine, long untilBootNanos) {
            this(mine, untilBootNanos, Timings.DEFAULT.lease());
        }
    }

    record LeaseEnded(Incarnation mine, String why) implements HandsEvent {}

    /** A voter says that this incarnation is lost. */
    record DeclaredLost(Incarnation mine) implements HandsEvent {}

    /** The run of an action ended. */
    record ActionEnded(ActionId action, AgentOutcome outcome, Duration took) implements HandsEvent {}

    /** A recurring monitor had its first result, or another one than before. */
    record MonitorReported(long ticket, AgentOutcome outcome, Duration took) implements HandsEvent {}

    /** The question was answered: none of the owners it asked about can be active any more. */
    record TakeoverCleared(ActionId action, long question) implements HandsEvent {}

    /** The log answered a command of this node. */
    record Answered(HandsEffect.Submit submitted, Outcome outcome) implements HandsEvent {}

    /** The log did not answer a command of this node; it may be in the log or not. */
    record NotAnswered(HandsEffect.Submit submitted, String why) implements HandsEvent {}

    /** One resource has been made harmless: stopped, or its processes and addresses removed. */
    record Isolated(ResourceId resource, String how) implements HandsEvent {}

    /** The administrator wants this node to leave the cluster in good order. */
    record LeaveAsked() implements HandsEvent {}

    /** The administrator wants the daemon restarted, and nothing else. */
    record RestartAsked() implements HandsEvent {}

    /** The time asked for with {@link HandsEffect.WakeAt} has come. */
    record Woken() implements HandsEvent {}
}
