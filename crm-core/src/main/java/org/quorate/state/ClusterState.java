package org.quorate.state;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.Configuration;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;

/**
 * The whole replicated state, one immutable value. Equal index, equal state, on every node.
 *
 * @param fencings the last ended fence actions, oldest first, bounded
 * @param keys idempotence keys of the last requests, bounded
 * @param voters whose word counts
 */
public record ClusterState(Position position, VersionedConfiguration cib,
        SortedMap<NodeName, NodeStatus> nodes,
        SortedMap<ResourceId, ResourceStatus> resources, Progress progress, List<Fencing> fencings,
        RecentKeys keys, Voters voters) {

    public static final ClusterState EMPTY = new ClusterState(new Position(0, 0),
            VersionedConfiguration.EMPTY,
            new TreeMap<>(), new TreeMap<>(), Progress.NONE, List.of(), RecentKeys.NONE, Voters.NONE);

    public ClusterState {
        nodes = Frozen.of(nodes);
        resources = Frozen.of(resources);
        fencings = List.copyOf(fencings);
    }

    public Configuration configuration() {
        return cib.current();
    }

    /**
     * The definition by which a primitive is run: the configured one, else the last one while it may still
     * run.
     */
    public Optional<Resource.Primitive> definition(ResourceId id) {
        return configuration().primitive(id)
                .or(() -> cib.removed().stream().filter(primitive -> primitive.id().equals(id)).findFirst());
    }

    /** What is known of a resource; {@link ResourceStatus#NONE} when nothing is. */
    public ResourceStatus resource(ResourceId id) {
        return resources.getOrDefault(id, ResourceStatus.NONE);
    }

    public ClusterState with(ResourceId id, ResourceStatus status) {
        var changed = new TreeMap<>(resources);
        changed.put(id, status);
        return withResources(changed);
    }

    public ClusterState with(NodeName name, NodeStatus status) {
        var changed = new TreeMap<>(nodes);
        changed.put(name, status);
        return new ClusterState(position, cib, changed, resources, progress, fencings, keys, voters);
    }

    ClusterState withNodes(SortedMap<NodeName, NodeStatus> changed) {
        return new ClusterState(position, cib, changed, resources, progress, fencings, keys, voters);
    }

    public ClusterState withResources(SortedMap<ResourceId, ResourceStatus> changed) {
        return new ClusterState(position, cib, nodes, changed, progress, fencings, keys, voters);
    }

    public ClusterState withPosition(Position changed) {
        return new ClusterState(changed, cib, nodes, resources, progress, fencings, keys, voters);
    }

    public ClusterState withCib(VersionedConfiguration changed) {
        return new ClusterState(position, changed, nodes, resources, progress, fencings, keys, voters);
    }

    public ClusterState withProgress(Progress changed) {
        return new ClusterState(position, cib, nodes, resources, changed, fencings, keys, voters);
    }

    public ClusterState withFencings(List<Fencing> changed) {
        return new ClusterState(position, cib, nodes, resources, progress, changed, keys, voters);
    }

    public ClusterState withKeys(RecentKeys changed) {
        return new ClusterState(position, cib, nodes, resources, progress, fencings, changed, voters);
    }

    public ClusterState withVoters(Voters changed) {
        return new ClusterState(position, cib, nodes, resources, progress, fencings, keys, changed);
    }
}
