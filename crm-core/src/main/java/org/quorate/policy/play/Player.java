package org.quorate.policy.play;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.policy.Plan;
import org.quorate.policy.Plan.Step;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;

/**
 * Plays a plan on a CIB: each action leaves in the status section the trace that it leaves when it succeeds with the
 * result that is expected of it.
 */
public final class Player {

    /** Tasks of agents whose results the history keeps. */
    private static final Set<String> RECORDED = Set.of("start", "stop", "promote", "demote", "monitor",
            "migrate_to", "migrate_from", "reload-agent");

    private static final int NOT_RUNNING = 7;

    private final Cluster before;
    private final Map<String, List<Primitive>> byName = new HashMap<>();
    private final SequencedMap<String, NodeTrace> traces = new LinkedHashMap<>();

    /**
     * For one CIB.
     *
     * @param before the working set of the CIB that is played on, its status read
     */
    public Player(Cluster before) {
        this.before = before;
        for (var primitive : before.primitives()) {
            var name = primitive.is(Resource.Flag.UNIQUE) ? primitive.id() : plain(primitive.id());
            byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(primitive);
        }
    }

    private static String plain(String id) {
        var colon = id.lastIndexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }

    public Cib play(Cib cib, Plan plan) {
        for (var state : cib.nodeStates()) {
            traces.put(nameOf(state), new NodeTrace(state));
        }
        for (var step : plan.steps()) {
            if (!step.what().isPseudo()) {
                play(step);
            }
        }
        return new Cib(replaceStatus(cib.root(), this::played));
    }

    private String nameOf(Element state) {
        var uname = state.attribute("uname");
        return uname.orElseGet(() -> before.nodes().stream().filter(node -> node.id().equals(state.id()))
                .map(node -> node.name()).findFirst().orElse(state.id()));
    }

    private Element played(Element status) {
        var children = new ArrayList<Element>();
        traces.values().forEach(trace -> children.add(trace.written()));
        status.children().stream().filter(child -> !child.is("node_state")).forEach(children::add);
        return status.withChildren(children);
    }

    private static Element replaceStatus(Element root, UnaryOperator<Element> change) {
        var children = new ArrayList<Element>();
        var found = false;
        for (var child : root.children()) {
            if (child.is("status")) {
                found = true;
                children.add(change.apply(child));
            } else {
                children.add(child);
            }
        }
        if (!found) {
            children.add(change.apply(Element.of("status")));
        }
        return root.withChildren(children);
    }

    private void play(Step step) {
        var what = step.what();
        if (what.task().equals("fence") || what.task().equals("stonith")) {
            if (!what.detail().equals("on")) {
                trace(what.node()).goOffline();
            }
        } else if (RECORDED.contains(what.task())) {
            var task = what.task().equals("reload-agent") ? "start" : what.task();
            var result = new Result(step.id(), task, what.intervalMs(), expectedExit(step));
            primitive(what).ifPresent(primitive -> trace(what.node()).record(primitive, result));
        } else if (what.task().equals("cancel")) {
            primitive(what).ifPresent(primitive -> trace(what.node()).forget(primitive, what.intervalMs()));
        }
    }

    /** The resource that is meant; of an anonymous clone the instance that is there. */
    private Optional<Primitive> primitive(Plan.What what) {
        var named = byName.getOrDefault(what.resource(), List.of());
        return named.stream().filter(primitive -> primitive.active().stream()
                .anyMatch(node -> node.name().equals(what.node()))).findFirst()
                .or(() -> named.stream().findFirst());
    }

    private NodeTrace trace(String node) {
        return traces.computeIfAbsent(node, name -> new NodeTrace(newState(name)));
    }

    private Element newState(String name) {
        var node = before.node(name);
        var state = Element.of("node_state", "id", node.map(known -> known.id()).orElse(name), "uname", name);
        return node.filter(known -> known.isRemoteOrGuest()).isPresent()
                ? state.with("remote_node", "true")
                : state;
    }

    private static int expectedExit(Step step) {
        var told = step.meta().getOrDefault("CRM_meta_op_target_rc",
                step.meta().getOrDefault("op_target_rc", ""));
        if (!told.isEmpty()) {
            return Integer.parseInt(told);
        }
        return step.what().task().equals("monitor") && step.what().intervalMs() == 0 ? NOT_RUNNING : 0;
    }

