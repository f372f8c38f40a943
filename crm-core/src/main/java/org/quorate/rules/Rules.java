package org.quorate.rules;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.quorate.model.Expression;
import org.quorate.model.Expression.Combined;
import org.quorate.model.Expression.Compare;
import org.quorate.model.Expression.Comparison;
import org.quorate.model.Expression.Defined;
import org.quorate.model.Expression.NotDefined;
import org.quorate.model.Expression.ValueType;
import org.quorate.model.LeadingNumber;
import org.quorate.model.Rule;
import org.quorate.model.Score;

/** Whether a rule holds on a node at an instant, and what it is worth there. */
public final class Rules {

    private static final Pattern NUMBER = Pattern
            .compile("\\s*([+-]?(?:\\d{1,18}(?:\\.\\d{0,18})?|\\.\\d{1,18})(?:[eE][+-]?\\d{1,3})?)");

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
     * What a rule that holds is worth: its score, or the value of its score attribute: -INFINITY where that
     * is not set (Pacemaker Explained, "score-attribute"), 0 where it begins with no number.
     */
    public static Score score(Rule rule, Facts facts) {
        if (rule.scoreAttribute().isEmpty()) {
            return rule.score();
        }
        return facts.attribute(rule.scoreAttribute()).map(text -> Score.parseLeading(text).orElse(Score.ZERO))
                .orElse(Score.MINUS_INFINITY);
    }

    private static boolean holds(Compare test, Facts facts) {
        var actual = facts.attribute(test.attribute());
        if (actual.isEmpty()) {
            return test.comparison() == Comparison.NE;
        }
        var sign = compare(actual.get(), test.value(), typeOf(test, actual.get()));
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
            case LT, GT, LTE, GTE -> actual.contains(".") || test.value().contains(".")
                    ? ValueType.NUMBER
                    : ValueType.INTEGER;
        };
    }

    /**
     * The sign of the difference. Numbers are read as far as they go, so that 3.6 is 3 as an integer; where
     * one of the two begins with no number both are compared as strings. Strings ignore case.
     */
    private static int compare(String left, String right, ValueType type) {
        var words = left.compareToIgnoreCase(right);
        return switch (type) {
            case DEFAULT, STRING -> words;
            case INTEGER -> compare(LeadingNumber.parse(left), LeadingNumber.parse(right), words);
            case NUMBER -> compare(fraction(left), fraction(right), words);
            case VERSION -> compareVersions(left, right);
        };
    }

    private static <T extends Comparable<T>> int compare(Optional<T> left, Optional<T> right, int otherwise) {
        return left.flatMap(one -> right.map(one::compareTo)).orElse(otherwise);
    }

    private static Optional<Double> fraction(String text) {
        var match = NUMBER.matcher(text);
        return match.lookingAt() ? Optional.of(Double.parseDouble(match.group(1))) : Optional.empty();
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
