package org.quorate.membership.heartbeat;

import org.quorate.membership.Leadership;
import org.quorate.membership.NodeName;
import org.quorate.membership.lease.LogEnd;

/** What the heartbeats ask of the log. Called on threads that may block, except for what must not block. */
public interface LogControl {

    /**
     * Makes this voter stand for election at once, if {@code silentLeader} still leads in {@code term}; if
     * it is this node itself, when still nobody leads.
     */
    void stand(NodeName silentLeader, long term);

    /** Gives leadership up, if this node leads. */
    void resign(String why);

    /** Lets another voter lead, if this node leads. */
    void handOver(NodeName to);

    /** Who leads, as the log knows at this moment; must not block. */
    Leadership leadership();

    /** Where this voter's log ends; must not block. */
    LogEnd logEnd();
}
