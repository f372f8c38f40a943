package org.quorate.controller;

import org.quorate.membership.Incarnation;
import org.quorate.membership.Leadership;
import org.quorate.membership.NodeName;
import org.quorate.state.ClusterState;

/** What the controller reacts to. */
public sealed interface DcEvent {

    /** An entry was applied; the state as it is now (states in between may be left out). */
    record Applied(ClusterState state) implements DcEvent {}

    record LeadershipChanged(Leadership leadership) implements DcEvent {}

    /**
     * A majority of voters, asked then, has heard nothing of this incarnation for dead-after, or it is stuck.
     */
    record NodeSilent(NodeName node, Incarnation incarnation, String why) implements DcEvent {}

    /** The proposal of that number was answered. */
    record ProposalEnded(long proposal, Answer answer) implements DcEvent {}

    /** What came of a proposal. */
    enum Answer {
        TOOK_EFFECT, CAME_TO_NOTHING
    }

    /** The time asked for with {@link DcEffect.WakeAt} has come. */
    record Woken() implements DcEvent {}
}
