package org.quorate.membership.lease;

import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;

/** What the heartbeat core wants done. */
public sealed interface HeartbeatEffect {

    record Send(NodeName to, Message message) implements HeartbeatEffect {}

    record Tell(MembershipEvent event) implements HeartbeatEffect {}

    /**
     * The leader of {@code term} is silent for a majority, and this voter is the best placed: stand at once.
     * {@code silentLeader} is this node itself when a majority knows of no leader; the term is 0 then.
     */
    record StandForElection(NodeName silentLeader, long term) implements HeartbeatEffect {}

    /** This node leads but too few voters answer it: give leadership up. */
    record Resign(String why) implements HeartbeatEffect {}

    /** This node leads, and that voter would do it better: let it lead. */
    record HandOver(NodeName to, String why) implements HeartbeatEffect {}
}
