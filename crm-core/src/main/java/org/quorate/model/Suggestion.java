package org.quorate.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the right word nearest to a wrong one, for "did you mean". */
public final class Suggestion {

    private Suggestion() {}

    /**
     * The candidate that needs the fewest edits (insert, delete, replace, swap of neighbours; case ignored)
     * to become {@code word}, if they are at most a third of its length, and at least one. Ties go to the
     * first in order.
     */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        var wanted = word.toLowerCase(Locale.ROOT);
        var best = Optional.<String>empty();
        int bestEdits = Math.max(1, (word.length() + 1) / 3) + 1;
        for (var candidate : new TreeSet<>(candidates)) {
            var lower = candidate.toLowerCase(Locale.ROOT);
            if (Math.abs(lower.length() - wanted.length()) >= bestEdits) {
                continue;
            }
            int edits = edits(wanted, lower);
            if (edits < bestEdits) {
                bestEdits = edits;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    /** {@code "; did you mean 'x'?"}, or nothing when no candidate is near: for the end of a message. */
    public static String hint(String word, Collection<String> candidates) {
        return nearest(word, candidates).map(near -> "; did you mean '" + near + "'?").orElse("");
    }

    /** The optimal string alignment distance. */
    private static int edits(String from, String to) {
        var table = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            table[i][0] = i;
        }
        for (int j = 0; j <= to.length(); j++) {
            table[0][j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            for (int j = 1; j <= to.length(); j++) {
                int replace = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int edits = Math.min(table[i - 1][j - 1] + replace,
                        Math.min(table[i - 1][j], table[i][j - 1]) + 1);
                boolean swapped = i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                table[i][j] = swapped ? Math.min(edits, table[i - 2][j - 2] + 1) : edits;
            }
        }
        return table[from.length()][to.length()];
    }
}
