package org.quorate.policy.input;

import org.quorate.model.LeadingNumber;

/** Amounts of what nodes offer and resources need. */
public final class Utilization {

    private Utilization() {}

    /** The whole number with which the text begins; 0 where it begins with none. */
    public static int amount(String text) {
        return Math.clamp(LeadingNumber.parse(text).orElse(0L), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
}
