package org.quorate.policy.outcome;

import java.util.List;
import org.quorate.policy.Plan;
import org.quorate.policy.cluster.Cluster;

/** From the working set, its orderings applied, to the plan. */
public final class Outcome {

    private Outcome() {}

    public static Plan plan(Cluster cluster) {
        var graph = Graph.of(cluster.actions().all());
        return new Plan(graph.steps(), Changes.of(cluster), List.copyOf(cluster.warnings()));
    }
}
