package org.quorate.policy.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;

/**
 * Remote nodes that resources make: a connection of the agent {@code ocf:pacemaker:remote}, a resource with
 * the
 * meta-attribute {@code remote-node} (a guest), a bundle whose containers have an address or a port.
 */
final class GuestNodes {

    private final Cib cib;
    private final Templates templates;
    private final List<Element> connections = new ArrayList<>();
    private final List<String> remotes = new ArrayList<>();
    private final List<String> guests = new ArrayList<>();
    private final Set<String> replicas = new TreeSet<>();

    GuestNodes(Cib cib) {
        this.cib = cib;
        templates = new Templates(cib);
        for (var resource : cib.section("resources").children()) {
            switch (resource.name()) {
                case "primitive" -> addPrimitive(templates.merged(resource));
                case "group" -> resource.children("primitive")
                        .forEach(member -> addGuest(templates.merged(member)));
                case "bundle" -> replicas.addAll(BundleSpec.nodeNames(resource));
                default -> {
                    // clones make no nodes
                }
            }
        }
    }

    private void addPrimitive(Element primitive) {
        if (isRemoteConnection(primitive)) {
            remotes.add(primitive.id());
        } else {
            addGuest(primitive);
        }
    }

    static boolean isRemoteConnection(Element primitive) {
        return primitive.attribute("class", "").equals("ocf")
                && primitive.attribute("provider", "").equals("pacemaker")
                && primitive.attribute("type", "").equals("remote");
    }

    private void addGuest(Element primitive) {
        var meta = new LinkedHashMap<String, String>();
        for (var set : primitive.children("meta_attributes")) {
            set.children("nvpair")
                    .forEach(pair -> meta.put(pair.attribute("name", ""), pair.attribute("value", "")));
        }
        var name = meta.getOrDefault("remote-node", "");
        if (!name.isEmpty() && cib.byId(name).isEmpty()) {
            guests.add(name);
            connections.add(connection(name, primitive.id(), meta));
        }
    }

    private static Element connection(String name, String container, Map<String, String> given) {
        var meta = new LinkedHashMap<String, String>();
        if (given.containsKey("remote-allow-migrate")) {
            meta.put("allow-migrate", given.get("remote-allow-migrate"));
        }
        if (given.containsKey("is-managed")) {
            meta.put("is-managed", given.get("is-managed"));
        }
        var parameters = new LinkedHashMap<String, String>();
        if (given.containsKey("remote-addr")) {
            parameters.put("addr", given.get("remote-addr"));
        }
        if (given.containsKey("remote-port")) {
            parameters.put("port", given.get("remote-port"));
        }
        return connection(name, container,
                new Details(meta, parameters, given.getOrDefault("remote-connect-timeout", "")));
    }

    /** What a connection is told beyond its name. */
    record Details(Map<String, String> meta, Map<String, String> parameters, String connectTimeout) {}

    /** The definition of the connection to a node that lives in a resource. */
    static Element connection(String name, String container, Details details) {
        var meta = new LinkedHashMap<String, String>();
        meta.put("container", container);
        meta.put("internal-resource", "true");
        meta.putAll(details.meta());
        var children = new ArrayList<Element>();
        children.add(Generated.set("meta_attributes", name, meta));
        var operations = new ArrayList<Element>();
        operations.add(Generated.operation(name, "monitor", "30s").with("timeout", "30s"));
        var timeout = details.connectTimeout();
        operations.add(
                Generated.operation(name, "start", "0").with("timeout", timeout.isEmpty() ? "60s" : timeout));
        children.add(Element.of("operations").withChildren(operations));
        if (!details.parameters().isEmpty()) {
            children.add(Generated.set("instance_attributes", name, details.parameters()));
        }
        return Generated.primitive(name, "pacemaker", "remote").withChildren(children);
    }

    /** Definitions of the connections to guests, which no configuration holds. */
    List<Element> connections() {
        return connections;
    }

    /** Names of remote nodes, in order of definition. */
    List<String> remotes() {
        return remotes;
    }

    List<String> guests() {
        return guests;
    }

    /** Whether a node of that name lives in a resource. */
    boolean isGuest(String name) {
        return guests.contains(name) || replicas.contains(name);
    }
}
