package org.quorate.policy.input;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Weight;

/**
 * Reads options, nodes, tags and resources. Every resource gets its first weights: in a symmetric cluster one
 * for each
 * node, with the node's own score; in another none.
 */
public final class Input {

    private Input() {}

    public static Cluster read(Cib cib, Instant now) {
        var sets = new NvSets(cib, now);
        var warnings = new ArrayList<String>();
        var options = OptionsReader.read(cib, sets, warnings);
        var cluster = new Cluster(cib, now, options, OptionsReader.noQuorum(cib, options),
                OptionsReader.hasQuorum(cib));
        cluster.warnings().addAll(warnings);
        var guests = new GuestNodes(cib);
        new NodesReader(cluster, sets, guests).read();
        readTags(cluster);
        readResources(cluster, guests.connections());
        cluster.numberNodes();
        cluster.resources().forEach(resource -> weigh(cluster, resource));
        return cluster;
    }

    private static void readTags(Cluster cluster) {
        for (var tag : cluster.cib().section("tags").children("tag")) {
            cluster.tags().put(tag.id(), tag.children("obj_ref").stream().map(Element::id).toList());
        }
    }

    private static void readResources(Cluster cluster, List<Element> connections) {
        var definitions = new ArrayList<>(cluster.cib().section("resources").children());
        definitions.addAll(connections);
        if (definitions.stream().anyMatch(Input::namesUnfencing)) {
            cluster.useUnfencing();
        }
        var reader = new ResourceReader(cluster);
        definitions.stream().map(reader::read).flatMap(Optional::stream)
                .sorted((one, other) -> Integer.compare(other.priority(), one.priority()))
                .forEach(cluster::add);
        cluster.primitives().forEach(primitive -> connect(cluster, primitive));
    }

    /** Whether a device provides unfencing or any resource requires it: then all that starts needs it. */
    private static boolean namesUnfencing(Element xml) {
        for (var child : xml.children()) {
            if ((child.is("meta_attributes") && saysUnfencing(child)) || namesUnfencing(child)) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysUnfencing(Element set) {
        for (var pair : set.children()) {
            var name = pair.attribute("name", "");
            if (pair.is("nvpair") && (name.equals("provides") || name.equals("requires"))
                    && pair.attribute("value", "").equals("unfencing")) {
                return true;
            }
        }
        return false;
    }

    /** To what it lives in, and to the node that it makes. */
    private static void connect(Cluster cluster, Primitive primitive) {
        if (primitive.container().isEmpty()) {
            primitive.meta("container").flatMap(cluster::resource).filter(outer -> outer != primitive)
                    .ifPresent(primitive::containedIn);
        }
        if (primitive.is(Flag.REMOTE_CONNECTION) && primitive.remoteNode().isEmpty()) {
            cluster.node(primitive.id()).filter(Node::isRemoteOrGuest).ifPresent(primitive::connects);
        }
    }

    private static void weigh(Cluster cluster, Resource resource) {
        if (cluster.options().isSymmetric()) {
            resource.allowed().reserve(cluster.nodes().size());
            for (var node : cluster.nodes()) {
                resource.allowed().put(node, first(resource, node));
            }
        }
        resource.children().forEach(child -> weigh(cluster, child));
        if (resource instanceof Bundle bundle) {
            bundle.replicas().forEach(Input::confine);
        }
    }

    /** A connection into a container cannot lead through another. */
    private static Weight first(Resource resource, Node node) {
        var isBound = resource.is(Flag.REMOTE_CONNECTION) && resource.parent().isPresent();
        var weight = new Weight(node,
                isBound && node.isRemoteOrGuest() ? Score.MINUS_INFINITY : node.score());
        if (node.score().isMinusInfinite() && node.kind() == Node.Kind.GUEST) {
            weight.discover(Weight.Discovery.NEVER);
        }
        return weight;
    }

    /** What is in a container runs there and nowhere else. */
    private static void confine(Bundle.Replica replica) {
        var inner = replica.inner();
        var node = replica.node();
        if (inner == null || node == null) {
            return;
        }
        var home = new Weight(node, new Score(500));
        home.discover(Weight.Discovery.EXCLUSIVE);
        inner.allowed().clear();
        inner.allowed().put(node, home);
        inner.parent().ifPresent(clone -> clone.allowed().put(node, new Weight(node, Score.MINUS_INFINITY)));
    }
}
