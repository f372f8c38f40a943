package org.quorate.codec;

import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.model.EnumWords;
import org.quorate.model.Expression;
import org.quorate.model.Expression.Bounds;
import org.quorate.model.Expression.DateField;
import org.quorate.model.Expression.DateUnit;
import org.quorate.model.Instants;

/** The tests of a rule that look at the time, at the agent or at the operation. */
final class ContextExpressionJson {

    private ContextExpressionJson() {}

    static Json json(Expression expression) {
        return switch (expression) {
            case Expression.After(var start) -> object().put("after", start.toString()).done();
            case Expression.Before(var end) -> object().put("before", end.toString()).done();
            case Expression.During(var start, var end, var duration) -> object().put("during", object()
                    .putUnlessEmpty("start", start.map(Instant::toString).orElse(""))
                    .putUnlessEmpty("end", end.map(Instant::toString).orElse(""))
                    .putUnlessEmpty("duration", texts(words(duration))).done()).done();
            case Expression.Calendar(var fields) -> object().put("calendar", texts(words(fields))).done();
            case Expression.OfAgent(var agentClass, var provider, var type) -> object().put("agent", object()
                    .putUnlessEmpty("class", agentClass).putUnlessEmpty("provider", provider)
                    .putUnlessEmpty("type", type).done()).done();
            case Expression.OfOperation(var operation, var interval) -> object().put("operation", operation)
                    .putUnlessEmpty("interval", interval).done();
            case Expression.Defined _,Expression.NotDefined _,Expression.Compare _ ->
                throw new IllegalArgumentException("not a test of the context: " + expression);
            case Expression.Combined _,Expression.Unread _ ->
                throw new IllegalArgumentException("not a test of the context: " + expression);
        };
    }

    private static SortedMap<String, String> words(SortedMap<? extends Enum<?>, ?> values) {
        var words = new TreeMap<String, String>();
        values.forEach((name, value) -> words.put(EnumWords.word(name), value.toString()));
        return words;
    }

    static Optional<Expression> read(JsonAt in) {
        if (in.has("after")) {
            return Optional.of(new Expression.After(instant(in.field("after"))));
        }
        if (in.has("before")) {
            return Optional.of(new Expression.Before(instant(in.field("before"))));
        }
        if (in.has("during")) {
            return Optional.of(during(in.field("during")));
        }
        if (in.has("calendar")) {
            return Optional.of(calendar(in));
        }
        if (in.has("agent")) {
            var agent = in.field("agent");
            return Optional.of(new Expression.OfAgent(agent.text("class", ""), agent.text("provider", ""),
                    agent.text("type", "")));
        }
        if (in.has("operation")) {
            return Optional.of(new Expression.OfOperation(in.text("operation"), in.text("interval", "")));
        }
        return Optional.empty();
    }

    private static Instant instant(JsonAt in) {
        return in.parsed("a date such as 2026-01-31T12:00:00Z", Instants::parse);
    }

    private static Expression during(JsonAt in) {
        var duration = new TreeMap<DateUnit, Integer>();
        for (var name : in.texts("duration").keySet()) {
            var at = in.field("duration");
            duration.put(unit(at, name),
                    at.field(name).parsed("a whole number", ContextExpressionJson::number));
        }
        return new Expression.During(in.maybe("start").map(ContextExpressionJson::instant),
                in.maybe("end").map(ContextExpressionJson::instant), duration);
    }

    private static Optional<Integer> number(String text) {
        return text.matches("-?\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static DateUnit unit(JsonAt in, String name) {
        for (var unit : DateUnit.values()) {
            if (EnumWords.word(unit).equals(name)) {
                return unit;
            }
        }
        throw in.wrong("'" + name + "' is no unit of a duration");
    }

    private static Expression calendar(JsonAt in) {
        var fields = new TreeMap<DateField, Bounds>();
        var at = in.field("calendar");
        for (var name : in.texts("calendar").keySet()) {
            fields.put(field(at, name),
                    at.field(name).parsed("a number or a range such as 9-16", Bounds::parse));
        }
        return new Expression.Calendar(fields);
    }

    private static DateField field(JsonAt in, String name) {
        for (var field : DateField.values()) {
            if (EnumWords.word(field).equals(name)) {
                return field;
            }
        }
        throw in.wrong("'" + name + "' is no field of a date");
    }
}
