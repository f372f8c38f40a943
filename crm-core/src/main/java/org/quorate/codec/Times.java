package org.quorate.codec;

import java.time.Instant;
import java.time.LocalDate;

/** Times as this program writes them. */
final class Times {

    private static final int SECONDS = "2026-11-21T00:39:24".length();
    private static final String SHAPE = "0000-00-00T00:00:00";
    private static final int NANO_DIGITS = 9;
    private static final long SECONDS_OF_DAY = 86_400;

    private Times() {}

    /**
     * What {@link Instant#parse} says. The usual form, {@code 2026-11-21T00:39:24.123456789Z}, is read here:
     * the first use of the general parser takes longer than all else of a short command.
     */
    static Instant parse(String text) {
        int end = text.length() - 1;
        if (!isUsual(text, end)) {
            return Instant.parse(text);
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        long nanos = end == SECONDS ? 0 : number(text, SECONDS + 1, end);
        for (int digits = end - SECONDS - 1; end != SECONDS && digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return Instant.ofEpochSecond(day * SECONDS_OF_DAY + hour * 3600L + minute * 60L + second, nanos);
    }

    private static boolean isUsual(String text, int end) {
        if (end < SECONDS || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < SECONDS; i++) {
            char shape = SHAPE.charAt(i);
            if (shape == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != shape) {
                return false;
            }
        }
        if (end == SECONDS) {
            return true;
        }
        if (text.charAt(SECONDS) != '.' || end == SECONDS + 1 || end > SECONDS + 1 + NANO_DIGITS) {
            return false;
        }
        for (int i = SECONDS + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
