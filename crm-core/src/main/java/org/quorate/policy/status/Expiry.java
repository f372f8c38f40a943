package org.quorate.policy.status;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.quorate.model.Durations;
import org.quorate.policy.actions.CleanUps;
import org.quorate.policy.operation.Digests;
import org.quorate.policy.operation.OperationSettings;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FailCounts;
import org.quorate.policy.faults.FenceActions;
import org.quorate.state.Reason;

/**
 * Which failures are so old that they no longer count (failure-timeout), or were made by parameters that
 * changed.
 */
final class Expiry {

    private final Cluster cluster;
    private final OperationSettings settings;
    private final FailCounts failures;
    private final Digests digests;

    Expiry(Cluster cluster, OperationSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
        failures = new FailCounts(cluster);
        digests = new Digests(settings);
    }

    Result.Age judge(Findings findings, HistoryEntry entry) {
        var resource = findings.resource();
        var timeout = FailCounts.timeout(resource);
        var isLastFailure = entry.detail().xml().id().endsWith("_last_failure_0");
        var isExpired = false;
        Reason clearing = null;
        if (timeout.isPositive() && entry.detail().at().isAfter(Instant.EPOCH)) {
            isExpired = !cluster.now().isBefore(entry.detail().at().plus(timeout))
                    && !waitsForFencing(resource, entry);
            var left = failures.own(resource, findings.node(), entry);
            if (isExpired && failures.recorded(resource, findings.node()).value() != 0) {
                if (left.value() == 0) {
                    clearing = reason(Reason.Kind.THRESHOLD, findings);
                } else {
                    isExpired = false;
                }
            } else if (isExpired && isLastFailure && reconnects(resource)) {
                clearing = reason(Reason.Kind.THRESHOLD, findings);
            }
        }
        if (!isExpired && isLastFailure && hasChanged(findings, entry)) {
            clearing = reason(Reason.Kind.CHANGED, findings);
        }
        if (clearing != null) {
            clear(findings, clearing);
        }
        return isExpired && !isLastingProbe(entry) ? Result.Age.EXPIRED : Result.Age.CURRENT;
    }

    private static Reason reason(Reason.Kind kind, Findings findings) {
        return Reason.of(kind, "resource", findings.resource().id(), "node", findings.node().name());
    }

    /** What a probe found stays true however old it is. */
    private static boolean isLastingProbe(HistoryEntry entry) {
        return ResourceHistory.isProbe(entry) && switch (entry.exit()) {
            case Exit.OK, Exit.NOT_RUNNING, Exit.PROMOTED, Exit.DEGRADED, Exit.DEGRADED_PROMOTED -> true;
            default -> false;
        };
    }

    /** A lost connection that is to be retried later is not forgotten before its node is fenced. */
    private boolean waitsForFencing(Primitive resource, HistoryEntry entry) {
        return reconnects(resource) && cluster.options().isFencingEnabled() && entry.intervalMs() > 0
                && entry.task().equals(Task.MONITOR)
                && cluster.node(resource.id()).filter(node -> !node.is(Node.Flag.REMOTE_FENCED)).isPresent();
    }

    private boolean hasChanged(Findings findings, HistoryEntry entry) {
        var isChecked = entry.task().equals(Task.START) || entry.task().equals(Task.MONITOR);
        var resource = findings.resource();
        var isInBundle = resource.is(Flag.REMOTE_CONNECTION) && OperationHistory.isBundled(resource);
        return isChecked && !isInBundle && entry.detail().xml().attribute("op-digest").isPresent()
                && digests.differs(resource, entry, findings.node());
    }

    private void clear(Findings findings, Reason why) {
        var resource = findings.resource();
        var clear = CleanUps.clearFailCount(cluster, resource, findings.node(), why);
        if (cluster.options().isFencingEnabled() && reconnects(resource)) {
            waitForFencing(resource, clear);
        }
    }

    private void waitForFencing(Primitive resource, Action clear) {
        cluster.node(resource.id())
                .ifPresent(node -> cluster.actions().order(FenceActions.of(cluster, node), clear,
                        EnumSet.of(Relation.FIRST_IMPLIES_THEN)));
    }

    /** Whether a connection that was lost is tried again only after a while. */
    boolean reconnects(Primitive resource) {
        return resource.is(Flag.REMOTE_CONNECTION)
                && Durations
                        .parse(settings.parameters(resource, null).getOrDefault("reconnect_interval", "0"))
                        .filter(Duration::isPositive).isPresent();
    }
}
