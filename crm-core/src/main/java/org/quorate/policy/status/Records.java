package org.quorate.policy.status;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorate.cib.Element;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.status.RecordOrder.Origin;

/** Looks up single records of the status section: what did a node record of a resource. */
final class Records {

    private final Cluster cluster;
    /** Of those nodes that were asked for: only migrations ask. */
    private final Map<String, Map<String, Element>> byNode = new HashMap<>();

    Records(Cluster cluster) {
        this.cluster = cluster;
    }

    private Map<String, Element> read(String node) {
        var resources = new HashMap<String, Element>();
        for (var state : cluster.cib().nodeStates()) {
            if (state.attribute("uname", "").equals(node)) {
                state.child("lrm").flatMap(lrm -> lrm.child("lrm_resources")).map(Element::children)
                        .orElse(List.of())
                        .forEach(entry -> resources.putIfAbsent(entry.id(), entry));
            }
        }
        return resources;
    }

    private List<Element> operations(String resource, String node) {
        return Optional.ofNullable(byNode.computeIfAbsent(node, this::read).get(resource))
                .map(Element::children).orElse(List.of());
    }

    /** The first record of that operation there. */
    Optional<Element> find(String resource, String task, String node) {
        return operations(resource, node).stream()
                .filter(operation -> operation.attribute("operation", "").equals(task)).findFirst();
    }

    /** The record of a migration to or from a node, on the other. */
    Optional<Element> migration(String resource, String task, String node, String other) {
        var attribute = task.equals(Task.MIGRATE_TO) ? "migrate_target" : "migrate_source";
        return operations(resource, node).stream()
                .filter(operation -> operation.attribute("operation", "").equals(task)
                        && operation.attribute(attribute, "").equals(other))
                .findFirst();
    }

    /** Whether nothing is recorded there but what never ran. */
    boolean isUnknown(String resource, String node) {
        return operations(resource, node).stream()
                .allMatch(operation -> operation.attribute("rc-code", "").equals("193"));
    }

    /** Whether the resource was started, stopped or moved there after that. */
    boolean hasChangedSince(String resource, String node, Element since, Origin origin) {
        return operations(resource, node).stream().filter(operation -> !operation.equals(since))
                .filter(operation -> switch (operation.attribute("operation", "")) {
                    case Task.START, Task.STOP, Task.MIGRATE_TO, Task.MIGRATE_FROM -> true;
                    default -> false;
                }).anyMatch(operation -> RecordOrder.compare(operation, since, origin) > 0);
    }

    /** Whether it was seen not to run there after that. */
    boolean wasSeenStoppedSince(String resource, String node, Element since, Origin origin) {
        return find(resource, Task.MONITOR, node)
                .filter(monitor -> monitor.attribute("rc-code", "").equals("7")
                        && monitor.attribute("op-status", "").equals("0"))
                .filter(monitor -> RecordOrder.compare(monitor, since, origin) > 0).isPresent();
    }
}
