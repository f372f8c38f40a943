package org.quorate.policy.input;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.input.ResourceReader.Place;

/**
 * Makes what a bundle consists of: for each replica address, container, connection and node; the clone
 * inside.
 */
record BundleReader(Cluster cluster, ResourceReader reader, BundleSpec spec, Bundle bundle) {

    void read() {
        bundle.limits(spec.counts().perHost(), spec.counts().promoted());
        if (spec.counts().perHost() == 1) {
            bundle.clear(Flag.UNIQUE);
        }
        var inside = inside();
        var instances = inside == null ? List.<Resource>of() : List.copyOf(inside.children());
        if (inside != null) {
            bundle.children().remove(inside);
            passOn(inside, instances);
        }
        for (var i = 0; i < spec.counts().replicas(); i++) {
            addReplica(i, i < instances.size() ? instances.get(i) : null);
        }
        if (inside != null) {
            bundle.children().add(inside);
            bundle.inside(inside);
        }
    }

    private @Nullable Clone inside() {
        var inner = spec.inner();
        if (inner == null) {
            return null;
        }
        var parts = new BundleParts(spec);
        return reader.read(parts.clone(inner), Place.OUTERMOST.inside(bundle)).map(Clone.class::cast)
                .orElse(null);
    }

    /** What is told of the primitive inside holds for the clone around it, and the bundle. */
    private void passOn(Clone inside, List<Resource> instances) {
        for (var instance : instances) {
            instance.set(Flag.EXCLUSIVE_DISCOVERY);
            if (instance.is(Flag.NOTIFY)) {
                inside.set(Flag.NOTIFY);
            }
            instance.meta("container-attribute-target").ifPresent(target -> {
                inside.meta().put("container-attribute-target", target);
                bundle.meta().put("container-attribute-target", target);
            });
        }
    }

    private void addReplica(int index, @Nullable Resource inner) {
        var parts = new BundleParts(spec);
        var place = Place.OUTERMOST.inside(bundle);
        var addresses = spec.addresses();
        var text = index < addresses.size() ? addresses.get(index) : "";
        var address = text.isEmpty() ? null : reader.primitive(parts.address(text), place);
        var container = reader.primitive(parts.container(index, text), place);
        if (inner == null) {
            bundle.replicas().add(new Bundle.Replica(index, container, address, null, null, null));
            return;
        }
        if (!text.isEmpty()) {
            inner.meta().put("external-ip", text);
        }
        var node = node(index);
        var connection = reader.primitive(parts.connection(index, container.id(), text), place);
        connection.containedIn(container);
        connection.connects(node);
        moveUtilization(inner, container);
        bundle.replicas().add(new Bundle.Replica(index, container, address, connection, inner, node));
    }

    private Node node(int index) {
        var name = spec.id() + "-" + index;
        var node = cluster.node(name).orElseGet(() -> {
            var made = new Node(name, name, Node.Kind.GUEST);
            NodesReader.introduce(made, cluster.options());
            cluster.add(made);
            return made;
        });
        node.score(Score.MINUS_INFINITY);
        return node;
    }

    /** What is inside has the container to itself; so what it needs is what its container needs. */
    private static void moveUtilization(Resource inner, Primitive container) {
        container.utilization().clear();
        for (var primitive : new ArrayList<>(inner.primitives())) {
            container.utilization().putAll(primitive.utilization());
            primitive.utilization().clear();
        }
    }
}
