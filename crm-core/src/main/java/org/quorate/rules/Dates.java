package org.quorate.rules;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalUnit;
import java.util.Optional;
import org.quorate.model.Expression.Calendar;
import org.quorate.model.Expression.DateField;
import org.quorate.model.Expression.DateUnit;
import org.quorate.model.Expression.During;

/** Whether an instant is within a range of dates, or matches a recurring time; by the calendar of UTC. */
final class Dates {

    private Dates() {}

    static boolean holds(During during, Instant now) {
        if (during.start().isEmpty() && during.end().isEmpty()) {
            return false;
        }
        if (during.start().filter(now::isBefore).isPresent()) {
            return false;
        }
        return end(during).filter(now::isAfter).isEmpty();
    }

    private static Optional<Instant> end(During during) {
        if (during.end().isPresent() || during.duration().isEmpty()) {
            return during.end();
        }
        return during.start().map(start -> {
            var end = start.atZone(ZoneOffset.UTC);
            for (var part : during.duration().entrySet()) {
                end = end.plus(part.getValue(), unit(part.getKey()));
            }
            return end.toInstant();
        });
    }

    private static TemporalUnit unit(DateUnit unit) {
        return switch (unit) {
            case YEARS -> ChronoUnit.YEARS;
            case MONTHS -> ChronoUnit.MONTHS;
            case WEEKS -> ChronoUnit.WEEKS;
            case DAYS -> ChronoUnit.DAYS;
            case HOURS -> ChronoUnit.HOURS;
            case MINUTES -> ChronoUnit.MINUTES;
            case SECONDS -> ChronoUnit.SECONDS;
        };
    }

    static boolean holds(Calendar calendar, Instant now) {
        ZonedDateTime time = now.atZone(ZoneOffset.UTC);
        return calendar.fields().entrySet().stream()
                .allMatch(field -> field.getValue().hold(time.get(field(field.getKey()))));
    }

    private static TemporalField field(DateField field) {
        return switch (field) {
            case YEARS -> ChronoField.YEAR;
            case MONTHS -> ChronoField.MONTH_OF_YEAR;
            case MONTHDAYS -> ChronoField.DAY_OF_MONTH;
            case WEEKYEARS -> IsoFields.WEEK_BASED_YEAR;
            case WEEKS -> IsoFields.WEEK_OF_WEEK_BASED_YEAR;
            case WEEKDAYS -> ChronoField.DAY_OF_WEEK;
            case YEARDAYS -> ChronoField.DAY_OF_YEAR;
            case HOURS -> ChronoField.HOUR_OF_DAY;
            case MINUTES -> ChronoField.MINUTE_OF_HOUR;
            case SECONDS -> ChronoField.SECOND_OF_MINUTE;
        };
    }
}
