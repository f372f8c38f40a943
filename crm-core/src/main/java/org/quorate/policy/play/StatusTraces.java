package org.quorate.policy.play;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.policy.Plan;
import org.quorate.policy.Plan.Step;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.operation.Digests;
import org.quorate.policy.operation.OperationSettings;

/** The status section of a CIB while it is changed. */
final class StatusTraces {

    private final Cluster before;
    private final Digests digests;
    private final Map<String, List<Primitive>> byName = new HashMap<>();
    /** The names of resources and those that nodes know them by. */
    private final Set<String> known = new HashSet<>();
    private final SequencedMap<String, NodeTrace> traces = new LinkedHashMap<>();

    /**
     * Begins with what is recorded.
     *
     * @param before the working set of the CIB, its status read
     */
    StatusTraces(Cluster before) {
        this.before = before;
        digests = new Digests(new OperationSettings(before));
        for (var primitive : before.primitives()) {
            known.add(primitive.id());
            known.add(primitive.historyName());
            byName.computeIfAbsent(Situation.name(primitive), _ -> new ArrayList<>()).add(primitive);
        }
        for (var state : before.cib().nodeStates()) {
            traces.put(nameOf(state), new NodeTrace(state, before.now(), known::contains));
        }
    }

    private String nameOf(Element state) {
        return state.attribute("uname").orElseGet(() -> before.nodes().stream()
                .filter(node -> node.id().equals(state.id())).map(node -> node.name()).findFirst()
                .orElse(state.id()));
    }

    /** What is recorded of a node; begun where nothing is. */
    NodeTrace of(String node) {
        return traces.computeIfAbsent(node,
                name -> new NodeTrace(newState(name), before.now(), known::contains));
    }

    private Element newState(String name) {
        var node = before.node(name);
        var state = Element.of("node_state", "id", node.map(known -> known.id()).orElse(name), "uname", name);
        return node.filter(known -> known.isRemoteOrGuest()).isPresent()
                ? state.with("remote_node", "true")
                : state;
    }

    /** The resource that the step is for; of an anonymous clone, that instance. */
    Optional<Primitive> primitive(Step step) {
        var named = byName.getOrDefault(step.what().resource(), List.of());
        var number = step.meta().get(Plan.INSTANCE);
        return number == null
                ? named.stream().findFirst()
                : named.stream().filter(primitive -> primitive.id().endsWith(":" + number)).findFirst()
                        .or(() -> named.stream().findFirst());
    }

    /** The digest of the parameters of an operation on a node. */
    String digest(Primitive primitive, String task, long intervalMs, String node) {
        return before.node(node).map(there -> digests.of(primitive, task, intervalMs, there)).orElse("");
    }

    /** The CIB with the status as it is now. */
    Cib written() {
        var status = new ArrayList<Element>();
        traces.values().forEach(trace -> status.add(trace.written()));
        var old = before.cib().status();
        old.children().stream().filter(child -> !child.is("node_state")).forEach(status::add);
        var root = before.cib().root();
        var children = new ArrayList<Element>(
                root.children().stream().filter(child -> !child.is("status")).toList());
        children.add(Element.of("status").withChildren(status));
        return new Cib(root.withChildren(children));
    }
}
