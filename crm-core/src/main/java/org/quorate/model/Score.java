package org.quorate.model;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a placement is wanted: from -INFINITY (never) to INFINITY (always), 1,000,000 being infinite.
 *
 * <p>Addition as in Pacemaker Explained, "Scores": -INFINITY absorbs all, then INFINITY, else the sum
 * clamped.
 */
public record Score(int value) implements Comparable<Score> {

    private static final int LIMIT = 1_000_000;

    public static final Score INFINITY = new Score(LIMIT);
    public static final Score MINUS_INFINITY = new Score(-LIMIT);
    public static final Score ZERO = new Score(0);

    public Score {
        value = Math.clamp(value, -LIMIT, LIMIT);
    }

    /**
     * Reads {@code 100}, {@code -50}, {@code INFINITY}, {@code +inf}, {@code -inf}; empty for anything else.
     */
    public static Optional<Score> parse(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "inf", "+inf", "infinity", "+infinity" -> Optional.of(INFINITY);
            case "-inf", "-infinity" -> Optional.of(MINUS_INFINITY);
            default -> parseNumber(word);
        };
    }

    private static Optional<Score> parseNumber(String word) {
        if (!Numbers.isWhole(word.startsWith("+") || word.startsWith("-") ? word.substring(1) : word, 18)) {
            return Optional.empty();
        }
        return Optional.of(clamped(Long.parseLong(word)));
    }

    /** The same, and {@code 2.0} is 2 as for {@link LeadingNumber}; empty for what begins otherwise. */
    public static Optional<Score> parseLeading(String text) {
        return parse(text).or(() -> LeadingNumber.parse(text).map(Score::clamped));
    }

    private static Score clamped(long number) {
        return new Score(Math.clamp(number, -LIMIT, LIMIT));
    }

    public Score plus(Score other) {
        if (isMinusInfinite() || other.isMinusInfinite()) {
            return MINUS_INFINITY;
        }
        if (isInfinite() || other.isInfinite()) {
            return INFINITY;
        }
        return new Score(value + other.value);
    }

    public Score negated() {
        return new Score(-value);
    }

    public boolean isInfinite() {
        return value >= LIMIT;
    }

    public boolean isMinusInfinite() {
        return value <= -LIMIT;
    }

    // Written out, as for other records that are compared without end: what a record has by itself is made by
    // the virtual machine when it is first asked for, which takes a program that has just begun a while.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Score score && score.value == value;
    }

    @Override
    public int hashCode() {
        return value;
    }

    @Override
    public int compareTo(Score other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        if (isInfinite()) {
            return "INFINITY";
        }
        return isMinusInfinite() ? "-INFINITY" : Integer.toString(value);
    }
}
