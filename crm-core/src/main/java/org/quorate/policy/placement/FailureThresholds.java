package org.quorate.policy.placement;

import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FailCounts;
import org.quorate.state.Reason;

/**
 * A resource that failed migration-threshold times on a node is banned there, until its failures are
 * forgotten.
 */
final class FailureThresholds {

    private final Cluster cluster;
    private final FailCounts counts;

    FailureThresholds(Cluster cluster) {
        this.cluster = cluster;
        counts = new FailCounts(cluster);
    }

    void apply() {
        var primitives = cluster.primitives();
        for (var node : cluster.nodes()) {
            if (hasFailures(node)) {
                primitives.forEach(primitive -> apply(primitive, node));
            }
        }
    }

    private static boolean hasFailures(Node node) {
        var after = node.attributes().tailMap("fail-count-");
        return !after.isEmpty() && after.firstKey().startsWith("fail-count-");
    }

    /** Of an anonymous clone no instance is better than another: all of it is banned. */
    private void apply(Primitive primitive, Node node) {
        if (!isToBeCleared(primitive, node) && isReached(primitive, node)) {
            var banned = primitive.is(Flag.UNIQUE) ? primitive : primitive.top();
            Bans.on(banned, node,
                    Reason.of(Reason.Kind.THRESHOLD, "resource", primitive.id(), "node", node.name(),
                            "failures", counts.effective(primitive, node).toString()));
        }
    }

    private boolean isToBeCleared(Primitive primitive, Node node) {
        return cluster.actions().find(primitive.key(Task.CLEAR_FAILCOUNT), node).isPresent();
    }

    /** Whether it failed there so often that it has to go. */
    boolean isReached(Resource resource, Node node) {
        if (!(resource instanceof Primitive primitive) || primitive.migrationThreshold() == 0
                || primitive.is(Flag.FAILURE_IGNORED)) {
            return false;
        }
        var count = counts.effective(primitive, node).value();
        return count > 0 && count >= primitive.migrationThreshold();
    }
}
