package org.quorate.policy.play;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.quorate.cib.Element;
import org.quorate.model.Numbers;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;

/** The status of one node as it changes. */
final class NodeTrace {

    private final Instant now;
    private Element state;
    /** By resource as the history names it. */
    private final SequencedMap<String, Element> resources = new LinkedHashMap<>();
    private final Predicate<String> isKnown;

    /** @param isKnown whether any resource has that name, or is known by it to a node */
    NodeTrace(Element state, Instant now, Predicate<String> isKnown) {
        this.state = state;
        this.now = now;
        this.isKnown = isKnown;
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

    void set(String attribute, String value) {
        state = state.with(attribute, value);
    }

    /** A transient attribute. */
    Optional<String> attribute(String name) {
        return pairs().stream().filter(pair -> pair.attribute("name", "").equals(name)).findFirst()
                .flatMap(pair -> pair.attribute("value"));
    }

    /** Sets a transient attribute. */
    void attribute(String name, String value) {
        var pairs = new ArrayList<>(pairs());
        pairs.removeIf(pair -> pair.attribute("name", "").equals(name));
        pairs.add(Element.of("nvpair", "id", "status-" + state.id() + "-" + name, "name", name, "value",
                value));
        var children = new ArrayList<>(
                state.children().stream().filter(child -> !child.is("transient_attributes")).toList());
        children.add(Element.of("transient_attributes", "id", state.id()).withChildren(List.of(
                Element.of("instance_attributes", "id", "status-" + state.id()).withChildren(pairs))));
        state = state.withChildren(children);
    }

    private List<Element> pairs() {
        return state.child("transient_attributes").flatMap(all -> all.child("instance_attributes"))
                .map(set -> set.children("nvpair")).orElse(List.of());
    }

    void record(Primitive primitive, Result result) {
        var name = historyName(primitive);
        var resource = resources.computeIfAbsent(name, _ -> newHistory(name, primitive));
        var entry = result.entry(name, nextCall(resource))
                .with("last-rc-change", Long.toString(now.getEpochSecond()));
        var entries = new ArrayList<>(resource.children());
        entries.removeIf(old -> old.id().equals(entry.id()));
        entries.add(entry);
        resources.put(name, resource.withChildren(entries));
    }

    /**
     * The name under which the node knows it. Older histories number instances of anonymous clones; such a
     * name is kept where it is the only one. What is configured no longer keeps the name that it has.
     */
    private String historyName(Primitive primitive) {
        if (primitive.is(Resource.Flag.UNIQUE) || primitive.parent().isEmpty()) {
            return primitive.historyName();
        }
        var own = primitive.historyName();
        if (primitive.is(Resource.Flag.REMOVED) && !own.equals(primitive.id())) {
            return own;
        }
        var plain = Resource.withoutNumber(primitive.id());
        var numbered = own.equals(plain) ? primitive.id() : own;
        return !isKnown.test(plain) && isKnown.test(numbered) && resources.containsKey(numbered)
                ? numbered
                : plain;
    }

    private static Element newHistory(String name, Primitive primitive) {
        var history = Element.of("lrm_resource", "id", name, "class", primitive.agentClass(), "type",
                primitive.agentType());
        return primitive.provider().isEmpty() ? history : history.with("provider", primitive.provider());
    }

    private static int nextCall(Element resource) {
        var last = 0;
        for (var entry : resource.children()) {
            var call = entry.attribute("call-id", "0");
            if (Numbers.isWhole(call, 9)) {
                last = Math.max(last, Integer.parseInt(call));
            }
        }
        return 1 + last;
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
