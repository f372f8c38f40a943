package org.quorate.cib;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.quorate.model.Extras;
import org.quorate.model.Foreign;

/** What is kept without being understood, to elements and back. */
public final class ForeignCib {

    private ForeignCib() {}

    public static Element element(Foreign foreign) {
        return new Element(foreign.name(), new LinkedHashMap<>(foreign.attributes()),
                foreign.children().stream().map(ForeignCib::element).toList(), foreign.text());
    }

    public static Foreign foreign(Element element) {
        return new Foreign(element.name(), new java.util.TreeMap<>(element.attributes()),
                element.children().stream().map(ForeignCib::foreign).toList(), element.text());
    }

    /** The element with what an object carries beside its named parts. */
    static Element with(Element element, Extras extras) {
        if (extras.isEmpty()) {
            return element;
        }
        var attributes = new LinkedHashMap<>(element.attributes());
        attributes.putAll(extras.attributes());
        var children = new ArrayList<>(element.children());
        extras.elements().forEach(kept -> children.add(element(kept)));
        return new Element(element.name(), attributes, children, element.text());
    }
}
