package org.quorate.policy.fencing;

import java.util.List;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FenceActions;
import org.quorate.policy.faults.FenceMarks;
import org.quorate.policy.operation.Digests;
import org.quorate.policy.operation.OperationSettings;
import org.quorate.state.Reason;

/** Unfences nodes anew when the devices that did it have other parameters now. */
final class ChangedDevices {

    private ChangedDevices() {}

    static void unfence(Cluster cluster) {
        if (!cluster.isUnfencingUsed()) {
            return;
        }
        var devices = cluster.primitives().stream().filter(ChangedDevices::unfences).toList();
        for (var node : cluster.nodes()) {
            var key = Task.FENCE + "-" + node.name() + "-" + FenceActions.ON;
            cluster.actions().find(key, node).ifPresent(unfence -> {
                if (FenceMarks.canFence(cluster, node)) {
                    changed(cluster, devices, node).forEach(device -> unfence.require(
                            Reason.of(Reason.Kind.CHANGED, "node", node.name(), "resource", device.id())));
                }
            });
        }
    }

    private static boolean unfences(Primitive primitive) {
        return primitive.is(Flag.FENCE_DEVICE) && (primitive.is(Flag.NEEDS_UNFENCING)
                || primitive.meta("provides").filter(word -> word.equals("unfencing")).isPresent());
    }

    /** The node carries the digests of the devices that unfenced it as {@code id:agent:digest,}. */
    private static List<Primitive> changed(Cluster cluster, List<Primitive> devices, Node node) {
        var recorded = node.attribute("#digests-all").orElse("");
        if (recorded.isEmpty()) {
            return List.of();
        }
        var digests = new Digests(new OperationSettings(cluster));
        return devices.stream().filter(device -> !recorded.contains(
                device.id() + ":" + device.agentType() + ":" + digests.ofDevice(device, node))).toList();
    }
}
