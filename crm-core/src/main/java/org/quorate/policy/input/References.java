package org.quorate.policy.input;

import java.util.List;
import java.util.stream.Stream;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;

/** Follows {@code id-ref}: an element that has one stands for the element of that id. */
final class References {

    private final Cib cib;

    References(Cib cib) {
        this.cib = cib;
    }

    /** The element itself, or what it refers to; itself also where the reference leads nowhere. */
    Element follow(Element element) {
        return element.attribute("id-ref").flatMap(cib::byId).filter(target -> target.is(element.name()))
                .orElse(element);
    }

    /** The children of that name, references followed. */
    List<Element> children(Element parent, String name) {
        var children = parent.children(name);
        for (var child : children) {
            if (child.attribute("id-ref").isPresent()) {
                return children.stream().map(this::follow).toList();
            }
        }
        return children;
    }

    Stream<Element> stream(Element parent, String name) {
        return parent.children().stream().filter(child -> child.is(name)).map(this::follow);
    }
}
