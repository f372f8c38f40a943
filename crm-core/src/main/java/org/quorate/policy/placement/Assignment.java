package org.quorate.policy.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.placement.Ledger.OnFailure;
import org.quorate.policy.placement.NodeOrder.Strategy;

/**
 * Gives every resource its node. Connections to remote nodes come first, since what runs there depends on
 * them; then all others by priority, and in the order of their definition; a placement strategy other than
 * the default looks at scores before that.
 */
public final class Assignment {

    private Assignment() {}

    public static void assign(Cluster cluster) {
        InternalColocations.add(cluster);
        var assigner = new Assigner(cluster);
        for (var connection : connections(cluster)) {
            assigner.assign(connection, connection.migrationTarget().orElse(null), OnFailure.STOP);
        }
        for (var resource : inOrder(assigner)) {
            assigner.assign(resource, null, OnFailure.STOP);
        }
    }

    /** Those of bundles come with their bundles. */
    private static List<Resource> connections(Cluster cluster) {
        return cluster.resources().stream().filter(resource -> resource.is(Flag.REMOTE_CONNECTION)).toList();
    }

    private static Collection<Resource> inOrder(Assigner assigner) {
        var resources = assigner.cluster().resources();
        if (assigner.strategy() == Strategy.DEFAULT) {
            return resources;
        }
        var sorted = new ArrayList<>(resources);
        var nodes = assigner.nodeOrder().sorted(assigner.cluster().nodes());
        sorted.sort(Comparator.<Resource>comparingInt(Resource::priority).reversed()
                .thenComparing(new ByScores(assigner, nodes)));
        return sorted;
    }

    /**
     * The one that is better off where it is first; else the one with the higher score on the first node that
     * differs.
     */
    private static final class ByScores implements Comparator<Resource> {

        private static final int NONE = Score.MINUS_INFINITY.value();

        private final Assigner assigner;
        private final List<Node> nodes;
        private final Map<Resource, NodeScores> known = new HashMap<>();

        ByScores(Assigner assigner, List<Node> nodes) {
            this.assigner = assigner;
            this.nodes = nodes;
        }

        @Override
        public int compare(Resource left, Resource right) {
            var sign = Integer.compare(atCurrent(right), atCurrent(left));
            for (var i = 0; sign == 0 && i < nodes.size(); i++) {
                sign = Integer.compare(scores(right).of(nodes.get(i), NONE),
                        scores(left).of(nodes.get(i), NONE));
            }
            return sign;
        }

        private int atCurrent(Resource resource) {
            return Where.current(resource).map(node -> scores(resource).of(node, NONE)).orElse(NONE);
        }

        private NodeScores scores(Resource resource) {
            var scores = known.get(resource);
            if (scores == null) {
                scores = assigner.colocatedScores().own(resource);
                known.put(resource, scores);
            }
            return scores;
        }
    }
}
