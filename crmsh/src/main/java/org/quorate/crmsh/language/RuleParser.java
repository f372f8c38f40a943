package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.quorate.model.Expression;
import org.quorate.model.Expression.Comparison;
import org.quorate.model.Expression.Junction;
import org.quorate.model.Expression.ValueType;
import org.quorate.model.Extras;
import org.quorate.model.Role;
import org.quorate.model.Rule;
import org.quorate.model.Score;
import org.quorate.model.Suggestion;

/**
 * Reads {@code rule [$id=ID] [SCORE:] EXPRESSION}. Expressions are tests joined by {@code and} or {@code or};
 * where both are needed, parentheses (words of their own) say which binds: {@code ( a and b ) or c}.
 */
final class RuleParser {

    private static final TreeSet<String> OPERATORS = new TreeSet<>(
            List.of("lt", "gt", "lte", "gte", "eq", "ne"));

    private final Cursor cursor;

    RuleParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Reads rules as long as there are any. */
    List<Rule> rules() {
        var rules = new ArrayList<Rule>();
        while (cursor.takeIf("rule")) {
            rule().ifPresent(rules::add);
        }
        return rules;
    }

    private Optional<Rule> rule() {
        var id = "";
        var extras = Extras.NONE;
        while (!cursor.atEnd() && (cursor.peek().text().startsWith("$") || isRole(cursor.peek()))) {
            var token = cursor.take();
            var value = token.text().substring(token.text().indexOf('=') + 1);
            if (token.text().startsWith("$id-ref=")) {
                return Optional.of(Rule.reference(value));
            }
            if (token.text().startsWith("$id=")) {
                id = value;
            } else if (isRole(token)) {
                extras = extras.with("role", value);
                checkRole(token, value);
            } else {
                cursor.problem(token,
                        "'" + token + "' does not belong in a rule; $id=, $id-ref= and $role= do");
            }
        }
        var score = Score.INFINITY;
        var attribute = "";
        if (!cursor.atEnd() && Scores.isScore(cursor.peek())) {
            var token = cursor.take();
            var parsed = Scores.parse(token);
            score = parsed.orElse(Score.ZERO);
            attribute = parsed.isPresent() ? "" : Scores.word(token);
        }
        var expression = expression();
        var finalId = id;
        var finalScore = score;
        var finalAttribute = attribute;
        var finalExtras = extras;
        return expression.map(e -> new Rule(finalId, finalScore, finalAttribute, e, finalExtras));
    }

    private void checkRole(Token token, String word) {
        if (Role.parse(word).isEmpty()) {
            cursor.problem(token, "'" + word + "' is not a role"
                    + Suggestion.hint(word, ConstraintParser.ROLES));
        }
    }

    private static boolean isRole(Token token) {
        var text = token.text().toLowerCase(Locale.ROOT);
        return text.startsWith("role=") || text.startsWith("$role=");
    }

    private Optional<Expression> expression() {
        var parts = new ArrayList<Expression>();
        var junction = Optional.<Junction>empty();
        boolean more = true;
        boolean good = true;
        while (more) {
            var part = simple();
            part.ifPresent(parts::add);
            good &= part.isPresent();
            more = cursor.peekIs("and") || cursor.peekIs("or");
            if (more) {
                var token = cursor.take();
                var found = token.is("and") ? Junction.AND : Junction.OR;
                if (junction.isPresent() && junction.get() != found) {
                    cursor.problem(token, "'and' and 'or' in one rule: put one of them in parentheses, "
                            + "as in ( a eq 1 and b eq 2 ) or c eq 3");
                    good = false;
                }
                junction = Optional.of(found);
            }
        }
        if (!good || parts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(parts.size() == 1
                ? parts.getFirst()
                : new Expression.Combined(junction.orElse(Junction.AND), parts));
    }

    private Optional<Expression> simple() {
        if (cursor.atEnd()) {
            cursor.expected("an expression");
            return Optional.empty();
        }
        if (cursor.takeIf("(")) {
            var inner = expression();
            if (!cursor.takeIf(")")) {
                cursor.expected("')'");
            }
            return inner;
        }
        var token = cursor.take();
        if (isTestOfContext(token)) {
            return new ContextTestParser(cursor).parse(token);
        }
        if (token.is("defined") || token.is("not_defined")) {
            if (cursor.atEnd()) {
                cursor.expected("the name of an attribute");
                return Optional.empty();
            }
            var attribute = cursor.take().text();
            return Optional.of(token.is("defined")
                    ? new Expression.Defined(attribute)
                    : new Expression.NotDefined(attribute));
        }
        return compare(token);
    }

    /** Also an attribute may be called {@code date}: then an operator with a value of its own follows. */
    private boolean isTestOfContext(Token token) {
        if (!ContextTestParser.WORDS.contains(token.text())) {
            return false;
        }
        var rest = cursor.rest();
        var isCompared = !rest.isEmpty() && OPERATORS.contains(rest.getFirst().text());
        return !isCompared || (token.is("date") && (rest.getFirst().is("lt") || rest.getFirst().is("gt")));
    }

    private Optional<Expression> compare(Token attribute) {
        if (cursor.atEnd()) {
            cursor.expected("lt, gt, lte, gte, eq or ne");
            return Optional.empty();
        }
        var token = cursor.take();
        int colon = token.text().indexOf(':');
        var type = colon < 0 ? ValueType.DEFAULT : valueType(token, token.text().substring(0, colon));
        var word = token.text().substring(colon + 1).toLowerCase(Locale.ROOT);
        if (!OPERATORS.contains(word)) {
            cursor.problem(token, "'" + token + "' does not compare '" + attribute
                    + "' with a value: lt, gt, lte, gte, eq or ne does" + Suggestion.hint(word, OPERATORS));
            if (!cursor.atEnd() && !cursor.peekIs("and") && !cursor.peekIs("or")) {
                cursor.take();
            }
            return Optional.empty();
        }
        if (cursor.atEnd()) {
            cursor.expected("a value");
            return Optional.empty();
        }
        return Optional.of(new Expression.Compare(attribute.text(),
                Comparison.valueOf(word.toUpperCase(Locale.ROOT)), type, cursor.take().text()));
    }

    private ValueType valueType(Token token, String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "string" -> ValueType.STRING;
            case "integer" -> ValueType.INTEGER;
            case "number" -> ValueType.NUMBER;
            case "version" -> ValueType.VERSION;
            default -> {
                cursor.problem(token, "'" + word + "' is not a type: string, integer, number or version is");
                yield ValueType.DEFAULT;
            }
        };
    }
}
