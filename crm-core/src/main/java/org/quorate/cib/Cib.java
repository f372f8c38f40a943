package org.quorate.cib;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole CIB: its configuration and its status. */
public final class Cib {

    private static final Element NONE = Element.of("none");

    private final Element root;
    private final Map<String, Element> byId = new HashMap<>();

    public Cib(Element root) {
        this.root = root;
        configuration().children().forEach(this::index);
    }

    private void index(Element element) {
        if (!element.id().isEmpty()) {
            byId.putIfAbsent(element.id(), element);
        }
        element.children().forEach(this::index);
    }

    public Element root() {
        return root;
    }

    public Element configuration() {
        return root.child("configuration").orElse(NONE);
    }

    public Element status() {
        return root.child("status").orElse(NONE);
    }

    /** A section of the configuration, such as {@code resources}; without children where there is none. */
    public Element section(String name) {
        return configuration().child(name).orElse(NONE);
    }

    /** The first element of the configuration with that id, in document order. */
    public Optional<Element> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The children of {@code <status>}, one per node. */
    public List<Element> nodeStates() {
        return status().children("node_state");
    }
}
