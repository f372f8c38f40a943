package org.quorate.cib;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.quorate.model.TextMap;

/**
 * An element of the CIB. What is not understood is kept, so that writing what was read loses nothing.
 *
 * @param attributes in the order in which they stand
 * @param text the character data directly inside, empty where there is none but white space
 */
public record Element(String name, SequencedMap<String, String> attributes, List<Element> children,
        String text) {

    public Element {
        attributes = TextMap.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** An element with attributes as name, value, name, value, ... */
    public static Element of(String name, String... namesAndValues) {
        return new Element(name, TextMap.of(namesAndValues), List.of(), "");
    }

    public boolean is(String expected) {
        return name.equals(expected);
    }

    /** The attribute {@code id}, empty where there is none. */
    public String id() {
        return attribute("id", "");
    }

    public Optional<String> attribute(String key) {
        return Optional.ofNullable(attributes.get(key));
    }

    public String attribute(String key, String otherwise) {
        return attributes.getOrDefault(key, otherwise);
    }

    /** The first child of that name. */
    public Optional<Element> child(String wanted) {
        for (var child : children) {
            if (child.is(wanted)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** Those of that name; mostly all are, and then it is the same list. */
    public List<Element> children(String wanted) {
        var same = 0;
        while (same < children.size() && children.get(same).is(wanted)) {
            same++;
        }
        if (same == children.size()) {
            return children;
        }
        var found = new ArrayList<Element>(children.subList(0, same));
        for (var child : children.subList(same, children.size())) {
            if (child.is(wanted)) {
                found.add(child);
            }
        }
        return Collections.unmodifiableList(found);
    }

    public Element with(String key, String value) {
        return new Element(name, TextMap.copyOf(attributes).with(key, value), children, text);
    }

    public Element without(String key) {
        var changed = new LinkedHashMap<>(attributes);
        changed.remove(key);
        return new Element(name, changed, children, text);
    }

    public Element withText(String changed) {
        return new Element(name, attributes, children, changed);
    }

    public Element withChildren(List<Element> changed) {
        return new Element(name, attributes, changed, text);
    }

    public Element withChild(Element added) {
        var changed = new ArrayList<>(children);
        changed.add(added);
        return withChildren(changed);
    }
}
