package org.quorate.membership.lease;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Leadership;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.membership.Standings;
import org.quorate.membership.TakeoverQuestion;

/** What the heartbeat core is told. */
public sealed interface HeartbeatEvent {

    /** Time has passed. */
    record Tick() implements HeartbeatEvent {}

    /** An authentic, fresh message came in. */
    record Received(NodeName from, Message message) implements HeartbeatEvent {}

    record IncarnationTaken(Incarnation mine) implements HeartbeatEvent {}

    record StandingsApplied(Standings standings) implements HeartbeatEvent {}

    /**
     * The log has applied everything up to {@code logIndex}, and handed the state machine's user everything
     * up to {@code commandIndex}, the newest entry that is a command.
     */
    record LogApplied(long commandIndex, long logIndex) implements HeartbeatEvent {}

    /** The entry that carries the token of this life was applied. */
    record TokenApplied(long index) implements HeartbeatEvent {}

    record LeadershipKnown(Leadership leadership) implements HeartbeatEvent {}

    record LogGrew(LogEnd end) implements HeartbeatEvent {}

    record Watch(SortedSet<Owner> members) implements HeartbeatEvent {

        public Watch {
            members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
        }
    }

    /** Another voter should lead, so says whoever decides; if it is as well connected as this node. */
    record HandOverAsked(NodeName to) implements HeartbeatEvent {}

    record Asked(TakeoverQuestion question) implements HeartbeatEvent {}

    record Withdrawn(long questionId) implements HeartbeatEvent {}
}
