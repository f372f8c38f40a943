package org.quorate.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as in CIBs: Pacemaker reads as many digits as there are and leaves the rest, so 3.6 is 3. */
public final class LeadingNumber {

    private static final Pattern WHOLE = Pattern.compile("\\s*([+-]?\\d{1,18})");

    private LeadingNumber() {}

    /** The whole number with which a text begins, of 18 digits at most; empty where it begins with none. */
    public static Optional<Long> parse(String text) {
        var match = WHOLE.matcher(text);
        return match.lookingAt() ? Optional.of(Long.parseLong(match.group(1))) : Optional.empty();
    }
}
