package org.quorate.policy.input;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.quorate.cib.DateElements;
import org.quorate.cib.Element;
import org.quorate.model.Expression;
import org.quorate.model.Expression.Comparison;
import org.quorate.model.Expression.DateUnit;
import org.quorate.model.Expression.Junction;
import org.quorate.model.Expression.ValueType;
import org.quorate.model.Instants;
import org.quorate.model.Rule;
import org.quorate.model.Score;

/**
 * Reads {@code <rule>} elements.
 *
 * @param names what is done to names of attributes first: parts of a resource's name are put in for
 *        {@code %1}
 * @param values where values are taken from that are told by name
 */
record RuleReader(References references, UnaryOperator<String> names, ValueSource values) {

    /**
     * Looks up a value: {@code literal} is the text itself, {@code param} and {@code meta} are of a resource.
     */
    @FunctionalInterface
    interface ValueSource {

        Optional<String> value(String source, String text);
    }

    /** A test that never holds stands for what cannot be understood. */
    private static final Expression NEVER = new Expression.Combined(Junction.OR, List.of());

    RuleReader(References references) {
        this(references, UnaryOperator.identity(), (_, text) -> Optional.of(text));
    }

    Rule rule(Element element) {
        var followed = references.follow(element);
        var score = followed.attribute("score").flatMap(Score::parseLeading).orElse(Score.ZERO);
        return new Rule(followed.id(), score, names.apply(followed.attribute("score-attribute", "")),
                expression(followed));
    }

    private Expression expression(Element rule) {
        var parts = new ArrayList<Expression>();
        for (var child : rule.children()) {
            var followed = references.follow(child);
            switch (followed.name()) {
                case "rule" -> parts.add(expression(followed));
                case "expression" -> parts.add(test(followed));
                case "date_expression" -> parts.add(date(followed));
                case "rsc_expression" -> parts.add(new Expression.OfAgent(followed.attribute("class", ""),
                        followed.attribute("provider", ""), followed.attribute("type", "")));
                case "op_expression" -> parts.add(new Expression.OfOperation(followed.attribute("name", ""),
                        followed.attribute("interval", "")));
                default -> {
                    // nothing that tests
                }
            }
        }
        var isOr = rule.attribute("boolean-op", "and").equalsIgnoreCase("or");
        return new Expression.Combined(isOr ? Junction.OR : Junction.AND, parts);
    }

    private Expression test(Element element) {
        var attribute = names.apply(element.attribute("attribute", ""));
        var word = element.attribute("operation", "").toUpperCase(Locale.ROOT);
        return switch (word) {
            case "DEFINED" -> new Expression.Defined(attribute);
            case "NOT_DEFINED" -> new Expression.NotDefined(attribute);
            case "LT", "GT", "LTE", "GTE", "EQ", "NE" ->
                compare(element, attribute, Comparison.valueOf(word));
            default -> NEVER;
        };
    }

    private Expression compare(Element element, String attribute, Comparison comparison) {
        return values.value(element.attribute("value-source", "literal"), element.attribute("value", ""))
                .<Expression>map(value -> new Expression.Compare(attribute, comparison,
                        type(element.attribute("type", "")), value))
                .orElseGet(() -> comparison == Comparison.NE ? new Expression.Defined(attribute) : NEVER);
    }

    private static ValueType type(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "string" -> ValueType.STRING;
            case "integer" -> ValueType.INTEGER;
            case "number" -> ValueType.NUMBER;
            case "version" -> ValueType.VERSION;
            default -> ValueType.DEFAULT;
        };
    }

    private Expression date(Element element) {
        var start = instant(element, "start");
        var end = instant(element, "end");
        return switch (element.attribute("operation", "in_range")) {
            case "gt" -> start.<Expression>map(Expression.After::new).orElse(NEVER);
            case "lt" -> end.<Expression>map(Expression.Before::new).orElse(NEVER);
            case "in_range" -> new Expression.During(start, end, duration(element));
            case "date_spec" -> calendar(element);
            default -> NEVER;
        };
    }

    private static Optional<Instant> instant(Element element, String name) {
        return element.attribute(name).flatMap(Instants::parse);
    }

    private TreeMap<DateUnit, Integer> duration(Element element) {
        var duration = new TreeMap<DateUnit, Integer>();
        references.children(element, "duration")
                .forEach(child -> duration.putAll(DateElements.duration(child)));
        return duration;
    }

    private Expression calendar(Element element) {
        var specs = references.children(element, "date_spec");
        return specs.isEmpty() ? NEVER : new Expression.Calendar(DateElements.fields(specs.getFirst()));
    }
}
