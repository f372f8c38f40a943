package org.quorate.policy.actions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Ordering;
import org.quorate.policy.cluster.Ordering.End;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Recorded;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FailCounts;
import org.quorate.policy.operation.Digests;
import org.quorate.policy.operation.OperationSettings;
import org.quorate.state.Reason;

/**
 * Compares what runs with what is configured now. Changed parameters lead to a restart, to a reload where the
 * agent
 * can do it, or to a recurring operation being scheduled anew; operations and resources that are configured
 * no
 * longer are ended.
 */
public final class ChangedDefinitions {

    private final Cluster cluster;
    private final Primitive resource;
    private final Digests digests;

    private ChangedDefinitions(Cluster cluster, Primitive resource, Digests digests) {
        this.cluster = cluster;
        this.resource = resource;
        this.digests = digests;
    }

    public static void add(Cluster cluster) {
        var digests = new Digests(new OperationSettings(cluster));
        cluster.primitives().forEach(resource -> findRunning(cluster, resource));
        RecordedHistories.forEach(cluster,
                (recorded, resource) -> new ChangedDefinitions(cluster, resource, digests).check(recorded));
    }

    /** The same for connections whose address is known only when their containers are assigned. */
    public static void addToConnections(Cluster cluster) {
        var digests = new Digests(new OperationSettings(cluster));
        if (!cluster.anyPrimitive(digests::dependsOnAssignment)) {
            return;
        }
        RecordedHistories.forEach(cluster, (recorded, resource) -> {
            if (digests.dependsOnAssignment(resource) && isAvailable(recorded.node())) {
                new ChangedDefinitions(cluster, resource, digests).checkDigests(recorded);
            }
        });
    }

    /** The recurring operations that nodes carry out now. */
    private static void findRunning(Cluster cluster, Primitive resource) {
        var recurring = new HashSet<Node>();
        for (var recorded : resource.history()) {
            if (recorded.node().is(Node.Flag.ONLINE) && recorded.isRecurring()) {
                recurring.add(recorded.node());
            }
        }
        if (recurring.isEmpty()) {
            return;
        }
        var byNode = new LinkedHashMap<Node, List<HistoryEntry>>();
        for (var recorded : resource.history()) {
            if (recurring.contains(recorded.node())) {
                byNode.computeIfAbsent(recorded.node(), _ -> new ArrayList<>()).addAll(recorded.entries());
            }
        }
        byNode.forEach((node, entries) -> ActivePeriod.of(entries).recurring().forEach(
                entry -> ResourceActions.recurring(cluster, resource, entry.task(), entry.intervalMs(),
                        node)));
    }

    private void check(Recorded recorded) {
        var node = recorded.node();
        if (!node.is(Node.Flag.MAINTENANCE) && !isAvailable(node)) {
            return;
        }
        if (resource.is(Resource.Flag.REMOVED) || resource.is(Resource.Flag.SURPLUS)) {
            if (!isAnonymousInstance()) {
                forget(node, Reason.Kind.REMOVED);
            }
            return;
        }
        if (!recorded.agent().isSame(resource.agent())) {
            replaceAgent(node);
        }
        if (!digests.dependsOnAssignment(resource)) {
            checkDigests(recorded);
        }
    }

    private void checkDigests(Recorded recorded) {
        if (!resource.isActiveOn(recorded.node())) {
            return;
        }
        var period = ActivePeriod.of(recorded.entries());
        if (!period.isOver()) {
            period.entries().forEach(entry -> check(recorded.node(), entry));
        }
    }

    private static boolean isAvailable(Node node) {
        return node.is(Node.Flag.ONLINE) && !node.is(Node.Flag.SHUTDOWN) && !node.is(Node.Flag.UNCLEAN)
                && !node.is(Node.Flag.STANDBY) && !node.is(Node.Flag.STANDBY_BY_FAILURE);
    }

    private boolean isAnonymousInstance() {
        return resource.top() instanceof Clone clone && !clone.is(Resource.Flag.UNIQUE);
    }

    private void forget(Node node, Reason.Kind why) {
        CleanUps.forget(cluster, resource, node, reason(why));
    }

