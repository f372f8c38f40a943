package org.quorate.node;

import java.time.Duration;
import java.util.List;
import org.quorate.agent.AgentCall;
import org.quorate.membership.Incarnation;
import org.quorate.membership.TakeoverQuestion;
import org.quorate.model.ResourceId;
import org.quorate.state.ActionId;
import org.quorate.state.Command;
import org.quorate.state.Work;

/** What a node's hands want done. */
public sealed interface HandsEffect {

    /** Run the agent; answer with {@link HandsEvent.ActionEnded}. */
    record RunAction(ActionId action, AgentCall call) implements HandsEffect {}

    /** Kill the run of an action, if it still runs. */
    record KillAction(ActionId action) implements HandsEffect {}

    /** Ask the fence device; answer with {@link HandsEvent.ActionEnded}. */
    record RunFence(ActionId action, Work.Fence fence) implements HandsEffect {}

    /** Repeat the monitor; answer with {@link HandsEvent.MonitorReported} of this ticket. */
    record StartMonitor(long ticket, AgentCall call, Duration interval) implements HandsEffect {}

    record CancelMonitor(long ticket) implements HandsEffect {}

    /** Offer the command to the log; answer with Answered or NotAnswered. */
    record Submit(long number, Command command) implements HandsEffect {}

    record Ask(ActionId action, TakeoverQuestion question) implements HandsEffect {}

    record Withdraw(long question) implements HandsEffect {}

    /** From now on ask for a lease under this incarnation. */
    record TakeIncarnation(Incarnation incarnation) implements HandsEffect {}

    /**
     * What the guardian kills when it passes without being extended; {@code NOTHING} when there is nothing to
     * guard.
     */
    record GuardUntil(long bootNanos) implements HandsEffect {

        public static final long NOTHING = Long.MIN_VALUE;

        /**
         * Whether nothing guarded may be begun any more. Asked again after the deadline was written and
         * before an agent starts: a process that stood still before the write is stopped by this, one that
         * stands still after it by the guardian.
         */
        public boolean hasPassed(long nowBootNanos) {
            return bootNanos != NOTHING && nowBootNanos >= bootNanos;
        }
    }

    /**
     * Make these resources harmless, each list one after the other, the lists side by side: run the stop, and
     * where it has not succeeded by the deadline kill the processes and remove the addresses. Asks nobody.
     * Answer with {@link HandsEvent.Isolated} for each.
     */
    record Isolate(List<List<AgentCall>> chains, long deadlineBootNanos) implements HandsEffect {

        public Isolate {
            chains = chains.stream().map(List::copyOf).toList();
        }

        /** All resources concerned. */
        public List<ResourceId> resources() {
            return chains.stream().flatMap(List::stream).map(call -> new ResourceId(call.resource()))
                    .toList();
        }
    }

    /** Wake the hands at that time; replaces an earlier wish. */
    record WakeAt(long bootNanos) implements HandsEffect {}

    /** This node has left the cluster; end the daemon. */
    record Exit(String why) implements HandsEffect {}

    /** A line for the operator's log. */
    record Say(String line) implements HandsEffect {}
}
