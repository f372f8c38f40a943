package org.quorate.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A test of a rule, true or false on a node at an instant. Evaluated by the package {@code rules}. */
public sealed interface Expression {

    /** {@code defined ATTRIBUTE}. */
    record Defined(String attribute) implements Expression {}

    /** {@code not_defined ATTRIBUTE}. */
    record NotDefined(String attribute) implements Expression {}

    /**
     * {@code ATTRIBUTE [TYPE:]eq VALUE}; {@code #uname} is the name of the node. An attribute that is
     * not set differs from every value and is neither less nor greater.
     */
    record Compare(String attribute, Comparison comparison, ValueType type,
            String value) implements Expression {}

    /** Several tests joined by one operator. */
    record Combined(Junction junction, List<Expression> parts) implements Expression {

        public Combined {
            parts = List.copyOf(parts);
        }
    }

    /** After an instant. */
    record After(Instant start) implements Expression {}

    /** Before an instant. */
    record Before(Instant end) implements Expression {}

    /**
     * From one instant to another, both included; one of them may be open.
     *
     * @param duration how long after the start it ends, by unit, where no end is told
     */
    record During(Optional<Instant> start, Optional<Instant> end,
            SortedMap<DateUnit, Integer> duration) implements Expression {

        public During {
            duration = Collections.unmodifiableSortedMap(new TreeMap<>(duration));
        }
    }

    /** A recurring time: each field within its bounds, in UTC. */
    record Calendar(SortedMap<DateField, Bounds> fields) implements Expression {

        public Calendar {
            fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        }
    }

    /** The agent of the resource that is asked for is of that class, provider and type; empty for any. */
    record OfAgent(String agentClass, String provider, String type) implements Expression {}

    /**
     * The operation that is asked for has that name.
     *
     * @param interval how often it recurs, as written; empty for any
     */
    record OfOperation(String operation, String interval) implements Expression {}

    /** A test that is not understood; it holds nowhere. */
    record Unread(Foreign element) implements Expression {}

    /** What stands where a rule refers to another. */
    Expression NOTHING = new Combined(Junction.AND, List.of());

    /** The units of a duration by the calendar; {@code word} is Pacemaker's. */
    enum DateUnit {
        YEARS, MONTHS, WEEKS, DAYS, HOURS, MINUTES, SECONDS
    }

    /** The fields of a recurring time; weekdays count from Monday, 1. */
    enum DateField {
        YEARS, MONTHS, MONTHDAYS, WEEKYEARS, WEEKS, WEEKDAYS, YEARDAYS, HOURS, MINUTES, SECONDS
    }

    /** Bounds, both included; a bound that is open is the largest or smallest number. */
    record Bounds(int low, int high) {

        /** Reads {@code 5}, {@code 9-16}, {@code 5-}, {@code -10}. */
        public static Optional<Bounds> parse(String text) {
            var match = java.util.regex.Pattern.compile("(\\d{0,9})(-?)(\\d{0,9})").matcher(text.strip());
            if (!match.matches() || (match.group(1).isEmpty() && match.group(3).isEmpty())) {
                return Optional.empty();
            }
            var low = match.group(1).isEmpty() ? Integer.MIN_VALUE : Integer.parseInt(match.group(1));
            if (match.group(2).isEmpty()) {
                return Optional.of(new Bounds(low, low));
            }
            return Optional.of(new Bounds(low,
                    match.group(3).isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(match.group(3))));
        }

        public boolean hold(int value) {
            return low <= value && value <= high;
        }

        @Override
        public String toString() {
            if (low == high) {
                return Integer.toString(low);
            }
            return (low == Integer.MIN_VALUE ? "" : low) + "-" + (high == Integer.MAX_VALUE ? "" : high);
        }
    }

    /** How a value is compared. */
    enum Comparison {
        LT, GT, LTE, GTE, EQ, NE
    }

    /** As what a value is compared; DEFAULT is number where both are numbers for an order, else string. */
    enum ValueType {
        DEFAULT, STRING, INTEGER, NUMBER, VERSION
    }

    /** How tests are joined. */
    enum Junction {
        AND, OR
    }
}
