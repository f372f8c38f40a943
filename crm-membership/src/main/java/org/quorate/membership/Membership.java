package org.quorate.membership;

import java.util.Collection;

/**
 * This node's place in the cluster: its lease, what it knows of the others, and the agreed log. Every method
 * may be called from any thread and returns at once; what happens is told by {@link MembershipEvent}.
 */
public interface Membership extends AutoCloseable {

    AgreedLog log();

    /** The incarnation under which this node asks for its lease from now on; the old lease is gone. */
    void incarnation(Incarnation mine);

    /** To be called after every apply and restore: what the replicated state says now. */
    void standings(Standings standings);

    /** Whom to look after while this node leads: the members, as the replicated state has them. */
    void watch(Collection<Owner> members);

    /**
     * Asks the voters until the answer is yes or the question is withdrawn. At most 1024 are open at once.
     */
    void ask(TakeoverQuestion question);

    void withdraw(long questionId);

    /**
     * Asks that {@code to} should lead instead of this node. Does nothing when this node does not lead, or
     * hears a node that {@code to} does not; whether it worked is told by
     * {@link MembershipEvent.LeadershipChanged}.
     */
    void handOver(NodeName to);

    Lease lease();

    MembershipView view();

    /** The clock of leases and deadlines. */
    BootClock clock();

    /** Hands leadership over if this node leads, then closes the log and the links; bounded, about 2 s. */
    @Override
    void close();
}
