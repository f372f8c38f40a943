package org.quorate.state;

import java.time.Duration;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;

/**
 * A possible owner of an at-most-one resource: an incarnation for which a start was adopted and that has not
 * been shown to run it no more.
 *
 * @param grantedBy the action whose adoption made it an owner; for a reattached resource its probe
 * @param grantedAt the index at which that was; 0 when it is not known
 * @param takeoverWait lease plus isolation budget, in force when the start was adopted, with the drift
 *        margin;
 *        {@link #FOR_EVER} where its node keeps it without quorum, or may believe that it shall, so that no
 *        waiting ends it
 * @param lostAt the index of its NodeLost; 0 while it is not lost
 * @param isolation what makes it harmless when its daemon cannot act, as that incarnation said when it
 *        joined; a later one may say something else
 */
public record Owner(NodeName node, Incarnation incarnation, ActionId grantedBy, long grantedAt,
        Duration takeoverWait, long lostAt, NodeStatus.Isolation isolation) {

    /** As good as for ever: a hundred years. */
    public static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** Whether waiting can never make it harmless. */
    public boolean isEndedByFencingAlone() {
        return takeoverWait.compareTo(FOR_EVER) >= 0;
    }

    public boolean isLost() {
        return lostAt > 0;
    }

    public boolean is(NodeName someNode, Incarnation someIncarnation) {
        return node.equals(someNode) && incarnation.equals(someIncarnation);
    }

    /** The later of two grants to the same incarnation; of the same grant, as it was first made. */
    Owner laterGrant(Owner other) {
        return other.grantedBy.compareTo(grantedBy) > 0 ? other : this;
    }

    /** Never for longer than for ever. */
    Owner waiting(Duration wanted) {
        var wait = wanted.compareTo(FOR_EVER) < 0 ? wanted : FOR_EVER;
        return new Owner(node, incarnation, grantedBy, grantedAt, wait, lostAt, isolation);
    }

    public Owner lost(long index) {
        return new Owner(node, incarnation, grantedBy, grantedAt, takeoverWait, index, isolation);
    }
}
