package org.quorate.policy.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.quorate.cib.Element;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.input.ResourceReader;
import org.quorate.state.Reason;

/** Makes resources of records whose resources are configured no longer, so that they are stopped. */
record RemovedResources(Cluster cluster) {

    Optional<Primitive> add(Element entry) {
        var attributes = new LinkedHashMap<String, String>();
        for (var name : List.of("id", "class", "provider", "type")) {
            entry.attribute(name).ifPresent(value -> attributes.put(name, value));
        }
        var definition = new Element("primitive", attributes, List.of(), "");
        var primitive = new ResourceReader(cluster).read(definition).map(Primitive.class::cast);
        primitive.ifPresent(resource -> introduce(resource, entry));
        return primitive;
    }

    private void introduce(Primitive resource, Element entry) {
        resource.set(Flag.REMOVED);
        if (entry.attribute("container").isPresent()) {
            resource.set(Flag.REMOVED_GUEST);
        }
        if (resource.is(Flag.REMOTE_CONNECTION)) {
            var node = cluster.node(resource.id()).orElseGet(() -> newRemote(resource.id()));
            resource.connects(node);
            if (cluster.options().isStartupFencing()) {
                node.set(Node.Flag.UNCLEAN);
            }
            node.set(Node.Flag.UNSEEN);
            node.set(Node.Flag.SHUTDOWN);
        }
        cluster.add(resource);
        Weights.begin(cluster, resource);
        if (cluster.options().isOn("stop-removed-resources")) {
            Weights.banEverywhere(cluster, resource,
                    Reason.of(Reason.Kind.REMOVED, "resource", resource.id()));
        } else {
            resource.clear(Flag.MANAGED);
        }
    }

    private Node newRemote(String name) {
        var node = new Node(name, name, Node.Kind.REMOTE);
        node.attributes().put("#uname", name);
        node.attributes().put("#id", name);
        node.attributes().put("#kind", "remote");
        cluster.add(node);
        return node;
    }

    /** Puts removed connections back into the resources in which their nodes lived. */
    void putIntoContainers(List<Element> entries) {
        for (var entry : new ArrayList<>(entries)) {
            var inner = cluster.resource(entry.id()).filter(found -> found.is(Flag.REMOVED_GUEST))
                    .orElse(null);
            if (inner != null && inner.container().isEmpty()) {
                cluster.resource(entry.attribute("container", "")).ifPresent(inner::containedIn);
            }
        }
    }
}
