package org.quorate.crmsh.language;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.quorate.model.Expression;
import org.quorate.model.Expression.Bounds;
import org.quorate.model.Expression.DateField;
import org.quorate.model.Expression.DateUnit;
import org.quorate.model.Instants;
import org.quorate.model.Suggestion;

/**
 * Reads the tests of a rule that look at the time, the agent or the operation: {@code date lt|gt DATE},
 * {@code date in start=DATE end=DATE} (or a duration such as {@code hours=2}), {@code date spec hours=9-16},
 * {@code agent class=ocf type=Dummy}, {@code operation monitor interval=10s}.
 */
final class ContextTestParser {

    static final TreeSet<String> WORDS = new TreeSet<>(List.of("date", "agent", "operation"));

    private static final TreeSet<String> DATE_WORDS = new TreeSet<>(
            List.of("lt", "gt", "in", "in_range", "spec", "date_spec"));

    private final Cursor cursor;

    ContextTestParser(Cursor cursor) {
        this.cursor = cursor;
    }

    Optional<Expression> parse(Token word) {
        if (word.is("agent")) {
            var pairs = pairs(word, List.of("class", "provider", "type"));
            return pairs.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Expression.OfAgent(
                            text(pairs, "class"), text(pairs, "provider"), text(pairs, "type")));
        }
        if (word.is("operation")) {
            return operation();
        }
        return date();
    }

    private Optional<Expression> operation() {
        if (cursor.atEnd()) {
            cursor.expected("the name of an operation");
            return Optional.empty();
        }
        var name = cursor.take().text();
        var isTimed = !cursor.atEnd() && cursor.peek().text().startsWith("interval=");
        var interval = isTimed ? text(pairs(cursor.peek(), List.of("interval")), "interval") : "";
        return Optional.of(new Expression.OfOperation(name, interval));
    }

    private Optional<Expression> date() {
        if (cursor.atEnd()) {
            cursor.expected("lt, gt, in or spec");
            return Optional.empty();
        }
        var word = cursor.take();
        return switch (word.text().toLowerCase(Locale.ROOT)) {
            case "lt" -> instant().map(Expression.Before::new);
            case "gt" -> instant().map(Expression.After::new);
            case "in", "in_range" -> during(word);
            case "spec", "date_spec" -> calendar(word);
            default -> {
                cursor.problem(word, "'" + word + "' does not test a date: lt, gt, in or spec does"
                        + Suggestion.hint(word.text(), DATE_WORDS));
                yield Optional.empty();
            }
        };
    }

    private Optional<Instant> instant() {
        if (cursor.atEnd()) {
            cursor.expected("a date");
            return Optional.empty();
        }
        return value(cursor.peek(), cursor.take().text(), "a date such as 2026-01-31T12:00:00Z",
                Instants::parse);
    }

    private Optional<Expression> during(Token word) {
        var names = new TreeSet<>(names(DateUnit.values()));
        names.addAll(List.of("start", "end"));
        var pairs = pairs(word, names);
        var start = dateOf(pairs, "start");
        var end = dateOf(pairs, "end");
        var duration = new TreeMap<DateUnit, Integer>();
        for (var unit : DateUnit.values()) {
            taken(pairs, lower(unit), "a whole number", ContextTestParser::number)
                    .ifPresent(count -> duration.put(unit, count));
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(new Expression.During(start, end, duration));
    }

    private Optional<Instant> dateOf(Map<String, Token> pairs, String name) {
        return taken(pairs, name, "a date such as 2026-01-31T12:00:00Z", Instants::parse);
    }

    private Optional<Expression> calendar(Token word) {
        var names = new TreeSet<>(names(DateField.values()));
        names.add("yearsdays");
        var pairs = pairs(word, names);
        if (pairs.containsKey("yearsdays")) {
            pairs.putIfAbsent("yeardays", pairs.get("yearsdays"));
        }
        SortedMap<DateField, Bounds> fields = new TreeMap<>();
        for (var field : DateField.values()) {
            taken(pairs, lower(field), "a number or a range such as 9-16", Bounds::parse)
                    .ifPresent(bounds -> fields.put(field, bounds));
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(new Expression.Calendar(fields));
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(ContextTestParser::lower).toList();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private boolean isPair() {
        return !cursor.atEnd() && cursor.peek().text().indexOf('=') > 0;
    }

    /**
     * Takes each {@code name=value} that belongs to the test; what comes behind them is not its own, as
     * the values of a set behind its rule. Empty, with a problem, where there is none.
     */
    private SequencedMap<String, Token> pairs(Token after, java.util.Collection<String> names) {
        var pairs = new LinkedHashMap<String, Token>();
        while (isPair()) {
            var name = cursor.peek().text().substring(0, cursor.peek().text().indexOf('='));
            if (!pairs.isEmpty() && !names.contains(name)) {
                return pairs;
            }
            var token = cursor.take();
            if (names.contains(name)) {
                pairs.put(name, token);
            } else {
                cursor.problem(token,
                        "'" + name + "' does not belong there: " + String.join(", ", names) + " do"
                                + Suggestion.hint(name, names));
            }
        }
        if (pairs.isEmpty()) {
            cursor.problem(after, "behind '" + after + "' at least one of " + String.join("=, ", names)
                    + "= is missing");
        }
        return pairs;
    }

    private static String text(Map<String, Token> pairs, String name) {
        var token = pairs.get(name);
        return token == null ? "" : token.text().substring(token.text().indexOf('=') + 1);
    }

    private <T> Optional<T> taken(Map<String, Token> pairs, String name, String kind,
            Function<String, Optional<T>> parse) {
        var token = pairs.get(name);
        return token == null ? Optional.empty() : value(token, text(pairs, name), kind, parse);
    }

    private <T> Optional<T> value(Token at, String text, String kind, Function<String, Optional<T>> parse) {
        var value = parse.apply(text);
        if (value.isEmpty()) {
            cursor.problem(at, "'" + text + "' is not " + kind);
        }
        return value;
    }
}
