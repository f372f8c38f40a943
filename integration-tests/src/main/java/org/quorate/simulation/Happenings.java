package org.quorate.simulation;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each fault took hold: {@link Happening}s, and the constants of what the faults are made of. */
final class Happenings {

    private final Map<Enum<?>, Integer> counts = new HashMap<>();

    void note(Enum<?> what) {
        counts.merge(what, 1, Integer::sum);
    }

    synchronized void add(Happenings others) {
        others.counts.forEach((what, count) -> counts.merge(what, count, Integer::sum));
    }

    int of(Enum<?> what) {
        return counts.getOrDefault(what, 0);
    }

    /** In words, by kind. */
    SortedMap<String, Integer> all() {
        var all = new TreeMap<String, Integer>();
        counts.forEach((what, count) -> all.put(what.getDeclaringClass().getSimpleName() + " " + what.name(),
                count));
        return Collections.unmodifiableSortedMap(all);
    }

    @Override
    public String toString() {
        return all().toString();
    }
}
