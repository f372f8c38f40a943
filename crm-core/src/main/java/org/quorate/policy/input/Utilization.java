package org.quorate.policy.input;

import java.util.regex.Pattern;

/** Amounts of what nodes offer and resources need. */
public final class Utilization {

    private static final Pattern LEADING = Pattern.compile("\\s*([+-]?\\d{1,18})");

    private Utilization() {}

    /** The whole number with which the text begins; 0 where it begins with none. */
    public static int amount(String text) {
        var match = LEADING.matcher(text);
        return match.lookingAt()
                ? Math.clamp(Long.parseLong(match.group(1)), Integer.MIN_VALUE, Integer.MAX_VALUE)
                : 0;
    }
}
