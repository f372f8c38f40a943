package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.quorate.membership.NodeName;
import org.quorate.model.Constraint;
import org.quorate.model.Constraint.Kind;
import org.quorate.model.Constraint.OrderedAction;
import org.quorate.model.Constraint.Preference;
import org.quorate.model.Constraint.ResourceAction;
import org.quorate.model.Constraint.ResourceRole;
import org.quorate.model.Constraint.Symmetry;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.model.Score;
import org.quorate.model.Suggestion;

/** Reads location, colocation and order constraints between single resources. */
final class ConstraintParser {

    private static final List<String> ROLES = List.of("Started", "Stopped", "Promoted", "Unpromoted");
    private static final List<String> ORDERED = List.of("start", "stop", "promote", "demote");

    private final Cursor cursor;

    ConstraintParser(Cursor cursor) {
        this.cursor = cursor;
    }

    Optional<Constraint> read() {
        var id = cursor.takeId("an id");
        Optional<? extends Constraint> constraint = id.isEmpty()
                ? Optional.empty()
                : switch (cursor.keyword().text().toLowerCase(Locale.ROOT)) {
                    case "location" -> location(id.get());
                    case "order" -> order(id.get());
                    default -> colocation(id.get());
                };
        if (constraint.isEmpty()) {
            cursor.skipRest();
        }
        return constraint.map(Constraint.class::cast);
    }

    private Optional<Constraint.Location> location(ResourceId id) {
        if (!cursor.atEnd() && (cursor.peek().text().startsWith("/") || isBracket(cursor.peek()))) {
            cursor.notSupported(cursor.peek(),
                    "a location of several resources ('" + cursor.peek() + "') is");
            return Optional.empty();
        }
        var resource = cursor.takeId("the id of a resource");
        boolean good = resource.isPresent();
        while (!cursor.atEnd() && isOption(cursor.peek().text())) {
            good = false;
            cursor.notSupported(cursor.peek(), "'" + cursor.take() + "' in a location is");
        }
        if (cursor.peekIs("rule")) {
            var rules = new RuleParser(cursor).rules();
            cursor.expectEnd(Set.of("and", "or", "rule"));
            return good && !rules.isEmpty()
                    ? Optional.of(new Constraint.Location(id, resource.get(), new Preference.ByRules(rules)))
                    : Optional.empty();
        }
        var preference = nodePreference();
        cursor.expectEnd(Set.of());
        return good && preference.isPresent()
                ? Optional.of(new Constraint.Location(id, resource.get(), preference.get()))
                : Optional.empty();
    }

    private static boolean isOption(String text) {
        var word = text.toLowerCase(Locale.ROOT);
        return word.startsWith("role=") || word.startsWith("$role=") || word.startsWith("resource-discovery=")
                || word.startsWith("$resource-discovery=");
    }

    private Optional<Preference> nodePreference() {
        var score = score("a score and a node, or a rule");
        if (score.isEmpty()) {
            return Optional.empty();
        }
        if (cursor.atEnd()) {
            cursor.expected("the name of a node");
            return Optional.empty();
        }
        var node = cursor.take();
        if (!NodeName.isValid(node.text())) {
            cursor.problem(node, "'" + node + "' is not a node name");
            return Optional.empty();
        }
        return Optional.of(new Preference.OfNode(new NodeName(node.text()), score.get()));
    }

    private Optional<Score> score(String what) {
        if (cursor.atEnd() || !Scores.isScore(cursor.peek())) {
            cursor.expected(what);
            return Optional.empty();
        }
        var token = cursor.take();
        var score = Scores.parse(token);
        if (score.isEmpty()) {
            cursor.problem(token, "'" + token + "' is not a score (a number, inf or -inf, and a colon)");
        }
        return score;
    }

    private Optional<Constraint.Colocation> colocation(ResourceId id) {
        var score = score("a score, such as inf:");
        if (score.isEmpty() || refusesSets()) {
            return Optional.empty();
        }
        var dependent = role();
        var primary = role();
        cursor.expectEnd(Set.of());
        return dependent.isPresent() && primary.isPresent()
                ? Optional.of(new Constraint.Colocation(id, score.get(), dependent.get(), primary.get()))
                : Optional.empty();
    }

    private Optional<Constraint.Order> order(ResourceId id) {
        var kind = kind();
        if (kind.isEmpty() || refusesSets()) {
            return Optional.empty();
        }
        var first = action(OrderedAction.START);
        var then = action(first.map(ResourceAction::action).orElse(OrderedAction.START));
        var symmetry = kind.get() == Kind.SERIALIZE ? Symmetry.ASYMMETRICAL : Symmetry.SYMMETRICAL;
        if (!cursor.atEnd() && cursor.peek().text().startsWith("symmetrical=")) {
            symmetry = symmetry(cursor.take());
        }
        cursor.expectEnd(Set.of("symmetrical=false"));
        return first.isPresent() && then.isPresent()
                ? Optional.of(new Constraint.Order(id, kind.get(), first.get(), then.get(), symmetry))
                : Optional.empty();
    }

