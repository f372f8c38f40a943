package org.quorate.cib;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.quorate.model.EnumWords;
import org.quorate.model.Expression;
import org.quorate.model.Expression.Comparison;
import org.quorate.model.Expression.Junction;
import org.quorate.model.Expression.ValueType;
import org.quorate.model.Extras;
import org.quorate.model.Instants;
import org.quorate.model.Rule;
import org.quorate.model.Score;

/**
 * Reads rules. A test of which anything would be lost is kept as it stands.
 *
 * @param referred the ids that something refers to
 */
record RuleReader(Set<String> referred) {

    private static final Set<String> ATTRIBUTES = Set.of("id", "score", "score-attribute", "boolean-op");

    List<Rule> rules(Element owner) {
        return owner.children("rule").stream().map(this::rule).toList();
    }

    private Rule rule(Element element) {
        var reference = element.attribute("id-ref");
        if (reference.isPresent()) {
            return Rule.reference(reference.get());
        }
        return new Rule(referred.contains(element.id()) ? element.id() : "",
                element.attribute("score").flatMap(Score::parse).orElse(Score.ZERO),
                element.attribute("score-attribute", ""), expression(element),
                new Extras(SetReader.without(element, ATTRIBUTES), List.of()));
    }

    private Expression expression(Element rule) {
        var parts = new ArrayList<Expression>();
        rule.children().forEach(child -> parts.add(part(child)));
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        var isOr = rule.attribute("boolean-op", "and").equalsIgnoreCase("or");
        return new Expression.Combined(isOr ? Junction.OR : Junction.AND, parts);
    }

    private Expression part(Element element) {
        if (element.is("rule") && element.attribute("id-ref").isEmpty()) {
            return expression(element);
        }
        return test(element).filter(read -> keepsAll(element, read))
                .orElseGet(() -> new Expression.Unread(ForeignCib.foreign(element)));
    }

    private boolean keepsAll(Element element, Expression read) {
        return !referred.contains(element.id())
                && saysAsMuch(element, new RuleCib(new Ids()).test("", read));
    }

    private static boolean saysAsMuch(Element original, Element written) {
        return written.attributes().keySet().containsAll(SetReader.without(original, Set.of("id")).keySet())
                && original.children().stream().allMatch(child -> written.child(child.name())
                        .filter(other -> saysAsMuch(child, other)).isPresent());
    }

    private static Optional<Expression> test(Element element) {
        return switch (element.name()) {
            case "expression" -> compare(element);
            case "date_expression" -> date(element);
            case "rsc_expression" -> Optional.of(new Expression.OfAgent(element.attribute("class", ""),
                    element.attribute("provider", ""), element.attribute("type", "")));
            case "op_expression" -> Optional.of(new Expression.OfOperation(element.attribute("name", ""),
                    element.attribute("interval", "")));
            default -> Optional.empty();
        };
    }

    private static Optional<Expression> compare(Element element) {
        var attribute = element.attribute("attribute", "");
        var operation = element.attribute("operation", "");
        return switch (operation) {
            case "defined" -> Optional.of(new Expression.Defined(attribute));
            case "not_defined" -> Optional.of(new Expression.NotDefined(attribute));
            default -> EnumWords.parse(Comparison.class, operation)
                    .flatMap(comparison -> type(element.attribute("type")).map(
                            type -> new Expression.Compare(attribute, comparison, type,
                                    element.attribute("value", ""))));
        };
    }

    private static Optional<ValueType> type(Optional<String> word) {
        return word.isEmpty()
                ? Optional.of(ValueType.DEFAULT)
                : EnumWords.parse(ValueType.class, word.get());
    }

    private static Optional<Expression> date(Element element) {
        var start = element.attribute("start").flatMap(Instants::parse);
        var end = element.attribute("end").flatMap(Instants::parse);
        if (start.isPresent() != element.attribute("start").isPresent()
                || end.isPresent() != element.attribute("end").isPresent()) {
            return Optional.empty();
        }
        return switch (element.attribute("operation", "in_range")) {
            case "gt" -> start.map(Expression.After::new);
            case "lt" -> end.map(Expression.Before::new);
            case "in_range" -> Optional.of(new Expression.During(start, end,
                    element.child("duration").map(DateElements::duration).orElseGet(TreeMap::new)));
            case "date_spec" -> Optional.of(calendar(element));
            default -> Optional.empty();
        };
    }

    private static Expression calendar(Element element) {
        return new Expression.Calendar(
                element.child("date_spec").map(DateElements::fields).orElseGet(TreeMap::new));
    }
}
