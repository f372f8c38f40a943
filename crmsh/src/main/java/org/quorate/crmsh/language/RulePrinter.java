package org.quorate.crmsh.language;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.quorate.model.Expression;
import org.quorate.model.Expression.ValueType;
import org.quorate.model.Instants;
import org.quorate.model.Rule;

/** Prints rules. */
final class RulePrinter {

    private RulePrinter() {}

    static String print(Rule rule) {
        if (rule.reference().isPresent()) {
            return "rule $id-ref=" + Words.value(rule.reference().get());
        }
        var text = new StringBuilder("rule ");
        if (!rule.id().isEmpty()) {
            text.append("$id=").append(Words.value(rule.id())).append(' ');
        }
        rule.extras().attribute("role").ifPresent(role -> text.append("$role=").append(role).append(' '));
        if (!rule.scoreAttribute().isEmpty()) {
            text.append(rule.scoreAttribute()).append(": ");
        } else if (!rule.score().isInfinite()) {
            text.append(Scores.print(rule.score())).append(": ");
        }
        return text.append(expression(rule.expression())).toString();
    }

    private static String expression(Expression expression) {
        return switch (expression) {
            case Expression.Defined(var attribute) -> "defined " + Words.raw(attribute);
            case Expression.NotDefined(var attribute) -> "not_defined " + Words.raw(attribute);
            case Expression.Compare(var attribute, var comparison, var type, var value) ->
                Words.raw(attribute) + " " + (type == ValueType.DEFAULT ? "" : lower(type) + ":")
                        + lower(comparison) + " " + Words.raw(value);
            case Expression.After(var start) -> "date gt " + Instants.text(start);
            case Expression.Before(var end) -> "date lt " + Instants.text(end);
            case Expression.During(var start, var end, var duration) -> "date in"
                    + start.map(date -> " start=" + Instants.text(date)).orElse("")
                    + end.map(date -> " end=" + Instants.text(date)).orElse("")
                    + pairs(duration);
            case Expression.Calendar(var fields) -> "date spec" + pairs(fields);
            case Expression.OfAgent(var agentClass, var provider, var type) -> "agent"
                    + pair("class", agentClass) + pair("provider", provider) + pair("type", type);
            // No words say it; the printer then writes the object as XML.
            case Expression.Unread(var element) -> "<" + element.name() + ">";
            case Expression.OfOperation(var operation, var interval) -> "operation " + Words.raw(operation)
                    + pair("interval", interval);
            case Expression.Combined(var junction, var parts) ->
                join(parts, " " + lower(junction) + " ");
        };
    }

    private static String join(List<Expression> parts, String between) {
        return parts.stream().map(part -> part instanceof Expression.Combined
                ? "( " + expression(part) + " )"
                : expression(part)).collect(Collectors.joining(between));
    }

    private static String pairs(Map<? extends Enum<?>, ?> values) {
        return values.entrySet().stream().map(value -> " " + lower(value.getKey()) + "=" + value.getValue())
                .collect(Collectors.joining());
    }

    private static String pair(String name, String value) {
        return value.isEmpty() ? "" : " " + name + "=" + Words.value(value);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
