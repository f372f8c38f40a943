package org.quorate.scheduler.situation;

import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.rules.NodeFacts;
import org.quorate.state.NodeStatus.Isolation;
import org.quorate.state.Reason;

/**
 * A node that runs resources (an arbiter is not here).
 *
 * @param why what {@code availability} rests on
 */
public record NodeView(NodeName name, Incarnation incarnation, Availability availability, Reason why,
        Isolation isolation, NodeFacts facts) {

    public NodeView unavailable(Availability changed, Reason because) {
        return new NodeView(name, incarnation, changed, because, isolation, facts);
    }

    public boolean isMember() {
        return availability.isMember();
    }
}
