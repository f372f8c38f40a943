package org.quorate.node;

import java.util.ArrayList;
import java.util.List;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;

/**
 * One step in the making: the state as far as it has come, and the effects so far. Lives for one step only.
 */
final class Turn {

    final Now now;
    HandsState state;
    private final List<HandsEffect> effects = new ArrayList<>();

    Turn(HandsState state, Now now) {
        this.state = state;
        this.now = now;
    }

    ClusterState cluster() {
        return state.cluster();
    }

    NodeName self() {
        return state.self().name();
    }

    Incarnation mine() {
        return state.mine();
    }

    boolean holdsLease() {
        return state.lease().mine().equals(mine()) && now.bootNanos() < state.lease().untilBootNanos();
    }

    void add(HandsEffect effect) {
        effects.add(effect);
    }

    void say(String line) {
        effects.add(new HandsEffect.Say(line));
    }

    /** Offers a command to the log and keeps it until it is answered for good. */
    void submit(Command command) {
        var submit = numbered(command);
        state = state.withOutbox(state.outbox().with(submit));
        effects.add(submit);
    }

    /** Keeps a command that is to be offered when an earlier one is done with. */
    void hold(Command command) {
        var submit = numbered(command);
        state = state.withOutbox(state.outbox().holding(submit));
    }

    private HandsEffect.Submit numbered(Command command) {
        var number = state.counters().submit() + 1;
        state = state.withCounters(new HandsState.Counters(number, state.counters().ticket()));
        return new HandsEffect.Submit(number, command);
    }

    /** Submits a command unless one of its kind is on its way. */
    void offer(Command command) {
        var offered = state.outbox().open().values().stream()
                .anyMatch(submit -> submit.command().getClass() == command.getClass());
        if (!offered) {
            submit(command);
        }
    }

    /** A number for a monitor or a question, never used before in this life. */
    long ticket() {
        var ticket = state.counters().ticket() + 1;
        state = state.withCounters(new HandsState.Counters(state.counters().submit(), ticket));
        return ticket;
    }

    List<HandsEffect> effects() {
        return effects;
    }
}
