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
 * @param pairIds the ids of pairs that others refer to, by the name of the pair
 * @param extras {@code id-ref} where the set of that id stands in its place; elements {@code nvpair} with an
 *        {@code id-ref}, a pair that stands elsewhere, or without a value
 */
public record NvSet(String id, Score score, List<Rule> rules, SortedMap<String, String> values,
        SortedMap<String, String> pairIds, Extras extras) {

    public NvSet {
        rules = List.copyOf(rules);
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        pairIds = Collections.unmodifiableSortedMap(new TreeMap<>(pairIds));
    }

    public NvSet(String id, Score score, List<Rule> rules, SortedMap<String, String> values) {
        this(id, score, rules, values, new TreeMap<>(), Extras.NONE);
    }

    /** A set that stands elsewhere. */
    public static NvSet reference(String id) {
        return new NvSet("", Score.ZERO, List.of(), new TreeMap<>(), new TreeMap<>(),
                Extras.NONE.with("id-ref", id));
    }

    /** The id of the set that stands in its place. */
    public Optional<String> reference() {
        return extras.attribute("id-ref");
    }

    /** Whether leaving it out would change nothing. */
    public boolean saysNothing() {
        return values.isEmpty() && extras.isEmpty();
    }

    public NvSet withValues(SortedMap<String, String> changed) {
        var kept = new TreeMap<>(pairIds);
        kept.keySet().retainAll(changed.keySet());
        return new NvSet(id, score, rules, changed, kept, extras);
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
        return withValues(changed);
    }

    public NvSet without(String name) {
        var changed = new TreeMap<>(values);
        changed.remove(name);
        return withValues(changed);
    }
}
