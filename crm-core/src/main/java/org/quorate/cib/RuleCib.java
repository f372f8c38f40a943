package org.quorate.cib;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.quorate.model.EnumWords;
import org.quorate.model.Expression;
import org.quorate.model.Expression.Junction;
import org.quorate.model.Expression.ValueType;
import org.quorate.model.Rule;

/** Rules as Pacemaker writes them. */
record RuleCib(Ids ids) {

    /**
     * The elements of rules.
     *
     * @param owner the id of what they are rules of
     */
    List<Element> elements(String owner, List<Rule> rules) {
        return rules.stream().map(rule -> {
            if (rule.reference().isPresent()) {
                return ForeignCib.with(Element.of("rule"), rule.extras());
            }
            var id = ids.of(rule.id(), owner, "rule");
            return ForeignCib.with(rule(id, rule), rule.extras());
        }).toList();
    }

    private Element rule(String id, Rule rule) {
        var element = combined(id, rule.expression());
        return rule.scoreAttribute().isEmpty()
                ? element.with("score", rule.score().toString())
                : element.with("score-attribute", rule.scoreAttribute());
    }

    private Element combined(String id, Expression expression) {
        var junction = expression instanceof Expression.Combined combined
                ? combined.junction()
                : Junction.AND;
        var parts = expression instanceof Expression.Combined combined
                ? combined.parts()
                : List.of(expression);
        var element = Element.of("rule", "id", id)
                .withChildren(parts.stream().map(part -> element(id, part)).toList());
        return junction == Junction.AND ? element : element.with("boolean-op", EnumWords.word(junction));
    }

    private Element element(String rule, Expression expression) {
        if (expression instanceof Expression.Combined combined) {
            return combined(ids.made(rule + "-rule"), combined);
        }
        if (expression instanceof Expression.Unread(var element)) {
            return ForeignCib.element(element);
        }
        return test(ids.made(rule + "-expression"), expression);
    }

    Element test(String id, Expression expression) {
        return switch (expression) {
            case Expression.Combined _,Expression.Unread _ ->
                throw new IllegalArgumentException("no single test: " + expression);
            case Expression.Defined(var attribute) ->
                Element.of("expression", "id", id, "attribute", attribute, "operation", "defined");
            case Expression.NotDefined(var attribute) ->
                Element.of("expression", "id", id, "attribute", attribute, "operation", "not_defined");
            case Expression.Compare(var attribute, var comparison, var type, var value) -> {
                var element = Element.of("expression", "id", id, "attribute", attribute, "operation",
                        EnumWords.word(comparison), "value", value);
                yield type == ValueType.DEFAULT ? element : element.with("type", EnumWords.word(type));
            }
            case Expression.After(var start) ->
                Element.of("date_expression", "id", id, "operation", "gt", "start", start.toString());
            case Expression.Before(var end) ->
                Element.of("date_expression", "id", id, "operation", "lt", "end", end.toString());
            case Expression.During during -> during(id, during);
            case Expression.Calendar(var fields) ->
                Element.of("date_expression", "id", id, "operation", "date_spec")
                        .withChild(named("date_spec", id + "-date_spec", fields));
            case Expression.OfAgent(var agentClass, var provider, var type) -> withoutEmpty(Element.of(
                    "rsc_expression", "id", id, "class", agentClass, "provider", provider, "type", type));
            case Expression.OfOperation(var operation, var interval) ->
                withoutEmpty(Element.of("op_expression", "id", id, "name", operation, "interval", interval));
        };
    }

    private static Element during(String id, Expression.During during) {
        var element = withoutEmpty(Element.of("date_expression", "id", id, "operation", "in_range", "start",
                during.start().map(Object::toString).orElse(""), "end",
                during.end().map(Object::toString).orElse("")));
        return during.duration().isEmpty()
                ? element
                : element.withChild(named("duration", id + "-duration", during.duration()));
    }

    private static Element named(String name, String id, Map<? extends Enum<?>, ?> values) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("id", id);
        values.forEach(
                (field, value) -> attributes.put(field.name().toLowerCase(Locale.ROOT), value.toString()));
        return new Element(name, attributes, List.of(), "");
    }

    private static Element withoutEmpty(Element element) {
        var attributes = new LinkedHashMap<>(element.attributes());
        attributes.values().removeIf(String::isEmpty);
        return new Element(element.name(), attributes, element.children(), element.text());
    }
}
