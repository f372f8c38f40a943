package org.quorate.policy.faults;

import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Task;

/** The actions that cut nodes off and give them back; each node has at most one of each kind. */
public final class FenceActions {

    /** Where an action says what kind of fencing it is: {@code reboot}, {@code off} or {@code on}. */
    public static final String KIND = "stonith_action";

    public static final String REBOOT = "reboot";
    public static final String OFF = "off";
    public static final String ON = "on";

    /** Marks the fencing of a node that left without a word. */
    public static final String LOST = "lost";

    private FenceActions() {}

    /**
     * The fencing of a node as the cluster does it by default ({@code poweroff} is an old word for off);
     * optional until something requires it.
     */
    public static Action of(Cluster cluster, Node node) {
        return of(cluster, node, switch (cluster.options().value("fencing-action")) {
            case OFF, "poweroff" -> OFF;
            default -> REBOOT;
        });
    }

    public static Action of(Cluster cluster, Node node, String kind) {
        var key = Task.FENCE + "-" + node.name() + "-" + kind;
        var action = cluster.actions().named(null, Task.FENCE, 0, node, key);
        action.tellFirst(KIND, kind);
        return action;
    }
}
