package org.quorate.state;

import java.util.TreeMap;

/** Forgets resources that left the configuration, once they are known to run nowhere. */
final class Removed {

    private Removed() {}

    static ClusterState forgotten(ClusterState state) {
        var kept = new TreeMap<>(state.resources());
        var gone = kept.entrySet().removeIf(entry -> state.configuration().resource(entry.getKey()).isEmpty()
                && isHarmless(entry.getValue()));
        var cib = state.cib();
        var removed = cib.removed().stream().filter(primitive -> kept.containsKey(primitive.id())).toList();
        if (!gone && removed.size() == cib.removed().size()) {
            return state;
        }
        return state.withResources(kept)
                .withCib(new VersionedConfiguration(cib.version(), cib.current(), cib.history(), removed));
    }

    private static boolean isHarmless(ResourceStatus status) {
        return status.owners().isEmpty() && status.nodes().values().stream()
                .allMatch(node -> switch (node.activity()) {
                    case Activity.Inactive _,Activity.Unknown _ -> true;
                    case Activity.Active _,Activity.Failing _,Activity.StopFailed _ -> false;
                });
    }
}
