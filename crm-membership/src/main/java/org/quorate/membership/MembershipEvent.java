package org.quorate.membership;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What membership tells its user. Told one at a time, in order; the listener must not block. */
public sealed interface MembershipEvent {

    /**
     * The lease of this node's incarnation was taken or extended (about every D/5 while all is well).
     *
     * @param lease L, by which its end was reckoned from the time at which this node asked
     */
    record LeaseHeld(Incarnation mine, long untilBoottimeNanos, Duration lease) implements MembershipEvent {}

    /** The lease has ended: what this node runs must become harmless within B. */
    record LeaseEnded(Incarnation mine, String why) implements MembershipEvent {}

    /** A voter says that this incarnation is lost. It never becomes a member again. */
    record DeclaredLost(Incarnation mine) implements MembershipEvent {}

    record LeadershipChanged(Leadership leadership) implements MembershipEvent {}

    /** Only on the leader: a majority of voters, asked then, has heard nothing of this node for D. */
    record NodeSilent(NodeName node, Incarnation incarnation,
            SortedMap<NodeName, Duration> silentForByVoter) implements MembershipEvent {

        public NodeSilent {
            silentForByVoter = Collections.unmodifiableSortedMap(new TreeMap<>(silentForByVoter));
        }
    }

    /**
     * Only on the leader: this node is heard, but its applied index has stood still for {@code stoodStillFor}
     * while the log was ahead of it: it is cut off from the log and cannot stay a member.
     */
    record NodeStalled(NodeName node, Incarnation incarnation, long appliedIndex,
            Duration stoodStillFor) implements MembershipEvent {}

    /** Only on the leader: too few voters have answered for L; it submits nothing and resigns. */
    record ContactLost(Duration since) implements MembershipEvent {}

    /** A majority of voters has said that no possible owner of the question can be active any more. */
    record TakeoverCleared(long questionId) implements MembershipEvent {}

    /** A line for the operator: wrong key, clocks apart, two nodes with one name, ... Rate limited. */
    record Notice(String text) implements MembershipEvent {}

    /** The log of this node cannot be written or has closed itself: give up the resources and exit. */
    record LogFailed(String why) implements MembershipEvent {}
}
