package org.quorate.policy;

import java.time.Instant;
import org.quorate.cib.Cib;
import org.quorate.policy.actions.Actions;
import org.quorate.policy.actions.ChangedDefinitions;
import org.quorate.policy.actions.Notifications;
import org.quorate.policy.actions.Probes;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.fencing.Fencing;
import org.quorate.policy.input.Constraints;
import org.quorate.policy.input.Input;
import org.quorate.policy.ordering.InternalOrderings;
import org.quorate.policy.ordering.Orderings;
import org.quorate.policy.ordering.RemoteOrderings;
import org.quorate.policy.outcome.Outcome;
import org.quorate.policy.placement.Assignment;
import org.quorate.policy.placement.Candidates;
import org.quorate.policy.placement.Health;
import org.quorate.policy.status.Status;

/** Decides what a cluster does next: from a CIB and an instant to a plan. */
public final class Policy {

    private Policy() {}

    /** The working set with configuration and status read, nothing decided. */
    public static Cluster read(Cib cib, Instant now) {
        var cluster = Input.read(cib, now);
        Status.read(cluster);
        return cluster;
    }

    /** Gives each resource its node and its role, and leaves the actions that lead there to others. */
    public static Cluster place(Cib cib, Instant now) {
        var cluster = read(cib, now);
        Health.apply(cluster);
        Constraints.read(cluster);
        Candidates.apply(cluster);
        Assignment.assign(cluster);
        return cluster;
    }

    public static Plan decide(Cib cib, Instant now) {
        return decide(read(cib, now));
    }

    /** Decides on a working set as {@link #read} made it, and leaves in it all that led to the plan. */
    public static Plan decide(Cluster cluster) {
        Health.apply(cluster);
        Constraints.read(cluster);
        Candidates.apply(cluster);
        InternalOrderings.add(cluster);
        ChangedDefinitions.add(cluster);
        Assignment.assign(cluster);
        ChangedDefinitions.addToConnections(cluster);
        Probes.add(cluster);
        Actions.add(cluster);
        RemoteOrderings.add(cluster);
        Fencing.add(cluster);
        Orderings.apply(cluster);
        Notifications.add(cluster);
        return Outcome.plan(cluster);
    }
}
