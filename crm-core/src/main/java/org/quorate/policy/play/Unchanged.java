package org.quorate.policy.play;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.policy.Policy;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.operation.Digests;
import org.quorate.policy.operation.OperationSettings;

/**
 * For a status that tells what runs, and not with which parameters: they are taken to be those of the
 * configuration.
 */
public final class Unchanged {

    private final Cluster cluster;
    private final Digests digests;

    private Unchanged(Cluster cluster) {
        this.cluster = cluster;
        digests = new Digests(new OperationSettings(cluster));
    }

    /** The CIB with a digest in each entry that has none. */
    public static Cib assume(Cib cib, Instant now) {
        var cluster = Policy.read(cib, now);
        return new Cib(new Unchanged(cluster).completed(cib.root(), "", ""));
    }

    private Element completed(Element element, String node, String resource) {
        if (element.is("lrm_rsc_op")) {
            return element.attribute("op-digest").isPresent()
                    ? element
                    : digest(element, node, resource).map(digest -> element.with("op-digest", digest))
                            .orElse(element);
        }
        var inNode = element.is("node_state") ? element.attribute("uname", "") : node;
        var inResource = element.is("lrm_resource") ? element.id() : resource;
        List<Element> children = element.children().stream()
                .map(child -> completed(child, inNode, inResource)).toList();
        return element.withChildren(children);
    }

    private Optional<String> digest(Element entry, String node, String resource) {
        var interval = Long.parseLong(entry.attribute("interval", "0"));
        return cluster.primitives().stream().filter(primitive -> primitive.historyName().equals(resource)
                || (!primitive.is(Resource.Flag.UNIQUE)
                        && Resource.withoutNumber(primitive.id()).equals(resource)))
                .findFirst()
                .flatMap(primitive -> cluster.node(node)
                        .map(there -> digests.of(primitive, entry.attribute("operation", ""), interval,
                                there)));
    }
}
