package org.quorate.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of name-value pairs (parameters, meta-attributes, properties, node attributes).
 *
 * @param id empty where the user gave none; the shell derives one when it has to
 * @param score among several sets of one owner the higher score wins
 * @param rules none: holds always; else where one of them holds
 */
public record NvSet(String id, Score score, List<Rule> rules, SortedMap<String, String> values) {

    public NvSet {
        rules = List.copyOf(rules);
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static NvSet of(Map<String, String> values) {
        return new NvSet("", Score.ZERO, List.of(), new TreeMap<>(values));
    }

    public NvSet with(String name, String value) {
        var changed = new TreeMap<>(values);
        changed.put(name, value);
        return new NvSet(id, score, rules, changed);
    }

    public NvSet without(String name) {
        var changed = new TreeMap<>(values);
        changed.remove(name);
        return new NvSet(id, score, rules, changed);
    }
}
