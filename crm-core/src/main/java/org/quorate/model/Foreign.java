package org.quorate.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A piece of a configuration, as an element with attributes and children, that nothing here acts on. It is
 * kept as it was written, so that writing what was read loses nothing.
 *
 * @param text the character data directly inside, empty where there is none
 */
public record Foreign(String name, SortedMap<String, String> attributes, List<Foreign> children,
        String text) {

    public Foreign {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        children = List.copyOf(children);
    }

    /** An element with attributes as name, value, name, value, ... */
    public static Foreign of(String name, String... namesAndValues) {
        var attributes = new TreeMap<String, String>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            attributes.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Foreign(name, attributes, List.of(), "");
    }

    public Optional<String> attribute(String key) {
        return Optional.ofNullable(attributes.get(key));
    }

    public Foreign withChildren(List<Foreign> changed) {
        return new Foreign(name, attributes, changed, text);
    }
}
