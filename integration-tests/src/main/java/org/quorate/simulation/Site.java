package org.quorate.simulation;

import java.time.Instant;
import org.quorate.agent.AgentCall;
import org.quorate.membership.Leadership;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;
import org.quorate.membership.lease.HeartbeatEvent;
import org.quorate.membership.lease.Message;
import org.quorate.node.HandsEvent;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;

/**
 * One life of a node as a planted bug sees it, whether it is lived in the simulator or in the exhaustive
 * search.
 */
public interface Site {

    NodeName name();

    /** Grows with each life of this node. */
    int lifeNumber();

    /** Its CLOCK_BOOTTIME in nanoseconds. */
    long boot();

    Instant wall();

    /** What this node has applied. */
    ClusterState state();

    /** What membership knows of that. */
    Standings standings();

    Leadership leadership();

    void post(HeartbeatEvent event);

    void offer(HandsEvent event);

    /** Offers a command to the log, a little later, once. */
    void propose(Command command);

    void send(NodeName to, Message message);

    /** When the guardian kills, in boottime nanoseconds; {@code GuardUntil.NOTHING}. */
    long guardedUntil();

    void guardUntil(long bootNanos);

    /** Runs an agent at once, whatever has been agreed. */
    void run(AgentCall call);
}
