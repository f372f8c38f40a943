package org.quorate.rules;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.Collections;
import org.quorate.membership.NodeName;

/**
 * What rules may ask of a node: its attributes, with those of the field's built-in names
 * ({@code #uname}, {@code #id}, {@code #kind}).
 */
public record NodeFacts(NodeName node, SortedMap<String, String> attributes) implements Facts {

    public NodeFacts {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** A transient attribute hides the permanent one of its name. */
    public static NodeFacts of(NodeName node, Map<String, String> permanent, Map<String, String> transients) {
        var all = new TreeMap<>(permanent);
        all.putAll(transients);
        all.put("#uname", node.value());
        all.put("#id", node.value());
        all.put("#kind", "cluster");
        if (all.containsKey("site-name")) {
            all.put("#site-name", all.get("site-name"));
        }
        return new NodeFacts(node, all);
    }

    @Override
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** Whether the attribute is set to a word for yes. */
    public boolean isOn(String name) {
        return attribute(name).map(Words::isTrue).orElse(false);
    }
}
