package org.quorate.state;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sorted maps that nobody can change. One that was frozen here is kept as it is: states share most of what
 * they hold.
 */
final class Frozen {

    private static final Class<?> VIEW = Collections.unmodifiableSortedMap(new TreeMap<String, String>())
            .getClass();

    private Frozen() {}

    /**
     * A copy, unless it is unmodifiable already; nothing in this package makes a view of a map that then
     * changes.
     */
    static <K, V> SortedMap<K, V> of(SortedMap<K, V> map) {
        return map.getClass() == VIEW ? map : Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
