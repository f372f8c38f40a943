package org.quorate.membership.lease;

import org.quorate.membership.Leadership;
import org.quorate.membership.NodeName;
import org.quorate.membership.Timings;

/**
 * The whole of a node's heartbeats as one function: what it knows, what happens and what time it is in; what
 * it then knows, sends and tells out. The time may never go back between two steps.
 */
public final class HeartbeatCore {

    private final NodeName self;
    private final Timings timings;

    public HeartbeatCore(NodeName self, Timings timings) {
        this.self = self;
        this.timings = timings;
    }

    /** One step at {@code now}, in boottime nanoseconds. */
    public Step step(HeartbeatState state, HeartbeatEvent event, long now) {
        var turn = new Turn(self, timings, state, now);
        take(turn, event);
        if (now >= turn.nextRenewAt) {
            LeaseTurn.renew(turn);
        }
        LookoutTurn.settle(turn);
        TakeoverTurn.settle(turn);
        LeaseTurn.settle(turn);
        return new Step(turn.state(), turn.effects, turn.wakeAt);
    }

    private void take(Turn turn, HeartbeatEvent event) {
        switch (event) {
            case HeartbeatEvent.Tick() -> {
            }
            case HeartbeatEvent.Received(var from, var message) -> turn.receive(from, message);
            case HeartbeatEvent.IncarnationTaken(var mine) -> LeaseTurn.take(turn, mine);
            case HeartbeatEvent.StandingsApplied(var standings) -> LeaseTurn.take(turn, standings);
            case HeartbeatEvent.LogApplied applied -> turn.applied = turn.applied.with(applied);
            case HeartbeatEvent.TokenApplied(var index) -> turn.applied = turn.applied.withToken(index);
            case HeartbeatEvent.LeadershipKnown(Leadership leadership) ->
                turn.lookout = turn.lookout.led(leadership, turn.now);
            case HeartbeatEvent.LogGrew(var end) -> {
                if (turn.logEnd.equals(LogEnd.EMPTY)) {
                    turn.lookout = turn.lookout.openedAt(turn.now);
                }
                turn.logEnd = end;
            }
            case HeartbeatEvent.Watch(var members) -> turn.lookout = turn.lookout.watching(members, turn.now);
            case HeartbeatEvent.HandOverAsked(var to) -> ContactTurn.handOver(turn, to);
            case HeartbeatEvent.Asked(var question) -> TakeoverTurn.open(turn, question);
            case HeartbeatEvent.Withdrawn(var id) -> turn.takeovers = Sorted.without(turn.takeovers, id);
        }
    }
}
