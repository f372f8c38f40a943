package org.quorate.policy.actions;

import java.util.ArrayList;
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

    private final List<Recorded> all = new ArrayList<>();
    private final Map<String, List<Primitive>> named = new LinkedHashMap<>();

    private RecordedHistories() {}

    static RecordedHistories of(Cluster cluster) {
        var histories = new RecordedHistories();
        for (var primitive : cluster.primitives()) {
            histories.name(primitive.id(), primitive);
            if (!primitive.historyName().equals(primitive.id())) {
                histories.name(primitive.historyName(), primitive);
            }
            histories.add(primitive.history());
        }
        return histories;
    }

    private void name(String name, Primitive primitive) {
        named.computeIfAbsent(name, _ -> new ArrayList<>()).add(primitive);
    }

    /** One record was read in one go. Two records may be alike, so they are told apart by identity. */
    @SuppressWarnings("ReferenceEquality")
    private void add(List<HistoryEntry> history) {
        for (var begin = 0; begin < history.size();) {
            var resource = history.get(begin).detail().resource();
            var end = begin + 1;
            while (end < history.size() && history.get(end).detail().resource() == resource) {
                end++;
            }
            all.add(new Recorded(history.get(begin).node(), resource, history.subList(begin, end)));
            begin = end;
        }
    }

    List<Recorded> all() {
        return all;
    }

    /** Those that it may stand for: of an anonymous clone recorded without a number, every instance. */
    List<Primitive> resources(Recorded recorded) {
        return named.getOrDefault(recorded.resource().id(), List.of());
    }
}
