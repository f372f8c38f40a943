package org.quorate.model;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Durations as users of the field write them: {@code 10s}, {@code 500ms}, {@code 2min}, {@code 1h}, {@code
 * 30}.
 */
public final class Durations {

    private static final int MOST_DIGITS = 12;

    private static final Pattern WITHOUT_T = Pattern
            .compile("[Pp]((?:\\d{1,9}[Dd])?)((?:\\d{1,9}[Hh])?(?:\\d{1,9}[Mm])?\\d{1,9}[Ss])");

    private Durations() {}

    /** A bare number counts seconds; {@code P1DT2H} (ISO 8601) is read too. Empty for anything else. */
    public static Optional<Duration> parse(String text) {
        var word = text.strip();
        if (word.startsWith("P") || word.startsWith("p")) {
            return parseIso(word);
        }
        int digits = 0;
        while (digits < word.length() && word.charAt(digits) >= '0' && word.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > MOST_DIGITS) {
            return Optional.empty();
        }
        var number = Long.parseLong(word, 0, digits, 10);
        return switch (word.substring(digits).stripLeading()) {
            case "us", "usec" -> Optional.of(Duration.ofNanos(number * 1000));
            case "ms", "msec" -> Optional.of(Duration.ofMillis(number));
            case "", "s", "sec" -> Optional.of(Duration.ofSeconds(number));
            case "m", "min" -> Optional.of(Duration.ofMinutes(number));
            case "h", "hr" -> Optional.of(Duration.ofHours(number));
            case "d" -> Optional.of(Duration.ofDays(number));
            default -> Optional.empty();
        };
    }

    /**
     * Many write {@code P10S}: the T before hours, minutes and seconds may be missing where no months can be
     * meant.
     */
    private static Optional<Duration> parseIso(String word) {
        var loose = WITHOUT_T.matcher(word);
        var exact = loose.matches() ? "P" + loose.group(1) + "T" + loose.group(2) : word;
        try {
            return Optional.of(Duration.parse(exact));
        } catch (java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The shortest exact way to write it: {@code 500ms}, {@code 10s}, {@code 2min}. */
    public static String text(Duration duration) {
        var millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        var seconds = millis / 1000;
        return seconds % 60 != 0 || seconds == 0 ? seconds + "s" : seconds / 60 + "min";
    }
}
