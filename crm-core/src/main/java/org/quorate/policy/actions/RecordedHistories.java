package org.quorate.policy.actions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quorate.cib.Element;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;

/** The history of each resource on each node under the name by which the status section knows it. */
final class RecordedHistories {

    /**
     * What stands in one {@code lrm_resource}.
     *
     * @param entries the oldest first
     */
    record Recorded(Node node, Element resource, List<HistoryEntry> entries) {

        /** Whether all was done by the agent that the resource has now. */
        boolean isOf(Primitive current) {
            return resource.attribute("class", "").equals(current.agentClass())
                    && resource.attribute("provider", "").equals(current.provider())
                    && resource.attribute("type", "").equals(current.agentType());
        }
    }

    /** An operation by the id of its node's state and by its own. */
    private record Operation(String node, String id) {}

    private final Map<Operation, Element> parents = new HashMap<>();
    private final IdentityHashMap<Element, Recorded> byElement = new IdentityHashMap<>();
    private final List<Recorded> all = new ArrayList<>();
    private final Map<String, List<Primitive>> named = new LinkedHashMap<>();

    private RecordedHistories() {}

    static RecordedHistories of(Cluster cluster) {
        var histories = new RecordedHistories();
        for (var node : cluster.cib().nodeStates()) {
            node.child("lrm").flatMap(lrm -> lrm.child("lrm_resources")).map(Element::children)
                    .ifPresent(resources -> resources.forEach(
                            resource -> histories.index(node.id(), resource)));
        }
        for (var primitive : cluster.primitives()) {
            histories.name(primitive.id(), primitive);
            if (!primitive.historyName().equals(primitive.id())) {
                histories.name(primitive.historyName(), primitive);
            }
            primitive.history().forEach(histories::add);
        }
        return histories;
    }

    private void index(String node, Element resource) {
        resource.children().forEach(
                operation -> parents.putIfAbsent(new Operation(node, operation.id()), resource));
    }

    private void name(String name, Primitive primitive) {
        named.computeIfAbsent(name, _ -> new ArrayList<>()).add(primitive);
    }

    private void add(HistoryEntry entry) {
        var parent = parents.get(new Operation(entry.node().id(), entry.detail().xml().id()));
        if (parent == null) {
            return;
        }
        var recorded = byElement.computeIfAbsent(parent, resource -> {
            var made = new Recorded(entry.node(), resource, new ArrayList<>());
            all.add(made);
            return made;
        });
        recorded.entries().add(entry);
    }

    List<Recorded> all() {
        return all;
    }

    /** Those that it may stand for: of an anonymous clone recorded without a number, every instance. */
    List<Primitive> resources(Recorded recorded) {
        return named.getOrDefault(recorded.resource().id(), List.of());
    }
}
