package org.quorate.policy.status;

import java.util.Optional;
import org.quorate.cib.Element;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.status.RecordOrder.Origin;

/**
 * What recorded live migrations mean. One has three steps: to the target, told at the source; from the
 * source, told
 * at the target; the stop at the source. Either record may have been cleaned in between.
 */
record MigrationHistory(Cluster cluster, Records records) {

    /** The two ends of a migration. */
    private record Ends(String source, String target) {

        static Optional<Ends> of(HistoryEntry entry) {
            var xml = entry.detail().xml();
            var source = xml.attribute("migrate_source", "");
            var target = xml.attribute("migrate_target", "");
            var here = entry.node().name();
            var isTold = !source.isEmpty() && !target.isEmpty();
            var isHere = entry.task().equals(Task.MIGRATE_TO)
                    ? source.equalsIgnoreCase(here)
                    : target.equalsIgnoreCase(here);
            return isTold && isHere ? Optional.of(new Ends(source, target)) : Optional.empty();
        }
    }

    /** It left the source. */
    void left(Findings findings, HistoryEntry entry) {
        Ends.of(entry).ifPresent(ends -> left(findings, entry, ends));
    }

    private void left(Findings findings, HistoryEntry entry, Ends ends) {
        var resource = findings.resource();
        var leaving = entry.detail().xml();
        var isSourceNewer = records.hasChangedSince(resource.id(), ends.source, leaving, Origin.SAME_NODE);
        var arriving = records.migration(resource.id(), Task.MIGRATE_FROM, ends.target, ends.source);
        if (arriving.isPresent() && isSourceNewer) {
            return;
        }
        var isTargetNewer = hasNewerState(resource, ends.target, leaving, arriving);
        if (isSourceNewer && isTargetNewer) {
            return;
        }
        if (arriving.filter(MigrationHistory::isDone).isPresent()) {
            leaveDangling(findings);
            return;
        }
        findings.role(Role.STARTED);
        var target = cluster.node(ends.target).orElse(null);
        var isActiveOnTarget = !isTargetNewer && target != null && target.is(Node.Flag.ONLINE);
        if (arriving.filter(from -> !from.attribute("op-status", "").equals("-1")).isPresent()) {
            if (target != null && isActiveOnTarget) {
                RunningOn.add(cluster, resource, target);
            } else {
                demandRecovery(resource);
            }
            return;
        }
        if (target != null && target.is(Node.Flag.ONLINE) && records.isUnknown(resource.id(), ends.target)) {
            return;
        }
        if (target != null && isActiveOnTarget) {
            RunningOn.add(cluster, resource, target);
            cluster.node(ends.source).filter(source -> source.is(Node.Flag.ONLINE))
                    .ifPresent(source -> resource.migrating(source, target));
        } else if (!isSourceNewer) {
            demandRecovery(resource);
        }
    }

    private static boolean isDone(Element operation) {
        return operation.attribute("rc-code", "").equals("0")
                && operation.attribute("op-status", "").equals("0");
    }

    private static void leaveDangling(Findings findings) {
        findings.role(Role.STOPPED);
        findings.resource().danglingMigrations().addFirst(findings.node());
    }

    private static void demandRecovery(Primitive resource) {
        resource.set(Flag.FAILED);
        resource.set(Flag.TO_BE_STOPPED_BY_FAILURE);
        resource.clear(Flag.ALLOW_MIGRATE);
    }

    /** It failed to leave the source; perhaps it is at both ends. */
    void failedToLeave(Findings findings, HistoryEntry entry) {
        Ends.of(entry).ifPresent(ends -> {
            var resource = findings.resource();
            var leaving = entry.detail().xml();
            findings.role(Role.STARTED);
            var arriving = records.migration(resource.id(), Task.MIGRATE_FROM, ends.target, ends.source)
                    .filter(MigrationHistory::isDone);
            if (!records.isUnknown(resource.id(), ends.target)
                    && !hasNewerState(resource, ends.target, leaving, arriving)) {
                cluster.node(ends.target).filter(target -> target.is(Node.Flag.ONLINE))
                        .ifPresent(target -> RunningOn.add(cluster, resource, target));
            } else if (!records.hasChangedSince(resource.id(), ends.source, leaving, Origin.SAME_NODE)) {
                resource.danglingMigrations().addFirst(findings.node());
            }
        });
    }

    /** It failed to arrive at the target; perhaps it is still at the source too. */
    void failedToArrive(Findings findings, HistoryEntry entry) {
        Ends.of(entry).ifPresent(ends -> {
            var resource = findings.resource();
            findings.role(Role.STARTED);
            var leaving = records.migration(resource.id(), Task.MIGRATE_TO, ends.source, ends.target)
                    .filter(MigrationHistory::isDone);
            if (!records.isUnknown(resource.id(), ends.source)
                    && !hasNewerState(resource, ends.source, leaving, entry)) {
                cluster.node(ends.source).filter(source -> source.is(Node.Flag.ONLINE))
                        .ifPresent(source -> RunningOn.add(cluster, resource, source));
            }
        });
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private boolean hasNewerState(Primitive resource, String node, Element leaving,
            Optional<Element> arriving) {
        return hasNewerState(resource, node, arriving.orElse(leaving), leaving);
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private boolean hasNewerState(Primitive resource, String node, Optional<Element> leaving,
            HistoryEntry arriving) {
        return hasNewerState(resource, node, leaving.orElse(arriving.detail().xml()),
                arriving.detail().xml());
    }

    /**
     * Call numbers tell more than times; so the record that was made on that node itself is compared with.
     */
    private boolean hasNewerState(Primitive resource, String node, Element one, Element other) {
        var since = isMadeOn(one, node) ? one : isMadeOn(other, node) ? other : one;
        var origin = isMadeOn(since, node) ? Origin.SAME_NODE : Origin.OTHER_NODE;
        return records.hasChangedSince(resource.id(), node, since, origin)
                || records.wasSeenStoppedSince(resource.id(), node, since, origin);
    }

    private static boolean isMadeOn(Element operation, String node) {
        var attribute = operation.attribute("operation", "").equals(Task.MIGRATE_TO)
                ? "migrate_source"
                : "migrate_target";
        return operation.attribute(attribute, "").equals(node);
    }
}
