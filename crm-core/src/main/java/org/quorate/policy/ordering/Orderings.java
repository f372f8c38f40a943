package org.quorate.policy.ordering;

import org.quorate.policy.cluster.Cluster;

/** Turns orderings into links between actions, and draws their consequences until nothing changes. */
public final class Orderings {

    private Orderings() {}

    public static void apply(Cluster cluster) {
    }
}
