package org.quorate.policy.status;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Recorded;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;

/** Reads the record of one resource on one node, from its oldest operation to its newest. */
final class ResourceHistory {

    private final OperationHistory operations;
    private final Consequences consequences;
    private final Set<Resource> containersToStop = new LinkedHashSet<>();

    ResourceHistory(Cluster cluster) {
        operations = new OperationHistory(cluster);
        consequences = new Consequences(cluster, containersToStop);
    }

    /** Containers of bundles of which a failure inside demands the restart. */
    Set<Resource> containersToStop() {
        return containersToStop;
    }

    void read(Primitive resource, Recorded recorded) {
        var roleBefore = resource.role();
        var findings = new Findings(resource, recorded.node());
        var seen = read(findings, recorded);
        if (isOfUse(resource, seen)) {
            resource.history().add(seen);
        }
        consequences.apply(findings);
        Status.TargetRole.of(resource).ifPresent(role -> limit(resource, role));
        settleRole(resource, roleBefore, findings);
    }

    /** The same, or what later phases shall see of it. */
    private Recorded read(Findings findings, Recorded recorded) {
        var given = recorded.entries();
        var seen = given;
        for (int i = 0; i < given.size(); i++) {
            var entry = operations.read(findings, given.get(i));
            if (!entry.equals(given.get(i))) {
                seen = new ArrayList<>(seen);
                seen.set(i, entry);
            }
        }
        return seen.equals(given)
                ? recorded
                : new Recorded(recorded.node(), recorded.name(), recorded.agent(), List.copyOf(seen));
    }

    /** Most records are of a probe that did not find the resource; nobody asks for them again. */
    private static boolean isOfUse(Primitive resource, Recorded recorded) {
        if (resource.is(Flag.REMOVED) || resource.is(Flag.SURPLUS)
                || !recorded.agent().isSame(resource.agent())) {
            return !recorded.entries().isEmpty();
        }
        for (var entry : recorded.entries()) {
            if (!isAbsent(entry)) {
                return true;
            }
        }
        return false;
    }

    private static void limit(Primitive resource, Role role) {
        if (!resource.isNextRoleKnown() || role.compareTo(resource.nextRole()) < 0) {
            resource.nextRole(role);
        }
    }

    /** Of all nodes the highest role counts. */
    private static void settleRole(Primitive resource, Role before, Findings findings) {
        var found = findings.role();
        if (found.isPresent() || before != Role.STOPPED) {
            var role = found.orElse(Role.STOPPED);
            resource.role(before.compareTo(role) > 0 ? before : role);
        }
    }

    /** A probe that did not find it. */
    static boolean isAbsent(HistoryEntry entry) {
        return isProbe(entry) && entry.exit() == Exit.NOT_RUNNING && entry.status() == ExecutionStatus.DONE;
    }

    static boolean isProbe(HistoryEntry entry) {
        return entry.task().equals(Task.MONITOR) && entry.intervalMs() == 0;
    }
}
