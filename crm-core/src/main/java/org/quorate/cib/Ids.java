package org.quorate.cib;

import java.util.HashSet;
import java.util.Set;

/** Makes ids for elements that have none of their own, as crmsh does, each once. */
final class Ids {

    private final Set<String> taken = new HashSet<>();

    /** An id that was given; it stays as it is. */
    String given(String id) {
        taken.add(id);
        return id;
    }

    /** The id itself where it was given, else one made of its owner and its kind. */
    String of(String given, String owner, String kind) {
        return given.isEmpty() ? made(owner + "-" + kind) : given(given);
    }

    /** That id, or the first of {@code id-0}, {@code id-1}, ... that is free. */
    String made(String wanted) {
        var base = clean(wanted);
        var id = base;
        for (int i = 0; !taken.add(id); i++) {
            id = base + "-" + i;
        }
        return id;
    }

    /** The first of {@code id-0}, {@code id-1}, ... that is free. */
    String numbered(String id) {
        taken.add(clean(id));
        return made(id);
    }

    /** What an id may not hold becomes a dot. */
    private static String clean(String text) {
        var id = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                    || c == '-' || c == '_' || c == '.';
            id.append(isPlain ? c : '.');
        }
        return id.toString();
    }
}
