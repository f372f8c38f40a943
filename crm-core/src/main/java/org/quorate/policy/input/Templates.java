package org.quorate.policy.input;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.model.Role;

/** Merges a primitive with the template that it names; what the primitive says wins. */
record Templates(Cib cib) {

    Element merged(Element primitive) {
        var name = primitive.attribute("template", "");
        if (name.isEmpty()) {
            return primitive;
        }
        return cib.byId(name).filter(found -> found.is("template"))
                .map(template -> merge(template, primitive))
                .orElse(primitive);
    }

    private static Element merge(Element template, Element primitive) {
        var attributes = new LinkedHashMap<>(template.attributes());
        attributes.putAll(primitive.attributes());
        attributes.remove("template");
        var children = new ArrayList<Element>();
        template.children().stream().filter(child -> !child.is("operations")).forEach(children::add);
        primitive.children().stream().filter(child -> !child.is("operations")).forEach(children::add);
        var operations = operations(template, primitive);
        if (!operations.isEmpty()) {
            children.add(Element.of("operations").withChildren(operations));
        }
        return new Element("primitive", attributes, children, "");
    }

    /**
     * Those of the primitive; then those of the template that have no counterpart of the same name and role.
     */
    private static List<Element> operations(Element template, Element primitive) {
        var result = new ArrayList<Element>();
        primitive.children("operations").forEach(own -> result.addAll(own.children()));
        var keys = new HashSet<String>();
        result.forEach(operation -> keys.add(key(operation)));
        for (var inherited : template.children("operations")) {
            inherited.children().stream().filter(operation -> !keys.contains(key(operation)))
                    .forEach(result::add);
        }
        return result;
    }

    /** All roles in which a resource just runs are one. */
    private static String key(Element operation) {
        var role = operation.attribute("role").flatMap(Role::parse).orElse(Role.STARTED);
        var word = switch (role) {
            case STOPPED, PROMOTED -> role.word();
            case STARTED, UNPROMOTED -> "active";
        };
        return operation.attribute("name", "") + " " + word;
    }
}
