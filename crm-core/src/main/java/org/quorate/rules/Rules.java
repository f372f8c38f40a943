package org.quorate.rules;

import java.time.Instant;
import java.util.OptionalInt;
import org.quorate.model.Expression;
import org.quorate.model.Expression.Combined;
import org.quorate.model.Expression.Compare;
import org.quorate.model.Expression.Comparison;
import org.quorate.model.Expression.Defined;
import org.quorate.model.Expression.NotDefined;
import org.quorate.model.Expression.ValueType;
import org.quorate.model.Rule;
import org.quorate.model.Score;

/** Whether a rule holds on a node at an instant, and what it is worth there. */
public final class Rules {

    private Rules() {}

    public static boolean holds(Rule rule, Facts facts, Instant now) {
        return holds(rule.expression(), facts, now);
    }

    public static boolean holds(Expression expression, Facts facts, Instant now) {
        return switch (expression) {
            case Defined(var name) -> facts.attribute(name).isPresent();
            case NotDefined(var name) -> facts.attribute(name).isEmpty();
            case Compare compare -> holds(compare, facts);
            case Expression.After(var start) -> now.isAfter(start);
            case Expression.Before(var end) -> now.isBefore(end);
            case Expression.During during -> Dates.holds(during, now);
            case Expression.Calendar calendar -> Dates.holds(calendar, now);
            case Expression.OfAgent of -> facts.agent().filter(agent -> agent.isOf(of)).isPresent();
            case Expression.OfOperation of ->
                facts.operation().filter(operation -> operation.isOf(of)).isPresent();
            case Expression.Unread _ -> false;
            case Combined(var junction, var parts) -> switch (junction) {
                case AND -> parts.stream().allMatch(part -> holds(part, facts, now));
                case OR -> parts.stream().anyMatch(part -> holds(part, facts, now));
            };
        };
    }

    /**
     * What a rule that holds is worth: its score, or the value of its score attribute; -INFINITY where
     * that attribute is not set or is no score (Pacemaker Explained, "score-attribute").
     */
    public static Score score(Rule rule, Facts facts) {
        if (rule.scoreAttribute().isEmpty()) {
            return rule.score();
        }
        return facts.attribute(rule.scoreAttribute()).flatMap(Score::parse).orElse(Score.MINUS_INFINITY);
    }

    private static boolean holds(Compare test, Facts facts) {
        var actual = facts.attribute(test.attribute());
        if (actual.isEmpty()) {
            return test.comparison() == Comparison.NE;
        }
        var order = compare(actual.get(), test.value(), typeOf(test, actual.get()));
        if (order.isEmpty()) {
            return test.comparison() == Comparison.NE;
        }
        var sign = order.getAsInt();
        return switch (test.comparison()) {
            case LT -> sign < 0;
            case GT -> sign > 0;
            case LTE -> sign <= 0;
            case GTE -> sign >= 0;
            case EQ -> sign == 0;
            case NE -> sign != 0;
        };
    }

    private static ValueType typeOf(Compare test, String actual) {
        if (test.type() != ValueType.DEFAULT) {
            return test.type();
        }
        return switch (test.comparison()) {
            case EQ, NE -> ValueType.STRING;
            case LT, GT, LTE, GTE -> isNumber(actual) && isNumber(test.value())
                    ? ValueType.NUMBER
                    : ValueType.STRING;
        };
    }

    /** The sign of the difference; empty where a value is not of that type. Strings ignore case. */
    private static OptionalInt compare(String left, String right, ValueType type) {
        return switch (type) {
            case DEFAULT, STRING -> OptionalInt.of(left.compareToIgnoreCase(right));
            case INTEGER -> isInteger(left) && isInteger(right)
                    ? OptionalInt
                            .of(Long.compare(Long.parseLong(left.strip()), Long.parseLong(right.strip())))
                    : OptionalInt.empty();
            case NUMBER -> isNumber(left) && isNumber(right)
                    ? OptionalInt.of(Double.compare(Double.parseDouble(left), Double.parseDouble(right)))
                    : OptionalInt.empty();
            case VERSION -> OptionalInt.of(compareVersions(left, right));
        };
    }

    private static boolean isInteger(String text) {
        return text.strip().matches("[+-]?\\d{1,18}");
    }

    private static boolean isNumber(String text) {
        return text.strip().matches("[+-]?(\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})([eE][+-]?\\d{1,3})?");
    }

    /** Part by part between dots; parts are compared by the number they begin with; a missing part is 0. */
    private static int compareVersions(String left, String right) {
        var lefts = left.strip().split("\\.", -1);
        var rights = right.strip().split("\\.", -1);
        for (int i = 0; i < Math.max(lefts.length, rights.length); i++) {
            var sign = Long.compare(versionPart(lefts, i), versionPart(rights, i));
            if (sign != 0) {
                return sign;
            }
        }
        return 0;
    }

    private static long versionPart(String[] parts, int index) {
        if (index >= parts.length) {
            return 0;
        }
        var digits = parts[index].replaceFirst("\\D.*", "");
        return digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
    }
}
