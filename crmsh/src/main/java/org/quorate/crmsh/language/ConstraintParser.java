package org.quorate.crmsh.language;

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
import org.quorate.model.Constraint.Subject;
import org.quorate.model.Constraint.Symmetry;
import org.quorate.model.Extras;
import org.quorate.model.OptionKind;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.model.Score;
import org.quorate.model.Suggestion;

/** Reads location, colocation, order and ticket constraints. */
final class ConstraintParser {

    static final List<String> ROLES = List.of("Started", "Stopped", "Promoted", "Unpromoted", "Master",
            "Slave");
    private static final List<String> ORDERED = List.of("start", "stop", "promote", "demote");
    private static final List<String> DISCOVERIES = List.of("always", "never", "exclusive");
    private static final List<String> LOSS_POLICIES = List.of("stop", "demote", "fence", "freeze");

    private final Cursor cursor;
    private Extras extras = Extras.NONE;

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
                    case "rsc_ticket" -> ticket(id.get());
                    default -> colocation(id.get());
                };
        if (constraint.isEmpty()) {
            cursor.skipRest();
        }
        return constraint.map(Constraint.class::cast);
    }

    // ----- location

    private Optional<Constraint> location(ResourceId id) {
        var subject = subject();
        boolean good = subject.isPresent();
        while (!cursor.atEnd() && isOption(cursor.peek().text())) {
            good &= locationOption(cursor.take());
        }
        if (cursor.peekIs("rule")) {
            var rules = new RuleParser(cursor).rules();
            cursor.expectEnd(Set.of("and", "or", "rule"));
            return good && !rules.isEmpty()
                    ? subject.map(found -> location(id, found, new Preference.ByRules(rules)))
                    : Optional.empty();
        }
        var preference = nodePreference();
        if (!cursor.atEnd() && isOption(cursor.peek().text())) {
            good &= locationOption(cursor.take());
        }
        cursor.expectEnd(Set.of());
        return good && preference.isPresent()
                ? subject.map(found -> location(id, found, preference.get()))
                : Optional.empty();
    }

    private Constraint location(ResourceId id, Subject subject, Preference preference) {
        return subject instanceof Subject.One(var one)
                ? new Constraint.Location(id, one.resource(), preference, extras)
                : new Constraint.LocationOfMany(id, subject, preference, extras);
    }

    private Optional<Subject> subject() {
        if (cursor.atEnd()) {
            cursor.expected("the id of a resource");
            return Optional.empty();
        }
        var text = cursor.peek().text();
        if (text.startsWith("/") && text.endsWith("/") && text.length() > 2) {
            cursor.take();
            return Optional.of(new Subject.Pattern(text.substring(1, text.length() - 1)));
        }
        if (text.startsWith("{")) {
            return bracedSets();
        }
        return cursor.takeId("the id of a resource")
                .map(resource -> new Subject.One(new ResourceRole(resource, Role.STARTED)));
    }

    /** Sets for a location stand in braces, since a score follows. */
    private Optional<Subject> bracedSets() {
        var items = SetsParser.items(cursor, token -> token.text().endsWith("}"));
        if (items.size() < 2 || !items.getFirst().text().equals("{")
                || !items.getLast().text().equals("}")) {
            cursor.problem(cursor.keyword(), "location: the brace '{' is never closed");
            return Optional.empty();
        }
        var sets = new SetsParser(cursor, "role", ROLES).read(items.subList(1, items.size() - 1));
        return sets.isEmpty() ? Optional.empty() : Optional.of(new Subject.Sets(sets));
    }

    private static boolean isOption(String text) {
        var word = text.toLowerCase(Locale.ROOT);
        return word.startsWith("role=") || word.startsWith("$role=") || word.startsWith("resource-discovery=")
                || word.startsWith("$resource-discovery=");
    }

    private boolean locationOption(Token token) {
        int equals = token.text().indexOf('=');
        var name = token.text().substring(0, equals).toLowerCase(Locale.ROOT).replace("$", "");
        var value = token.text().substring(equals + 1);
        extras = extras.with(name, value);
        return isOneOf(token, name, value, name.equals("role") ? ROLES : DISCOVERIES);
    }

    private boolean isOneOf(Token token, String name, String value, List<String> words) {
        if (words.stream().anyMatch(value::equalsIgnoreCase)) {
            return true;
        }
        cursor.problem(token, "'" + value + "' is no value of " + name + ": " + String.join(", ", words)
                + Suggestion.hint(value, words));
        return false;
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

    // ----- colocation

    private Optional<Constraint> colocation(ResourceId id) {
        var score = score("a score, such as inf:");
        if (score.isEmpty()) {
            return Optional.empty();
        }
        var items = SetsParser.items(cursor, _ -> false);
        Optional<Constraint> constraint;
        if (isSet(items, 2)) {
            var sets = new SetsParser(cursor, "role", ROLES).read(items);
            options(Set.of("node-attribute", "influence"));
            constraint = sets.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Constraint.ColocationOfSets(id, score.get(), sets, extras));
        } else {
            var pair = cursor.within(items);
            var dependent = role(pair);
            var primary = role(pair);
            options(Set.of("node-attribute", "influence"));
            constraint = dependent.isPresent() && primary.isPresent()
                    ? Optional.of(new Constraint.Colocation(id, score.get(), dependent.get(), primary.get(),
                            extras))
                    : Optional.empty();
        }
        cursor.expectEnd(Set.of("node-attribute="));
        return constraint;
    }

    /** Sets are in brackets, or more resources in a row than a pair has. */
    private static boolean isSet(List<Token> items, int pair) {
        return items.size() > pair || items.stream().anyMatch(SetsParser::isBracket)
                || items.stream().anyMatch(item -> item.is(SetsParser.FORCED));
    }

    /** {@code NAME=VALUE} behind the resources. */
    private void options(Set<String> names) {
        while (!cursor.atEnd() && cursor.peek().text().indexOf('=') > 0) {
            var text = cursor.peek().text();
            var name = text.substring(0, text.indexOf('=')).toLowerCase(Locale.ROOT);
            if (!names.contains(name)) {
                return;
            }
            cursor.take();
            extras = extras.with(name, text.substring(text.indexOf('=') + 1));
        }
    }

    private Optional<String> taken(String name) {
        var value = extras.attribute(name);
        var left = new java.util.TreeMap<>(extras.attributes());
        left.remove(name);
        extras = new Extras(left, extras.elements());
        return value;
    }

    // ----- order

    private Optional<Constraint> order(ResourceId id) {
        var kind = kind();
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        var items = SetsParser.items(cursor, _ -> false);
        var pair = cursor.within(items);
        Optional<Constraint> constraint;
        if (isSet(items, 2)) {
            var sets = new SetsParser(cursor, "action", ORDERED).read(items);
            var symmetry = orderOptions(kind.get());
            constraint = sets.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Constraint.OrderOfSets(id, kind.get(), sets, symmetry, extras));
        } else {
            var first = action(pair, OrderedAction.START);
            var then = action(pair, first.map(ResourceAction::action).orElse(OrderedAction.START));
            var symmetry = orderOptions(kind.get());
            constraint = first.isPresent() && then.isPresent()
                    ? Optional.of(new Constraint.Order(id, kind.get(), first.get(), then.get(), symmetry,
                            extras))
                    : Optional.empty();
        }
        cursor.expectEnd(Set.of("symmetrical=false"));
        return constraint;
    }

    private Symmetry orderOptions(Kind kind) {
        var before = cursor.atEnd() ? cursor.keyword() : cursor.peek();
        options(Set.of("symmetrical", "require-all"));
        var usual = kind == Kind.SERIALIZE ? Symmetry.ASYMMETRICAL : Symmetry.SYMMETRICAL;
        return taken("symmetrical").map(value -> symmetry(before, value)).orElse(usual);
    }

    private Symmetry symmetry(Token token, String value) {
        if (OptionKind.isTrue(value)) {
            return Symmetry.SYMMETRICAL;
        }
        if (!OptionKind.FALSE_WORDS.contains(value.toLowerCase(Locale.ROOT))) {
            cursor.problem(token, "'" + value + "' is neither true nor false");
        }
        return Symmetry.ASYMMETRICAL;
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

    // ----- ticket

    private Optional<Constraint> ticket(ResourceId id) {
        if (cursor.atEnd() || !Scores.isScore(cursor.peek())) {
            cursor.expected("the name of a ticket and a colon");
            return Optional.empty();
        }
        var ticket = Scores.word(cursor.take());
        var items = SetsParser.items(cursor, _ -> false);
        var one = cursor.within(items);
        var subject = isSet(items, 1)
                ? sets(items)
                : role(one).<Subject>map(Subject.One::new);
        var at = cursor.atEnd() ? cursor.keyword() : cursor.peek();
        options(Set.of("loss-policy"));
        var policy = taken("loss-policy").orElse("");
        boolean good = policy.isEmpty() || isOneOf(at, "loss-policy", policy, LOSS_POLICIES);
        cursor.expectEnd(Set.of("loss-policy="));
        return good
                ? subject.map(found -> new Constraint.Ticket(id, ticket, found, policy, extras))
                : Optional.empty();
    }

    private Optional<Subject> sets(List<Token> items) {
        var sets = new SetsParser(cursor, "role", ROLES).read(items);
        return sets.isEmpty() ? Optional.empty() : Optional.of(new Subject.Sets(sets));
    }

    // ----- resources

    private Optional<ResourceRole> role(Cursor cursor) {
        var qualified = qualified(cursor);
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

    private Optional<ResourceAction> action(Cursor cursor, OrderedAction otherwise) {
        var qualified = qualified(cursor);
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

    private static Optional<Qualified> qualified(Cursor cursor) {
        if (cursor.atEnd()) {
            cursor.expected("the id of a resource");
            return Optional.empty();
        }
        return Qualified.of(cursor, cursor.take());
    }
}
