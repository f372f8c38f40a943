package org.quorate.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Instants as ISO 8601 writes them: a date ({@code 2005-01-20}, {@code 2005-020}, {@code 2005-W03-4}), a time
 * or both;
 * UTC where no offset is given.
 */
public final class Instants {

    private static final Pattern DATE_TIME = Pattern.compile("(?<date>[0-9W-]+?)(?:[T ]+(?<time>\\d.*))?");
    private static final Pattern CALENDAR = Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})");
    private static final Pattern ORDINAL = Pattern.compile("(\\d{4})-?(\\d{3})");
    private static final Pattern WEEK = Pattern.compile("(\\d{4})-?W(\\d{2})-?(\\d)");
    private static final Pattern TIME = Pattern.compile(
            "(\\d{2}):?(\\d{2})?(?::?(\\d{2}))?(?:[.,]\\d+)?\\s*(Z|[+-]\\d{2}:?(?:\\d{2})?)?");

    private Instants() {}

    /** Empty for what is no instant. */
    public static Optional<Instant> parse(String text) {
        var match = DATE_TIME.matcher(text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            var date = date(match.group("date"));
            var time = match.group("time");
            return time == null
                    ? date.map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC))
                    : date.flatMap(day -> at(day, time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(String text) {
        var match = CALENDAR.matcher(text);
        if (match.matches()) {
            return Optional.of(LocalDate.of(number(match, 1), number(match, 2), number(match, 3)));
        }
        match = ORDINAL.matcher(text);
        if (match.matches()) {
            return Optional.of(LocalDate.ofYearDay(number(match, 1), number(match, 2)));
        }
        match = WEEK.matcher(text);
        if (match.matches()) {
            return Optional.of(LocalDate.of(number(match, 1), 1, 4)
                    .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number(match, 2))
                    .with(java.time.temporal.ChronoField.DAY_OF_WEEK, number(match, 3)));
        }
        return Optional.empty();
    }

    private static Optional<Instant> at(LocalDate day, String text) {
        var match = TIME.matcher(text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var hour = number(match, 1);
        var time = LocalTime.of(hour == 24 ? 0 : hour, number(match, 2), number(match, 3));
        var zone = match.group(4) == null ? ZoneOffset.UTC : ZoneOffset.of(match.group(4));
        return Optional.of(day.plusDays(hour == 24 ? 1 : 0).atTime(time).toInstant(zone));
    }

    private static int number(Matcher match, int group) {
        return match.group(group) == null ? 0 : Integer.parseInt(match.group(group));
    }
}
