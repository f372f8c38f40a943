package org.quorate.crmsh.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.cib.ConfigurationCib;
import org.quorate.codec.ConfigurationJson;
import org.quorate.codec.JsonAt;
import org.quorate.model.Configuration;
import org.quorate.model.Resource;

/**
 * The running cluster as a CIB, as far as its daemon tells: configuration, nodes with their transient
 * attributes, what
 * runs where in which role, and how often it failed.
 */
public final class LiveCib {

    private static final int NOT_RUNNING = 7;

    private final Configuration configuration;
    private final JsonAt status;

    private LiveCib(Configuration configuration, JsonAt status) {
        this.configuration = configuration;
        this.status = status;
    }

    /**
     * Reads both.
     *
     * @param configuration as {@code GET /v1/cib} has it
     * @param status as {@code GET /v1/status} has it
     */
    public static Cib of(JsonAt configuration, JsonAt status) {
        return new LiveCib(ConfigurationJson.configuration(configuration), status).cib();
    }

    private Cib cib() {
        var states = new ArrayList<Element>();
        for (var node : status.list("nodes", node -> node)) {
            if (!node.text("kind", "node").equals("arbiter")) {
                states.add(state(node));
            }
        }
        var hasQuorum = status.field("quorum").flag("quorate", false);
        var cib = AssumedStatus.whole(ConfigurationCib.element(configuration), states);
        return new Cib(cib.root().with("have-quorum", hasQuorum ? "1" : "0"));
    }

    private Element state(JsonAt node) {
        var name = node.text("node");
        var presence = switch (node.text("presence")) {
            case "member" -> AssumedStatus.member(name);
            case "leaving" -> AssumedStatus.member(name);
            case "lost" -> AssumedStatus.member(name).with("in_ccm", "false").with("crmd", "offline")
                    .with("join", "down");
            default -> AssumedStatus.member(name).with("in_ccm", "false").with("crmd", "offline")
                    .with("join", "down")
                    .with("expected", "down");
        };
        var isLeaving = node.text("presence").equals("leaving");
        return presence.withChildren(List.of(histories(name), attributes(node, name, isLeaving)));
    }

    private Element attributes(JsonAt node, String name, boolean isLeaving) {
        Map<String, String> values = new LinkedHashMap<>(node.texts("transient"));
        if (isLeaving) {
            values.put("shutdown", "1");
        }
        for (var resource : primitives()) {
            for (var failed : resource.list("failed", one -> one)) {
                if (failed.text("node").equals(name) && failed.has("count")) {
                    values.put(
                            "fail-count-" + resource.text("primitive") + "#"
                                    + failed.text("operation", "monitor_0"),
                            Long.toString(failed.whole("count")));
                }
            }
        }
        var pairs = new ArrayList<Element>();
        values.forEach((key, value) -> pairs.add(
                Element.of("nvpair", "id", "status-" + name + "-" + key, "name", key, "value", value)));
        return Element.of("transient_attributes", "id", name).withChildren(
                List.of(Element.of("instance_attributes", "id", "status-" + name).withChildren(pairs)));
    }

    private List<JsonAt> primitives() {
        return status.list("resources", one -> one).stream().filter(one -> one.has("primitive")).toList();
    }

    private Element histories(String node) {
        var resources = new ArrayList<Element>();
        for (var resource : primitives()) {
            var id = resource.text("primitive");
            configuration.primitive(new org.quorate.model.ResourceId(id))
                    .filter(_ -> !isUnknownOn(resource, node))
                    .ifPresent(primitive -> resources.add(history(primitive, resource, node)));
        }
        return Element.of("lrm", "id", node).withChild(Element.of("lrm_resources").withChildren(resources));
    }

    private static boolean isUnknownOn(JsonAt resource, String node) {
        return resource.list("unknownOn", JsonAt::text).contains(node);
    }

    private static Element history(Resource.Primitive primitive, JsonAt resource, String node) {
        var entries = new ArrayList<Element>();
        var running = resource.list("running", one -> one).stream()
                .filter(place -> place.text("node").equals(node)).findFirst();
        if (running.isEmpty()) {
            entries.add(entry(primitive, "monitor", NOT_RUNNING, 1));
        } else {
            entries.add(entry(primitive, "start", 0, 1));
            if (running.get().text("role").equals("Promoted")) {
                entries.set(0, entry(primitive, "promote", 0, 2));
            }
            primitive.operations().stream().filter(operation -> operation.interval().isPositive())
                    .forEach(operation -> entries.add(recurring(primitive, operation.key())));
        }
        var agent = primitive.agent();
        return Element.of("lrm_resource", "id", primitive.id().value(), "class", agent.standard(), "provider",
                agent.provider(), "type", agent.type()).withChildren(entries);
    }

    private static Element entry(Resource.Primitive primitive, String task, int exit, int call) {
        var id = primitive.id().value();
        return result(Element.of("lrm_rsc_op", "id", id + "_last_0", "operation_key", id + "_" + task + "_0",
                "operation",
                task, "interval", "0"), exit, call);
    }

    private static Element recurring(Resource.Primitive primitive, String key) {
        var id = primitive.id().value() + "_" + key;
        return result(
                Element.of("lrm_rsc_op", "id", id, "operation_key", id, "operation", "monitor", "interval",
                        key.substring(key.lastIndexOf('_') + 1)),
                0, 3);
    }

    private static Element result(Element entry, int exit, int call) {
        var transition = "0:-1:" + exit + ":00000000-0000-0000-0000-000000000000";
        return entry.with("transition-key", transition)
                .with("transition-magic", "0:" + exit + ";" + transition)
                .with("call-id", Integer.toString(call)).with("rc-code", Integer.toString(exit))
                .with("op-status", "0");
    }
}
