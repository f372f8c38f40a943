package org.quorate.scheduler.placement;

import org.quorate.membership.NodeName;
import org.quorate.model.Score;
import org.quorate.rules.ClusterOptions.StartFailure;
import org.quorate.rules.ResourceOptions.Recovery;
import org.quorate.scheduler.situation.Observed;
import org.quorate.scheduler.situation.OnFail;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Reason;

/**
 * A node on which a resource failed as often as its migration-threshold, or failed to start where that is
 * fatal, may not have it until the failures expire or are cleaned up. What is ignored does not count.
 */
final class FailureScores {

    private FailureScores() {}

    static void add(Situation situation, ResourceView resource, Tally tally) {
        resource.history().on().forEach((node, observed) -> add(situation, resource, node, observed, tally));
    }

    private static void add(Situation situation, ResourceView resource, NodeName node, Observed observed,
            Tally tally) {
        int total = 0;
        for (var entry : observed.failures().entrySet()) {
            var key = entry.getKey();
            if (resource.onFail(key) == OnFail.IGNORE) {
                continue;
            }
            total += entry.getValue().count();
            if (key.startsWith("start_") && situation.options().startFailure() == StartFailure.FATAL) {
                total = Recovery.NO_THRESHOLD;
            }
        }
        if (total >= resource.options().recovery().migrationThreshold()) {
            tally.add(node, Score.MINUS_INFINITY, reason(resource, node, observed));
        }
    }

    private static Reason reason(ResourceView resource, NodeName node, Observed observed) {
        var failures = new StringBuilder();
        observed.failures().forEach((key, failure) -> failures.append(failures.isEmpty() ? "" : ", ")
                .append(key.substring(0, key.lastIndexOf('_'))).append(" x").append(failure.count()));
        return Reason.of(Reason.Kind.THRESHOLD, "node", node.value(), "resource", resource.id().value(),
                "failures", failures.toString());
    }
}
