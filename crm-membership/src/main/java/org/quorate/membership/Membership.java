package org.quorate.membership;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

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

    /**
     * Where the other nodes take heartbeats from now on, one address per link; of others nothing is heard any
     * more. This node's own entry is ignored: its links are those it was started with.
     */
    void heartbeatPeers(SortedMap<NodeName, List<HostPort>> peers);

    /**
     * The newest version of the voter list of which this node knows that nobody can still hold anything by
     * a list before the former one: majorities of both have applied it, and it has waited since. -1: none.
     */
    long votersSettled();

    /** The voters, this node among them, that have answered what it asked them within the last D. */
    SortedSet<NodeName> votersAnswering();

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

    /** How well this node keeps time, for display and measurement. */
    Vitals vitals();

    /** The clock of leases and deadlines. */
    BootClock clock();

    /** Hands leadership over if this node leads, then closes the log and the links; bounded, about 2 s. */
    @Override
    void close();
}
