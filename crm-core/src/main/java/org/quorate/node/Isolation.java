package org.quorate.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.agent.AgentCall;
import org.quorate.model.ResourceId;
import org.quorate.membership.Incarnation;
import org.quorate.node.HandsState.Actions;
import org.quorate.node.HandsState.Heirloom;
import org.quorate.node.HandsState.Intent;
import org.quorate.node.HandsState.LeaseClock;
import org.quorate.node.HandsState.Phase;
import org.quorate.state.Owners;

/** Letting go of everything without asking anybody, when the lease is over. */
final class Isolation {

    private Isolation() {}

    /** What is let go. */
    enum Scope {
        /** What must not run twice; the rest keeps serving. */
        AT_MOST_ONE,
        /** With what an earlier life may have left and nobody has looked at: that life's is over then. */
        AT_MOST_ONE_OF_ANY_LIFE, EVERYTHING
    }

    /** What must not run twice runs here, and no lease is held: it is let go. */
    static void look(Turn turn) {
        if (turn.state.phase() instanceof Phase.In && !turn.holdsLease()
                && Holdings.endsWithTheLease(turn.state)) {
            begin(turn, Scope.AT_MOST_ONE, "no lease is held");
        }
    }

    static void begin(Turn turn, Scope scope, String why) {
        if (!(turn.state.phase() instanceof Phase.In(var mine, var intent))) {
            return;
        }
        var held = switch (scope) {
            case AT_MOST_ONE -> Holdings.atMostOne(turn.state);
            case AT_MOST_ONE_OF_ANY_LIFE -> Holdings.atMostOneOfAnyLife(turn.state);
            case EVERYTHING -> Holdings.here(turn.state);
        };
        turn.say("isolating resources=" + held + " why=\"" + why + "\"");
        turn.state.actions().begun().forEach(action -> turn.add(new HandsEffect.KillAction(action)));
        turn.state.monitors().keySet().forEach(ticket -> turn.add(new HandsEffect.CancelMonitor(ticket)));
        turn.state.actions().questions().values()
                .forEach(asked -> turn.add(new HandsEffect.Withdraw(asked.question())));
        var deadline = deadline(turn);
        var chains = Chains.backwards(turn.cluster().configuration(), held);
        var calls = chains.stream().map(chain -> stops(turn, chain)).filter(chain -> !chain.isEmpty())
                .toList();
        var left = new TreeSet<ResourceId>();
        calls.forEach(chain -> chain.forEach(call -> left.add(new ResourceId(call.resource()))));
        if (!calls.isEmpty()) {
            turn.add(new HandsEffect.Isolate(calls, deadline));
        }
        var heirloom = scope == Scope.AT_MOST_ONE_OF_ANY_LIFE
                ? Heirloom.NOTHING
                : turn.state.self().heirloom();
        turn.state = turn.state.withPhase(new Phase.Isolating(mine, left, intent, heirloom))
                .withLease(LeaseClock.NONE)
                .withActions(Actions.NONE).withMonitors(new TreeMap<>()).withOutbox(Outbox.EMPTY);
        finishIfDone(turn);
    }

    private static List<AgentCall> stops(Turn turn, List<ResourceId> chain) {
        var calls = new ArrayList<AgentCall>();
        for (var id : chain) {
            Calls.stop(turn.state, id).ifPresent(calls::add);
        }
        return calls;
    }

    /**
     * Stops get a part of the isolation budget; the rest is for killing what did not stop. The budget runs
     * from the end of the lease, when that was noticed late.
     */
    private static long deadline(Turn turn) {
        var stopping = Owners.timings(turn.cluster().configuration()).stopping();
        var lease = turn.state.lease();
        var from = lease.mine().equals(turn.mine())
                ? Math.min(turn.now.bootNanos(), lease.untilBootNanos())
                : turn.now.bootNanos();
        return from + stopping.toNanos();
    }

    static void isolated(Turn turn, HandsEvent.Isolated isolated) {
        if (!(turn.state.phase() instanceof Phase.Isolating(var was, var left, var intent, var heirloom))) {
            return;
        }
        var remaining = new TreeSet<>(left);
        remaining.remove(isolated.resource());
        turn.say("isolated resource=" + isolated.resource() + " how=\"" + isolated.how() + "\"");
        turn.state = turn.state.withPhase(new Phase.Isolating(was, remaining, intent, heirloom));
        finishIfDone(turn);
    }

    private static void finishIfDone(Turn turn) {
        if (!(turn.state.phase() instanceof Phase.Isolating(_, var left, var intent, var heirloom))
                || !left.isEmpty()) {
            return;
        }
        if (heirloom == Heirloom.NOTHING) {
            turn.state = turn.state.withSurveyed();
        }
        if (intent != Intent.STAY) {
            turn.state = turn.state.withPhase(new Phase.Gone());
            turn.add(new HandsEffect.Exit("nothing runs here any more"));
            return;
        }
        turn.state = turn.state
                .withPhase(new Phase.Joining(Incarnation.NONE, turn.now.plus(holdOff(turn.state))));
    }

    /** A node that had to let go asks to come back only after the others may have taken over. */
    static Duration holdOff(HandsState state) {
        var timings = Owners.timings(state.cluster().configuration());
        return timings.lease().plus(timings.isolationBudget());
    }
}
