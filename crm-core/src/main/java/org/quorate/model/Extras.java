package org.quorate.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an object carries beside what its record names: attributes such as {@code description} or
 * {@code resource-discovery}, and elements that are kept as they are. Most objects have none.
 */
public record Extras(SortedMap<String, String> attributes, List<Foreign> elements) {

    public static final Extras NONE = new Extras(new TreeMap<>(), List.of());

    public Extras {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        elements = List.copyOf(elements);
    }

    public boolean isEmpty() {
        return attributes.isEmpty() && elements.isEmpty();
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** The first element of that name. */
    public Optional<Foreign> element(String name) {
        return elements.stream().filter(element -> element.name().equals(name)).findFirst();
    }

    public Extras with(String name, String value) {
        var changed = new TreeMap<>(attributes);
        changed.put(name, value);
        return new Extras(changed, elements);
    }

    public Extras with(Foreign element) {
        var changed = new java.util.ArrayList<>(elements);
        changed.add(element);
        return new Extras(attributes, changed);
    }

    public Extras withElements(List<Foreign> changed) {
        return new Extras(attributes, changed);
    }
}
