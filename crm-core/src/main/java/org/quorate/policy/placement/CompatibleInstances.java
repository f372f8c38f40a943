package org.quorate.policy.placement;

import java.util.List;
import java.util.Optional;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;

/** Finds the instance of a clone, or the container of a bundle, that goes with another resource's node. */
final class CompatibleInstances {

    private final NodeOrder order;

    CompatibleInstances(NodeOrder order) {
        this.order = order;
    }

    /** On the resource's node; where it has none yet, on the best of its nodes that has one. */
    Optional<Resource> find(Resource resource, Resource instances) {
        var node = Where.nextNode(resource);
        if (node.isPresent()) {
            return on(seen(node.get(), instances), instances);
        }
        return order.sorted(resource.allowed().values(), Optional.empty()).stream()
                .map(weight -> on(seen(weight.node(), instances), instances)).flatMap(Optional::stream)
                .findFirst();
    }

    /** Beside a container is who runs in another container of the same host. */
    private static Node seen(Node node, Resource instances) {
        return instances instanceof Bundle ? Where.host(node).orElse(node) : node;
    }

    private static Optional<Resource> on(Node node, Resource instances) {
        return instances(instances).stream().map(Resource.class::cast).filter(instance -> !isBlocked(instance)
                && Where.nextNode(instance).filter(there -> there == node).isPresent()).findFirst();
    }

    private static List<? extends Resource> instances(Resource resource) {
        return resource instanceof Bundle bundle
                ? bundle.replicas().stream().map(Bundle.Replica::container).toList()
                : resource.children();
    }

    static boolean isBlocked(Resource resource) {
        return resource.is(Flag.BLOCKED)
                || resource.children().stream().anyMatch(CompatibleInstances::isBlocked);
    }
}
