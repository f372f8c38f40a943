package org.quorate.state;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;

/**
 * Forgets resources that left the configuration, once they are known to run nowhere and nothing is under way.
 */
final class Removed {

    private Removed() {}

    static ClusterState forgotten(ClusterState state) {
        var configured = new HashSet<ResourceId>();
        state.configuration().resources().forEach(resource -> configured.add(resource.id()));
        if (state.cib().removed().isEmpty() && configured.containsAll(state.resources().keySet())) {
            return state;
        }
        var wanted = underWay(state);
        wanted.addAll(configured);
        var kept = new TreeMap<>(state.resources());
        kept.entrySet().removeIf(entry -> !wanted.contains(entry.getKey()) && isHarmless(entry.getValue()));
        var cib = state.cib();
        var removed = cib.removed().stream().map(Resource.Primitive::id)
                .filter(id -> kept.containsKey(id) || wanted.contains(id)).toList();
        if (kept.size() == state.resources().size() && removed.size() == cib.removed().size()) {
            return state;
        }
        var definitions = cib.removed().stream().filter(primitive -> removed.contains(primitive.id()))
                .toList();
        return state.withResources(kept)
                .withCib(
                        new VersionedConfiguration(cib.version(), cib.current(), cib.history(), definitions));
    }

    /** What an action may still be run on, for which its definition is needed. */
    private static Set<ResourceId> underWay(ClusterState state) {
        var ids = new HashSet<ResourceId>();
        var progress = state.progress();
        for (var action : progress.transition().actions()) {
            if (!progress.hasEnded(action) && action.work() instanceof Work.Run run) {
                ids.add(run.resource());
            }
        }
        return ids;
    }

    private static boolean isHarmless(ResourceStatus status) {
        return status.owners().isEmpty() && status.nodes().values().stream()
                .allMatch(node -> switch (node.activity()) {
                    case Activity.Inactive _,Activity.Unknown _ -> true;
                    case Activity.Active _,Activity.Failing _,Activity.StopFailed _ -> false;
                });
    }
}
