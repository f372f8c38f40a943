package org.quorate.crmsh.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.quorate.cib.Element;

/**
 * What a node records, from the lines below it: {@code runs web}, {@code runs db promoted},
 * {@code failed web monitor exit=1 interval=10000 ago=60 count=2}, {@code record web start rc-code=0},
 * {@code unknown web}, {@code transient NAME=VALUE}. A member has looked for everything else, and found
 * nothing. The word after a node's name says how it is: {@code member} if it is left out, {@code lost},
 * {@code left}, {@code leaving}, {@code pending}, {@code new}.
 */
final class CaseStatus {

    private final Outline node;
    private final Map<String, Element> primitives;
    private final Map<String, List<Element>> records = new LinkedHashMap<>();
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private int call;

    CaseStatus(Outline node, Map<String, Element> primitives) {
        this.node = node;
        this.primitives = primitives;
    }

    Element state() {
        if (!node.says("new") && !node.says("remote")) {
            primitives.keySet().forEach(id -> add(id, "monitor", 7, 0, id + "_last_0"));
        }
        node.children().forEach(this::add);
        var state = membership();
        var resources = new ArrayList<Element>();
        records.forEach((id, operations) -> resources.add(resource(id, operations)));
        var pairs = new ArrayList<Element>();
        attributes.forEach((name, value) -> pairs.add(Element.of("nvpair", "id",
                "status-" + node.name() + "-" + name, "name", name, "value", value)));
        return state.withChildren(List.of(
                Element.of("transient_attributes", "id", node.name()).withChild(
                        Element.of("instance_attributes", "id", "status-" + node.name()).withChildren(pairs)),
                Element.of("lrm", "id", node.name())
                        .withChild(Element.of("lrm_resources").withChildren(resources))));
    }

    private Element membership() {
        var state = Element.of("node_state", "id", node.name(), "uname", node.name(), "in_ccm", "true",
                "crmd", "online", "join", "member", "expected", "member");
        if (node.says("remote")) {
            return Element.of("node_state", "id", node.name(), "uname", node.name(), "remote_node", "true");
        }
        if (node.says("lost") || node.says("left")) {
            state = state.with("in_ccm", "false").with("crmd", "offline").with("join", "down");
        }
        if (node.says("left") || node.says("leaving")) {
            state = state.with("expected", "down");
        }
        if (node.says("leaving")) {
            attributes.put("shutdown", "1782900000");
            return state.with("expected", "member");
        }
        return node.says("pending") ? state.with("join", "pending").with("crmd", "offline") : state;
    }

    private void add(Outline line) {
        var id = line.name();
        switch (line.kind()) {
            case "transient" -> attributes.putAll(line.values());
            case "unknown" -> records.remove(id);
            case "runs" -> run(id, line.says("promoted"));
            case "failed" -> fail(id, line);
            case "record" -> {
                var values = line.values();
                add(id, line.words().get(2), Integer.parseInt(values.getOrDefault("rc-code", "0")), 0,
                        id + "_" + line.words().get(2));
                var added = recorded(id).removeLast();
                for (var value : values.entrySet()) {
                    added = added.with(value.getKey(), value.getValue());
                }
                recorded(id).add(added);
            }
            default -> {
                // Belongs to the configuration.
            }
        }
    }

    private Element primitive(String id) {
        return Objects.requireNonNull(primitives.get(id), () -> "there is no primitive " + id);
    }

    private List<Element> recorded(String id) {
        return records.computeIfAbsent(id, _ -> new ArrayList<>());
    }

    private void run(String id, boolean isPromoted) {
        records.remove(id);
        add(id, "start", 0, 0, id + "_last_0");
        if (isPromoted) {
            add(id, "promote", 0, 0, id + "_promote_0");
        }
        primitive(id).child("operations").map(Element::children).orElse(List.of()).stream()
                .filter(operation -> operation.attribute("name", "").equals("monitor"))
                .filter(operation -> operation.attribute("role", "").equals("Promoted") == isPromoted)
                .forEach(operation -> {
                    var interval = Integer.parseInt(operation.attribute("interval", "").replace("s", "000"));
                    add(id, "monitor", isPromoted ? 8 : 0, interval, id + "_monitor_" + interval);
                });
    }

    private void fail(String id, Outline line) {
        var task = line.words().get(2);
        var interval = Integer.parseInt(line.values().getOrDefault("interval", "0"));
        var at = GoldenCasesTest.NOW.getEpochSecond()
                - Integer.parseInt(line.values().getOrDefault("ago", "60"));
        add(id, task, Integer.parseInt(line.values().getOrDefault("exit", "1")), interval,
                id + "_last_failure_0");
        var operations = recorded(id);
        operations.add(operations.removeLast().with("last-rc-change", Long.toString(at))
                .with("transition-key", "1:1:0:golden"));
        var name = id + "#" + task + "_" + interval;
        attributes.put("fail-count-" + name, line.values().getOrDefault("count", "1"));
        attributes.put("last-failure-" + name, Long.toString(at));
    }

    private void add(String id, String task, int exit, int interval, String record) {
        call++;
        recorded(id).add(Element.of("lrm_rsc_op", "id", record,
                "operation", task, "operation_key", id + "_" + task + "_" + interval, "rc-code",
                Integer.toString(exit), "op-status", "0", "interval", Integer.toString(interval), "call-id",
                Integer.toString(call), "transition-key", "1:1:" + exit + ":golden", "on_node", node.name(),
                "crm_feature_set", "3.19.0", "last-rc-change",
                Long.toString(GoldenCasesTest.NOW.getEpochSecond() - 3600)));
    }

    private Element resource(String id, List<Element> operations) {
        var xml = primitive(id);
        return Element.of("lrm_resource", "id", id, "class", xml.attribute("class", "ocf"), "provider",
                xml.attribute("provider", "test"), "type", xml.attribute("type", "Dummy"))
                .withChildren(operations);
    }
}
