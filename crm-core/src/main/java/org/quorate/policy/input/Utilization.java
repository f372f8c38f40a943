package org.quorate.policy.input;

/** Amounts of what nodes offer and resources need. */
public final class Utilization {

    private Utilization() {}

    /** A whole number; 0 for what is none. */
    public static int amount(String text) {
        var word = text.strip();
        return word.matches("[+-]?\\d{1,18}")
                ? Math.clamp(Long.parseLong(word), Integer.MIN_VALUE, Integer.MAX_VALUE)
                : 0;
    }
}
