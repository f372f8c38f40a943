package org.quorate.codec;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import org.quorate.model.Extras;
import org.quorate.model.Foreign;

/** What objects carry beside their named parts. */
final class ExtrasJson {

    /** How deep elements may stand inside each other. */
    private static final int MAX_DEPTH = 100;

    private ExtrasJson() {}

    static Json.Obj json(Extras extras) {
        return object().putUnlessEmpty("attributes", texts(extras.attributes()))
                .putUnlessEmpty("elements", list(extras.elements(), ExtrasJson::json)).done();
    }

    static Json.Obj json(Foreign element) {
        return object().put("element", element.name())
                .putUnlessEmpty("attributes", texts(element.attributes()))
                .putUnlessEmpty("children", list(element.children(), ExtrasJson::json))
                .putUnlessEmpty("text", element.text()).done();
    }

    /** The field {@code extras} of an object; none where it is absent. */
    static Extras of(JsonAt in) {
        return in.maybe("extras").map(ExtrasJson::extras).orElse(Extras.NONE);
    }

    private static Extras extras(JsonAt in) {
        in.only("attributes", "elements");
        return new Extras(in.texts("attributes"), in.list("elements", ExtrasJson::foreign));
    }

    static Foreign foreign(JsonAt in) {
        return foreign(in, 0);
    }

    private static Foreign foreign(JsonAt in, int depth) {
        if (depth > MAX_DEPTH) {
            throw in.wrong("elements stand more than " + MAX_DEPTH + " deep inside each other");
        }
        in.only("element", "attributes", "children", "text");
        return new Foreign(in.text("element"), in.texts("attributes"),
                in.list("children", child -> foreign(child, depth + 1)), in.text("text", ""));
    }
}
