package org.quorate.policy.play;

import org.quorate.model.Role;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.OperationSpec;
import org.quorate.policy.cluster.Primitive;

/** Records that a monitor of a resource failed on each node where it runs. */
record FailedMonitor(Cluster cluster, StatusTraces traces) {

    private static final int GENERIC_ERROR = 1;
    private static final int RUNNING_PROMOTED = 8;
    /** How often a resource is taken to be monitored whose configuration says nothing. */
    private static final long DEFAULT_INTERVAL_MS = 10_000;

    void record(String resource) {
        for (var primitive : cluster.primitives()) {
            if (Situation.name(primitive).equals(resource)) {
                primitive.active().forEach(node -> record(resource, primitive, node.name()));
            }
        }
    }

    private void record(String resource, Primitive primitive, String node) {
        var expected = primitive.role() == Role.PROMOTED ? RUNNING_PROMOTED : 0;
        var result = new Result(0, "monitor", intervalMs(primitive), GENERIC_ERROR, expected,
                traces.digest(primitive, "monitor", intervalMs(primitive), node));
        traces.of(node).record(primitive, result);
        new FailureCounts(traces.of(node), cluster.options()).count(resource, result);
    }

    private static long intervalMs(Primitive primitive) {
        var isPromoted = primitive.role() == Role.PROMOTED;
        return primitive.operations().stream()
                .filter(operation -> operation.name().equals("monitor") && operation.intervalMs() > 0)
                .filter(operation -> operation.role().equals("Promoted") == isPromoted
                        && !operation.role().equals("Stopped"))
                .mapToLong(OperationSpec::intervalMs).findFirst().orElse(DEFAULT_INTERVAL_MS);
    }
}
