package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.quorate.model.Constraint;
import org.quorate.model.Constraint.Kind;
import org.quorate.model.Constraint.OrderedAction;
import org.quorate.model.Constraint.Preference;
import org.quorate.model.Constraint.ResourceAction;
import org.quorate.model.Constraint.ResourceRole;
import org.quorate.model.Constraint.Subject;
import org.quorate.model.Constraint.Symmetry;
import org.quorate.model.EnumWords;
import org.quorate.model.Extras;
import org.quorate.model.Role;

/** Prints constraints, line by line. */
final class ConstraintPrinter {

    /** More resources in a row than a pair has are a set. */
    private static final int PAIR = 2;

    private ConstraintPrinter() {}

    /** The head line, then one for every rule. */
    static List<String> lines(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Location(var id, var resource, var preference, var extras) ->
                location("location " + id + " " + resource, preference, extras);
            case Constraint.LocationOfMany(var id, var subject, var preference, var extras) ->
                location("location " + id + " " + many(subject), preference, extras);
            case Constraint.Colocation(var id, var score, var dependent, var primary, var extras) ->
                List.of("colocation " + id + " " + Scores.print(score) + ": " + role(dependent) + " "
                        + role(primary) + options(extras));
            case Constraint.ColocationOfSets(var id, var score, var sets, var extras) ->
                List.of("colocation " + id + " " + Scores.print(score) + ":" + SetsPrinter.print(sets, PAIR)
                        + options(extras));
            case Constraint.Order(var id, var kind, var first, var then, var symmetry, var extras) ->
                List.of("order " + id + " " + EnumWords.capital(kind) + ": " + actions(first, then)
                        + symmetry(kind, symmetry) + options(extras));
            case Constraint.OrderOfSets(var id, var kind, var sets, var symmetry, var extras) ->
                List.of("order " + id + " " + EnumWords.capital(kind) + ":" + SetsPrinter.print(sets, PAIR)
                        + symmetry(kind, symmetry) + options(extras));
            case Constraint.Ticket ticket -> List.of("rsc_ticket " + ticket.id() + " " + ticket.ticket() + ":"
                    + uses(ticket.subject())
                    + (ticket.lossPolicy().isEmpty() ? "" : " loss-policy=" + ticket.lossPolicy()));
        };
    }

    private static List<String> location(String head, Preference preference, Extras extras) {
        return switch (preference) {
            case Preference.OfNode(var node, var score) ->
                List.of(head + options(extras) + " " + Scores.print(score) + ": " + node);
            case Preference.ByRules(var rules) -> {
                var lines = new ArrayList<String>();
                lines.add(head + options(extras));
                rules.forEach(rule -> lines.add(RulePrinter.print(rule)));
                yield lines;
            }
        };
    }

    private static String many(Subject subject) {
        return switch (subject) {
            case Subject.One(var one) -> one.resource().value();
            case Subject.Pattern(var regex) -> Words.raw("/" + regex + "/");
            case Subject.Sets(var sets) -> "{" + SetsPrinter.print(sets, 0) + " }";
        };
    }

    private static String uses(Subject subject) {
        return switch (subject) {
            case Subject.One(var one) -> " " + role(one);
            case Subject.Pattern(var regex) -> " /" + regex + "/";
            case Subject.Sets(var sets) -> SetsPrinter.print(sets, 1);
        };
    }

    private static String options(Extras extras) {
        var text = new StringBuilder();
        for (Map.Entry<String, String> option : extras.attributes().entrySet()) {
            text.append(' ').append(option.getKey()).append('=').append(Words.value(option.getValue()));
        }
        return text.toString();
    }

    private static String role(ResourceRole role) {
        return role.role() == Role.STARTED
                ? role.resource().value()
                : role.resource() + ":" + role.role().word();
    }

    private static String actions(ResourceAction first, ResourceAction then) {
        boolean plain = first.action() == OrderedAction.START && then.action() == OrderedAction.START;
        return action(first, plain) + " " + action(then, plain);
    }

    private static String action(ResourceAction action, boolean plain) {
        return action.resource() + (plain ? "" : ":" + action.action().name().toLowerCase(Locale.ROOT));
    }

    private static String symmetry(Kind kind, Symmetry symmetry) {
        var usual = kind == Kind.SERIALIZE ? Symmetry.ASYMMETRICAL : Symmetry.SYMMETRICAL;
        return symmetry == usual ? "" : " symmetrical=" + (symmetry == Symmetry.SYMMETRICAL);
    }
}
