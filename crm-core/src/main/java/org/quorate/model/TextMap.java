package org.quorate.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A few names with a value each, in the order in which they were given; it cannot be changed. A big cluster
 * has hundreds of thousands of these (attributes of elements, facts of reasons), so they lie side by side in
 * one array: there a name is found faster than in a table that is not in the processor's cache.
 */
public final class TextMap extends AbstractMap<String, String> implements SequencedMap<String, String> {

    public static final TextMap NONE = new TextMap(new String[0]);

    private final String[] namesAndValues;

    private TextMap(String[] namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    public static TextMap copyOf(Map<String, String> map) {
        if (map instanceof TextMap same) {
            return same;
        }
        if (map.isEmpty()) {
            return NONE;
        }
        var array = new String[2 * map.size()];
        var next = 0;
        for (var entry : map.entrySet()) {
            array[next++] = entry.getKey();
            array[next++] = entry.getValue();
        }
        return new TextMap(array);
    }

    /** Name, value, name, value, ...; of a name that is there twice the first place and the last value. */
    public static TextMap of(String... namesAndValues) {
        if (namesAndValues.length == 0) {
            return NONE;
        }
        for (var i = 2; i < namesAndValues.length; i += 2) {
            for (var k = 0; k < i; k += 2) {
                if (namesAndValues[i].equals(namesAndValues[k])) {
                    return merged(namesAndValues);
                }
            }
        }
        return new TextMap(namesAndValues.clone());
    }

    /** The same, by name. */
    public static TextMap sorted(Map<String, String> map) {
        return copyOf(map).sorted();
    }

    /** The same, by name. */
    public TextMap sorted() {
        return isSorted() ? this : new TextMap(sorted(namesAndValues.clone()));
    }

    /** All of both, by name; of a name that both have the other's value. */
    public TextMap withAll(Map<String, String> other) {
        var one = sorted().namesAndValues;
        var two = sorted(other).namesAndValues;
        var all = new String[one.length + two.length];
        var next = 0;
        var i = 0;
        var k = 0;
        while (i < one.length || k < two.length) {
            var order = i == one.length ? 1 : k == two.length ? -1 : one[i].compareTo(two[k]);
            all[next++] = order < 0 ? one[i] : two[k];
            all[next++] = order < 0 ? one[i + 1] : two[k + 1];
            i += order <= 0 ? 2 : 0;
            k += order >= 0 ? 2 : 0;
        }
        return new TextMap(next == all.length ? all : Arrays.copyOf(all, next));
    }

    private boolean isSorted() {
        for (var i = 2; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i - 2].compareTo(namesAndValues[i]) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Each brought down to its place: there are few. */
    private static String[] sorted(String... some) {
        for (var i = 2; i < some.length; i += 2) {
            for (var k = i; k > 0 && some[k - 2].compareTo(some[k]) > 0; k -= 2) {
                swap(some, k - 2, k);
                swap(some, k - 1, k + 1);
            }
        }
        return some;
    }

    private static void swap(String[] some, int one, int other) {
        var kept = some[one];
        some[one] = some[other];
        some[other] = kept;
    }

    private static TextMap merged(String... namesAndValues) {
        var merged = new LinkedHashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            merged.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return copyOf(merged);
    }

    /**
     * One more, or another value.
     *
     * @param value of the same name before, or of a new name at the end
     */
    public TextMap with(String name, String value) {
        var at = indexOf(name);
        var changed = Arrays.copyOf(namesAndValues, namesAndValues.length + (at < 0 ? 2 : 0));
        var place = at < 0 ? namesAndValues.length : at;
        changed[place] = name;
        changed[place + 1] = value;
        return new TextMap(changed);
    }

    /** Names are mostly constants and the same object, so that is looked at first; then at their hashes. */
    @SuppressWarnings("ReferenceEquality")
    private int indexOf(@Nullable Object name) {
        for (var i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i] == name) {
                return i;
            }
        }
        var hash = Objects.hashCode(name);
        for (var i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].hashCode() == hash && namesAndValues[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        var at = indexOf(name);
        return at < 0 ? null : namesAndValues[at + 1];
    }

    @Override
    public String getOrDefault(@Nullable Object name, String otherwise) {
        var at = indexOf(name);
        return at < 0 ? otherwise : namesAndValues[at + 1];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return indexOf(name) >= 0;
    }

    @Override
    public int size() {
        return namesAndValues.length / 2;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (var i = 0; i < namesAndValues.length; i += 2) {
            action.accept(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new Entries();
    }

    @Override
    public SequencedMap<String, String> reversed() {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(this)).reversed();
    }

    /** One after the other. */
    private final class Entries extends AbstractSet<Entry<String, String>> {

        @Override
        public int size() {
            return namesAndValues.length / 2;
        }

        @Override
        public Iterator<Entry<String, String>> iterator() {
            return new Iterator<>() {

                private int next;

                @Override
                public boolean hasNext() {
                    return next < namesAndValues.length;
                }

                @Override
                public Entry<String, String> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    next += 2;
                    return Map.entry(namesAndValues[next - 2], namesAndValues[next - 1]);
                }
            };
        }
    }
}
