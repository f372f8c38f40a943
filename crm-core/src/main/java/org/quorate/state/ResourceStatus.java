package org.quorate.state;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;

/**
 * What the cluster knows of a resource. A resource that left the configuration keeps its status until it is
 * known to run nowhere.
 *
 * @param nodes what is known on each node that has probed it
 * @param owners possible owners, in the order in which they were granted
 * @param requests at most one of a kind
 */
public record ResourceStatus(SortedMap<NodeName, ResourceOnNode> nodes, List<Owner> owners,
        List<Request> requests) {

    public static final ResourceStatus NONE = new ResourceStatus(new TreeMap<>(), List.of(), List.of());

    public ResourceStatus {
        nodes = Frozen.of(nodes);
        owners = List.copyOf(owners);
        requests = List.copyOf(requests);
    }

    /** What is known on that node; {@link ResourceOnNode#UNKNOWN} when nothing is. */
    public ResourceOnNode on(NodeName node) {
        return nodes.getOrDefault(node, ResourceOnNode.UNKNOWN);
    }

    public ResourceStatus with(NodeName node, ResourceOnNode known) {
        var changed = new TreeMap<>(nodes);
        changed.put(node, known);
        return new ResourceStatus(changed, owners, requests);
    }

    public ResourceStatus without(NodeName node) {
        var changed = new TreeMap<>(nodes);
        changed.remove(node);
        return new ResourceStatus(changed, owners, requests);
    }

    public ResourceStatus withOwners(List<Owner> changed) {
        return new ResourceStatus(nodes, changed, requests);
    }

    public ResourceStatus withRequests(List<Request> changed) {
        return new ResourceStatus(nodes, owners, changed);
    }
}
