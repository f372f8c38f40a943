package org.quorate.policy.status;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.quorate.cib.Element;
import org.quorate.model.Durations;
import org.quorate.model.Numbers;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.HistoryEntry.HistoryDetail;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Recorded;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/** Reads the record of one resource on one node, from its oldest operation to its newest. */
final class ResourceHistory {

    private static final int ERROR = 1;

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

    void read(Primitive resource, Node node, Element entry) {
        var roleBefore = resource.role();
        var findings = new Findings(resource, node);
        var sorted = RecordOrder.sorted(entry.children("lrm_rsc_op"));
        var entries = new ArrayList<HistoryEntry>(sorted.size());
        for (var operation : sorted) {
            entries.add(operations.read(findings, entry(node, operation)));
        }
        if (!entries.isEmpty()) {
            resource.history().add(new Recorded(node, name(resource, entry.id()),
                    resource.agent().named(entry), entries));
        }
        consequences.apply(findings);
        Status.TargetRole.of(resource).ifPresent(role -> limit(resource, role));
        settleRole(resource, roleBefore, findings);
    }

    /** The same text; where it can be, the resource's own, which is at hand when records are gone through. */
    private static String name(Primitive resource, String recorded) {
        return recorded.equals(resource.id()) ? resource.id() : recorded;
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

    private static HistoryEntry entry(Node node, Element xml) {
        return new HistoryEntry(node, xml.attribute("operation", ""),
                interval(xml.attribute("interval", "0")),
                number(xml, "rc-code", ERROR), number(xml, "op-status", ExecutionStatus.UNKNOWN),
                new HistoryDetail(xml));
    }

    private static long interval(String text) {
        return Numbers.isWhole(text, 18)
                ? Long.parseLong(text)
                : Durations.parse(text).map(java.time.Duration::toMillis).orElse(0L);
    }

    private static int number(Element xml, String name, int otherwise) {
        var text = xml.attribute(name, "");
        return Numbers.isSigned(text, 9) ? Integer.parseInt(text) : otherwise;
    }

    static boolean isProbe(HistoryEntry entry) {
        return entry.task().equals(Task.MONITOR) && entry.intervalMs() == 0;
    }

    static List<Node> nodes(Cluster cluster) {
        return List.copyOf(cluster.nodes());
    }
}