    /** A result to be recorded. */
    private record Result(int stepId, String task, long intervalMs, int exit) {

        String key(String resource) {
            return resource + "_" + task + "_" + intervalMs;
        }

        String id(String resource) {
            return intervalMs == 0 ? resource + "_last_0" : key(resource);
        }

        Element entry(String resource, String node, int callId) {
            var transition = stepId + ":-1:" + exit + ":00000000-0000-0000-0000-000000000000";
            return Element.of("lrm_rsc_op", "id", id(resource), "operation_key", key(resource), "operation",
                    task,
                    "transition-key", transition, "transition-magic", "0:" + exit + ";" + transition,
                    "on_node", node, "call-id", Integer.toString(callId), "rc-code", Integer.toString(exit),
                    "op-status", "0", "interval", Long.toString(intervalMs));
        }
    }

    /** The status of one node as it changes. */
    private static final class NodeTrace {

        private Element state;
        /** By resource as the history names it; null until something is recorded. */
        private final SequencedMap<String, Element> resources = new LinkedHashMap<>();

        NodeTrace(Element state) {
            this.state = state;
            histories(state).forEach(resource -> resources.put(resource.id(), resource));
        }

        private static List<Element> histories(Element state) {
            return state.child("lrm").flatMap(lrm -> lrm.child("lrm_resources"))
                    .map(all -> all.children("lrm_resource")).orElse(List.of());
        }

        void goOffline() {
            resources.clear();
            state = state.with("in_ccm", "false").with("crmd", "offline").with("join", "down")
                    .with("expected", "down")
                    .withChildren(state.children().stream()
                            .filter(child -> !child.is("lrm") && !child.is("transient_attributes")).toList());
        }

        void record(Primitive primitive, Result result) {
            var name = historyName(primitive);
            var resource = resources.computeIfAbsent(name, _ -> newHistory(name, primitive));
            var entry = result.entry(name, state.attribute("uname", ""), nextCall(resource));
            var entries = new ArrayList<>(resource.children());
            entries.removeIf(old -> old.id().equals(entry.id()));
            entries.add(entry);
            resources.put(name, resource.withChildren(entries));
        }

        void forget(Primitive primitive, long intervalMs) {
            var interval = Long.toString(intervalMs);
            resources.computeIfPresent(historyName(primitive), (_, resource) -> resource.withChildren(
                    resource.children().stream()
                            .filter(old -> !old.attribute("interval", "0").equals(interval))
                            .toList()));
        }

        /** The name under which the node knows it; older histories number instances of anonymous clones. */
        private String historyName(Primitive primitive) {
            if (primitive.is(Resource.Flag.UNIQUE) || primitive.parent().isEmpty()) {
                return primitive.historyName();
            }
            var plain = plain(primitive.id());
            var names = resources.sequencedKeySet();
            return Stream.of(primitive.historyName(), plain).filter(names::contains).findFirst()
                    .or(() -> names.stream().filter(name -> plain(name).equals(plain)).findFirst())
                    .orElse(plain);
        }

        private static Element newHistory(String name, Primitive primitive) {
            var history = Element.of("lrm_resource", "id", name, "class", primitive.agentClass(), "type",
                    primitive.agentType());
            return primitive.provider().isEmpty() ? history : history.with("provider", primitive.provider());
        }

        private static int nextCall(Element resource) {
            return 1 + resource.children().stream().map(entry -> entry.attribute("call-id", "0"))
                    .filter(text -> text.matches("\\d{1,9}")).mapToInt(Integer::parseInt).max().orElse(0);
        }

        Element written() {
            if (resources.isEmpty()) {
                return state;
            }
            var children = new ArrayList<>(
                    state.children().stream().filter(child -> !child.is("lrm")).toList());
            var lrm = state.child("lrm").orElseGet(() -> Element.of("lrm", "id", state.id()));
            var others = lrm.children().stream().filter(child -> !child.is("lrm_resources")).toList();
            var written = new ArrayList<>(others);
            written.add(Element.of("lrm_resources").withChildren(List.copyOf(resources.values())));
            children.add(lrm.withChildren(written));
            return state.withChildren(children);
        }
    }
}
