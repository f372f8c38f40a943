package org.quorate.policy.input;

import java.util.ArrayList;
import java.util.Map;
import org.quorate.cib.Element;

/** Elements for resources that follow from others. */
final class Generated {

    private Generated() {}

    static Element primitive(String id, String provider, String type) {
        return Element.of("primitive", "id", id, "class", "ocf", "provider", provider, "type", type);
    }

    static Element operation(String resource, String name, String interval) {
        return Element.of("op", "id", resource + "-" + name + "-" + interval, "name", name, "interval",
                interval);
    }

    /** A set such as {@code meta_attributes} of that resource. */
    static Element set(String kind, String resource, Map<String, String> values) {
        var id = resource + "-" + kind;
        var pairs = new ArrayList<Element>();
        values.forEach((name, value) -> pairs.add(
                Element.of("nvpair", "id", id + "-" + name, "name", name, "value", value)));
        return Element.of(kind, "id", id).withChildren(pairs);
    }
}
