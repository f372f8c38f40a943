package org.quorate.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    /**
     * The value that holds whatever the rules say: from the set with the highest score, the first of equals.
     */
    static Optional<String> unconditional(List<NvSet> sets, String name) {
        @Nullable
        NvSet best = null;
        for (var set : sets) {
            if (set.rules.isEmpty() && set.values.containsKey(name)
                    && (best == null || set.score.compareTo(best.score) > 0)) {
                best = set;
            }
        }
        return best == null ? Optional.empty() : Optional.ofNullable(best.values.get(name));
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
