package org.quorate.policy.ordering;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;

/** Which instance of an interleaved clone goes with a resource: the one on its node. */
final class Instances {

    private Instances() {}

    static Optional<Resource> compatible(Resource resource, Clone clone) {
        var own = nodes(resource);
        Collection<Node> nodes = own.isEmpty() ? resource.allowed().keySet() : own;
        return nodes.stream().flatMap(node -> clone.children().stream()
                .filter(instance -> nodes(instance).contains(node) && instance.nextRole() != Role.STOPPED))
                .findFirst();
    }

    private static List<Node> nodes(Resource resource) {
        return resource.primitives().stream().flatMap(one -> one.assignedTo().stream()).distinct().toList();
    }
}
