package org.quorate.policy.fencing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FenceActions;
import org.quorate.policy.faults.FenceMarks;
import org.quorate.state.Reason;

/**
 * Fences the nodes that are unclean, shuts down those that want to leave, and unfences those whose devices
 * changed.
 * The DC goes last, so that it need not be elected anew in the middle.
 */
public final class Fencing {

    private final Cluster cluster;
    private final List<Action> fencings = new ArrayList<>();
    private final List<Action> shutdowns = new ArrayList<>();
    private @Nullable Action endOfDc;

    private Fencing(Cluster cluster) {
        this.cluster = cluster;
    }

    public static void add(Cluster cluster) {
        var fencing = new Fencing(cluster);
        ChangedDevices.unfence(cluster);
        var isAnythingManaged = cluster.resources().stream()
                .anyMatch(resource -> resource.is(Resource.Flag.MANAGED));
        for (var node : cluster.nodes()) {
            if (node.kind() == Node.Kind.GUEST) {
                if (isAnythingManaged) {
                    fencing.fenceGuest(node);
                }
            } else if (isAnythingManaged && node.is(Node.Flag.UNCLEAN)
                    && FenceMarks.canFence(cluster, node)) {
                fencing.fence(node);
            } else if (!node.isRemoteOrGuest() && node.is(Node.Flag.ONLINE) && node.is(Node.Flag.SHUTDOWN)) {
                fencing.shutDown(node);
            }
        }
        fencing.orderEndOfDc();
    }

    private void fenceGuest(Node node) {
        if (node.is(Node.Flag.REMOTE_NEEDS_RESET) && FenceMarks.canFence(cluster, node)) {
            GuestFencing.fence(cluster, node);
        }
    }

    private void fence(Node node) {
        var fence = FenceActions.of(cluster, node);
        fence.require(Reason.of(Reason.Kind.FENCING, "node", node.name()));
        FencingDelay.set(cluster, node, fence);
        FencingOrderings.add(cluster, node, fence);
        if (node.is(Node.Flag.DC)) {
            endOfDc = fence;
            return;
        }
        if (!cluster.options().isOn("concurrent-fencing") && !fencings.isEmpty()) {
            order(fencings.getLast(), fence);
        }
        fencings.add(fence);
    }

    private void shutDown(Node node) {
        var shutdown = Shutdowns.of(cluster, node);
        if (node.is(Node.Flag.DC)) {
            endOfDc = shutdown;
        } else {
            shutdowns.add(shutdown);
        }
    }

    private void orderEndOfDc() {
        if (endOfDc == null) {
            return;
        }
        if (endOfDc.task().equals(Task.SHUTDOWN)) {
            shutdowns.forEach(shutdown -> order(shutdown, endOfDc));
        }
        if (cluster.options().isOn("concurrent-fencing")) {
            fencings.forEach(fence -> order(fence, endOfDc));
        } else if (!fencings.isEmpty()) {
            order(fencings.getLast(), endOfDc);
        }
    }

    private void order(Action first, Action then) {
        cluster.actions().order(first, then, EnumSet.of(Relation.ORDERED));
    }
}
