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
        if (!seen.entries().isEmpty()) {
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
            if (entry != given.get(i)) {
                seen = new ArrayList<>(seen);
                seen.set(i, entry);
            }
        }
        return seen == given ? recorded
                : Recorded.of(recorded.node(), recorded.name(), recorded.agent(), List.copyOf(seen));
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

    static boolean isProbe(HistoryEntry entry) {
        return entry.task().equals(Task.MONITOR) && entry.intervalMs() == 0;
    }
}
