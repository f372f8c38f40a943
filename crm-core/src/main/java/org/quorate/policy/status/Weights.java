package org.quorate.policy.status;

import org.quorate.model.Score;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Weight;
import org.quorate.state.Reason;

/** What the status section says about where a resource may or should run. */
final class Weights {

    private Weights() {}

    /** The first weights of a resource that was not in the configuration. */
    static void begin(Cluster cluster, Resource resource) {
        if (cluster.options().isSymmetric()) {
            cluster.nodes().forEach(node -> weight(resource, node));
        }
        resource.children().forEach(child -> begin(cluster, child));
    }

    static void ban(Resource resource, Node node, Reason why) {
        add(resource, node, Score.MINUS_INFINITY, why);
    }

    static void banEverywhere(Cluster cluster, Resource resource, Reason why) {
        cluster.nodes().forEach(node -> ban(resource, node, why));
    }

    static void hold(Resource resource, Node node, Reason why) {
        add(resource, node, Score.INFINITY, why);
    }

    private static void add(Resource resource, Node node, Score score, Reason why) {
        weight(resource, node).add(score, why);
        resource.children().forEach(child -> add(child, node, score, why));
    }

    private static Weight weight(Resource resource, Node node) {
        return resource.allowed().computeIfAbsent(node, _ -> new Weight(node, Score.ZERO));
    }
}