    private Optional<Kind> kind() {
        if (cursor.atEnd() || !Scores.isScore(cursor.peek())) {
            return Optional.of(Kind.MANDATORY);
        }
        var token = cursor.take();
        var word = Scores.word(token).toUpperCase(Locale.ROOT);
        for (var kind : Kind.values()) {
            if (kind.name().equals(word)) {
                return Optional.of(kind);
            }
        }
        var score = Score.parse(word);
        if (score.isEmpty()) {
            cursor.problem(token, "'" + token
                    + "' is not a kind of order: Mandatory:, Optional: or Serialize:"
                    + Suggestion.hint(Scores.word(token), List.of("Mandatory", "Optional", "Serialize")));
        }
        return score.map(s -> s.equals(Score.ZERO) ? Kind.OPTIONAL : Kind.MANDATORY);
    }

    /** Sets are in brackets, or more than two resources in a row. */
    private boolean refusesSets() {
        var rest = new ArrayList<Token>();
        var lookahead = cursor.rest();
        for (var token : lookahead) {
            if (isBracket(token)) {
                cursor.notSupported(token, "a set of resources is");
                return true;
            }
            if (token.text().startsWith("node-attribute=")) {
                cursor.notSupported(token, "'node-attribute' is");
                return true;
            }
            if (token.text().indexOf('=') < 0) {
                rest.add(token);
            }
        }
        if (rest.size() > 2) {
            cursor.notSupported(rest.get(2), "more than two resources in one " + cursor.keyword() + " is");
        }
        return rest.size() > 2;
    }

    private static boolean isBracket(Token token) {
        var text = token.text();
        return !text.isEmpty() && "([{)]}".indexOf(text.charAt(0)) >= 0;
    }

    private Optional<ResourceRole> role() {
        var qualified = qualified();
        if (qualified.isEmpty()) {
            return Optional.empty();
        }
        var word = qualified.get().qualifier();
        if (word.isEmpty()) {
            return Optional.of(new ResourceRole(qualified.get().id(), Role.STARTED));
        }
        var role = Role.parse(word);
        if (role.isEmpty()) {
            cursor.problem(qualified.get().token(), "'" + word + "' is not a role"
                    + Suggestion.hint(word, ROLES));
        }
        return role.map(r -> new ResourceRole(qualified.get().id(), r));
    }

    private Optional<ResourceAction> action(OrderedAction otherwise) {
        var qualified = qualified();
        if (qualified.isEmpty()) {
            return Optional.empty();
        }
        var word = qualified.get().qualifier().toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return Optional.of(new ResourceAction(qualified.get().id(), otherwise));
        }
        if (!ORDERED.contains(word)) {
            cursor.problem(qualified.get().token(), "'" + word + "' cannot be ordered: start, stop, promote"
                    + " and demote can" + Suggestion.hint(word, ORDERED));
            return Optional.empty();
        }
        return Optional.of(new ResourceAction(qualified.get().id(),
                OrderedAction.valueOf(word.toUpperCase(Locale.ROOT))));
    }

    /** A resource with what stands after its colon, empty where nothing does. */
    private record Qualified(Token token, ResourceId id, String qualifier) {}

    private Optional<Qualified> qualified() {
        if (cursor.atEnd()) {
            cursor.expected("the id of a resource");
            return Optional.empty();
        }
        var token = cursor.take();
        int colon = token.text().indexOf(':');
        var id = colon < 0 ? token.text() : token.text().substring(0, colon);
        if (!ResourceId.isValid(id)) {
            cursor.problem(token, "'" + id + "' is not the id of a resource");
            return Optional.empty();
        }
        return Optional.of(new Qualified(token, new ResourceId(id),
                colon < 0 ? "" : token.text().substring(colon + 1)));
    }

    private Symmetry symmetry(Token token) {
        var value = token.text().substring("symmetrical=".length()).toLowerCase(Locale.ROOT);
        return switch (value) {
            case "true", "yes", "on", "y", "1" -> Symmetry.SYMMETRICAL;
            case "false", "no", "off", "n", "0" -> Symmetry.ASYMMETRICAL;
            default -> {
                cursor.problem(token, "'" + value + "' is neither true nor false");
                yield Symmetry.SYMMETRICAL;
            }
        };
    }
}
