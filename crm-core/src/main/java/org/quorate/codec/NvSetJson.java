package org.quorate.codec;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import java.util.List;
import java.util.TreeMap;
import org.quorate.model.EnumWords;
import org.quorate.model.Expression;
import org.quorate.model.Expression.Comparison;
import org.quorate.model.Expression.Junction;
import org.quorate.model.Expression.ValueType;
import org.quorate.model.NvSet;
import org.quorate.model.Rule;
import org.quorate.model.Score;

/** Sets of names and values with their rules. */
final class NvSetJson {

    static final NvSet NONE = new NvSet("", Score.ZERO, List.of(), new TreeMap<>());

    private NvSetJson() {}

    static Json.Obj json(NvSet set) {
        return object().putUnlessEmpty("id", set.id())
                .putUnlessEmpty("score", set.score().equals(Score.ZERO) ? "" : set.score().toString())
                .putUnlessEmpty("rules", list(set.rules(), NvSetJson::json))
                .put("values", texts(set.values()))
                .putUnlessEmpty("ids", texts(set.pairIds()))
                .putUnlessEmpty("extras", ExtrasJson.json(set.extras())).done();
    }

    static Json.Obj jsonUnlessNone(NvSet set) {
        return set.equals(NONE) ? Json.nothing() : json(set);
    }

    static Json.Obj json(Rule rule) {
        return object().putUnlessEmpty("id", rule.id()).put("score", rule.score().toString())
                .putUnlessEmpty("scoreAttribute", rule.scoreAttribute())
                .put("expression", json(rule.expression()))
                .putUnlessEmpty("extras", ExtrasJson.json(rule.extras())).done();
    }

    private static Json json(Expression expression) {
        return switch (expression) {
            case Expression.Defined(var attribute) -> object().put("defined", attribute).done();
            case Expression.NotDefined(var attribute) -> object().put("notDefined", attribute).done();
            case Expression.Compare(var attribute, var comparison, var type, var value) -> {
                var kind = type == ValueType.DEFAULT ? "" : EnumWords.word(type);
                yield object().put("compare", attribute).put("is", EnumWords.word(comparison))
                        .putUnlessEmpty("type", kind).put("value", value).done();
            }
            case Expression.After _,Expression.Before _,Expression.During _ ->
                ContextExpressionJson.json(expression);
            case Expression.Calendar _,Expression.OfAgent _,Expression.OfOperation _ ->
                ContextExpressionJson.json(expression);
            case Expression.Unread(var element) -> object().put("unread", ExtrasJson.json(element)).done();
            case Expression.Combined(var junction, var parts) ->
                object().put(EnumWords.word(junction), list(parts, NvSetJson::json)).done();
        };
    }

    static NvSet nvSet(JsonAt in) {
        in.only("id", "score", "rules", "values", "ids", "extras");
        return new NvSet(in.text("id", ""), score(in), in.list("rules", NvSetJson::rule), in.texts("values"),
                in.texts("ids"), ExtrasJson.of(in));
    }

    static Score score(JsonAt in) {
        return in.maybe("score").map(score -> score.parsed("a score such as 100 or -INFINITY", Score::parse))
                .orElse(Score.ZERO);
    }

    static Rule rule(JsonAt in) {
        in.only("id", "score", "scoreAttribute", "expression", "extras");
        return new Rule(in.text("id", ""), score(in), in.text("scoreAttribute", ""),
                expression(in.field("expression")), ExtrasJson.of(in));
    }

    private static Expression expression(JsonAt in) {
        if (in.has("defined")) {
            return new Expression.Defined(in.text("defined"));
        }
        if (in.has("notDefined")) {
            return new Expression.NotDefined(in.text("notDefined"));
        }
        if (in.has("compare")) {
            return new Expression.Compare(in.text("compare"), in.field("is").word(Comparison.class),
                    in.maybe("type").map(type -> type.word(ValueType.class)).orElse(ValueType.DEFAULT),
                    in.text("value"));
        }
        if (in.has("unread")) {
            return new Expression.Unread(ExtrasJson.foreign(in.field("unread")));
        }
        for (var junction : Junction.values()) {
            if (in.has(EnumWords.word(junction))) {
                return new Expression.Combined(junction,
                        in.list(EnumWords.word(junction), NvSetJson::expression));
            }
        }
        return ContextExpressionJson.read(in).orElseThrow(() -> in.wrong(
                "an expression has a field 'defined', 'notDefined', 'compare', 'after', 'before', 'during',"
                        + " 'calendar', 'agent', 'operation', 'and' or 'or'"));
    }
}
