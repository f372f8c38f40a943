package org.quorate.rules;

import java.util.Locale;
import java.util.Set;

/** The words for yes (Pacemaker Explained, "Boolean"): {@code true on yes y 1}; every other word is a no. */
public final class Words {

    private static final Set<String> TRUE = Set.of("true", "on", "yes", "y", "1");

    private Words() {}

    public static boolean isTrue(String word) {
        return TRUE.contains(word.strip().toLowerCase(Locale.ROOT));
    }
}
