package org.quorate.policy.actions;

import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;
import org.quorate.state.Reason;

/** seam, replaced when status is there */
public final class Marks {

    private Marks() {}

    public static void fence(Cluster cluster, Node node, Reason why) {}

    static void fenceIfConnectionFailed(Cluster cluster, Node node) {}

    static boolean hasFailed(Cluster cluster, Resource resource, Node node) {
        return false;
    }

    static boolean canBeFencedIfGuest(Cluster cluster, Node node) {
        return true;
    }
}