    private void replaceAgent(Node node) {
        Unfencing.renew(cluster, resource, node);
        if (resource.isActiveOn(node)) {
            ResourceActions.require(cluster, resource, Task.STOP, node, reason(Reason.Kind.CHANGED));
            resource.set(Resource.Flag.START_PENDING);
        }
        forget(node, Reason.Kind.CHANGED);
    }

    private void check(Node node, HistoryEntry entry) {
        if (entry.intervalMs() > 0
                && (resource.is(Resource.Flag.MAINTENANCE) || node.is(Node.Flag.MAINTENANCE))) {
            cancel(node, entry, Reason.Kind.UNMANAGED);
        } else if (isDigested(entry) && changes(node, entry)
                && new FailCounts(cluster).ofItself(resource, node).value() != 0) {
            CleanUps.clearFailCount(cluster, resource, node, reason(Reason.Kind.CHANGED));
        }
    }

    private static boolean isDigested(HistoryEntry entry) {
        return entry.intervalMs() > 0 || switch (entry.task()) {
            case Task.MONITOR, Task.START, Task.PROMOTE, Task.MIGRATE_FROM -> true;
            default -> false;
        };
    }

    /** Whether the definition of the operation changed; if so, what follows from it is done. */
    private boolean changes(Node node, HistoryEntry entry) {
        if (entry.intervalMs() > 0
                && !OperationSettings.isConfigured(resource, entry.task(), entry.intervalMs())) {
            if (cluster.options().isOn("cancel-removed-actions")) {
                cancel(node, entry, Reason.Kind.REMOVED);
            }
            return true;
        }
        switch (digests.compare(resource, entry, node)) {
            case SAME -> {
                return false;
            }
            case NEEDS_RESTART -> restart(node, entry);
            case DIFFERENT -> {
                if (entry.intervalMs() > 0) {
                    scheduleAnew(node, entry);
                } else if (entry.detail().xml().attribute("op-restart-digest").isPresent()) {
                    Unfencing.renew(cluster, resource, node);
                    reload(node);
                } else {
                    restart(node, entry);
                }
            }
        }
        return true;
    }

    private void cancel(Node node, HistoryEntry entry, Reason.Kind why) {
        var cancel = CleanUps.cancel(cluster, resource,
                new CleanUps.Recurring(entry.task(), entry.intervalMs()), node, reason(why));
        cluster.orderings().add(
                Ordering.of(End.of(resource, Task.STOP), End.of(cancel), Relation.ORDERED));
    }

    /**
     * The operation is done anew, wherever the resource will be; what must come before it follows from that.
     * For what is not recurring that is the start, whichever operation told of the parameters.
     */
    private void restart(Node node, HistoryEntry entry) {
        var task = entry.intervalMs() == 0 ? Task.START : entry.task();
        var again = cluster.actions().get(resource, task, entry.intervalMs(), null);
        ResourceActions.judge(cluster, again, resource);
        again.require(reason(Reason.Kind.CHANGED));
        Unfencing.renew(cluster, resource, node);
    }

    private void scheduleAnew(Node node, HistoryEntry entry) {
        Unfencing.renew(cluster, resource, node);
        ResourceActions.recurring(cluster, resource, entry.task(), entry.intervalMs(), node)
                .set(Action.Flag.RESCHEDULE);
    }

    /** A stop or demotion that is needed anyway does away with the reload. */
    private void reload(Node node) {
        if (!resource.is(Resource.Flag.MANAGED) || resource.is(Resource.Flag.FAILED)) {
            return;
        }
        if (resource.is(Resource.Flag.START_PENDING)) {
            ResourceActions.require(cluster, resource, Task.STOP, node, reason(Reason.Kind.CHANGED));
            return;
        }
        resource.set(Resource.Flag.RELOADABLE);
        var reload = ResourceActions.require(cluster, resource, Task.RELOAD, node,
                reason(Reason.Kind.CHANGED));
        for (var task : List.of(Task.STOP, Task.DEMOTE)) {
            cluster.orderings().add(Ordering.of(End.of(reload), End.of(resource, task), Relation.ORDERED,
                    Relation.THEN_CANCELS_FIRST));
        }
    }

    private Reason reason(Reason.Kind kind) {
        return Reason.of(kind, "resource", resource.id());
    }
}
