package org.quorate.cib;

import java.util.ArrayList;
import java.util.List;
import org.quorate.model.Constraint;
import org.quorate.model.Constraint.OrderedAction;
import org.quorate.model.Constraint.Preference;
import org.quorate.model.Constraint.Subject;
import org.quorate.model.EnumWords;
import org.quorate.model.ResourceSet;
import org.quorate.model.Role;

/** Constraints as Pacemaker writes them. */
record ConstraintCib(Ids ids) {

    Element element(Constraint constraint) {
        var id = ids.given(constraint.id().value());
        var element = switch (constraint) {
            case Constraint.Location location -> preference(
                    Element.of("rsc_location", "id", id, "rsc", location.resource().value()),
                    location.preference());
            case Constraint.LocationOfMany location -> preference(
                    subject(Element.of("rsc_location", "id", id), location.subject()),
                    location.preference());
            case Constraint.Colocation(_, var score, var dependent, var primary, _) -> withRole(withRole(
                    Element.of("rsc_colocation", "id", id, "score", score.toString(), "rsc",
                            dependent.resource().value(), "with-rsc", primary.resource().value()),
                    "rsc-role", dependent.role()), "with-rsc-role", primary.role());
            case Constraint.ColocationOfSets(_, var score, var sets, _) ->
                sets(Element.of("rsc_colocation", "id", id, "score", score.toString()), sets);
            case Constraint.Order order -> order(id, order);
            case Constraint.OrderOfSets(_, var kind, var sets, var symmetry, _) ->
                sets(symmetrical(Element.of("rsc_order", "id", id, "kind", EnumWords.capital(kind)), kind,
                        symmetry), sets);
            case Constraint.Ticket ticket -> {
                var start = subject(Element.of("rsc_ticket", "id", id, "ticket", ticket.ticket()),
                        ticket.subject());
                yield ticket.lossPolicy().isEmpty() ? start : start.with("loss-policy", ticket.lossPolicy());
            }
        };
        return ForeignCib.with(element, constraint.extras());
    }

    private Element preference(Element element, Preference preference) {
        return switch (preference) {
            case Preference.OfNode(var node, var score) ->
                element.with("score", score.toString()).with("node", node.value());
            case Preference.ByRules(var rules) -> {
                var children = new ArrayList<>(element.children());
                children.addAll(new RuleCib(ids).elements(element.id(), rules));
                yield element.withChildren(children);
            }
        };
    }

    private Element subject(Element element, Subject subject) {
        return switch (subject) {
            case Subject.One(var one) ->
                withRole(element.with("rsc", one.resource().value()), "rsc-role", one.role());
            case Subject.Pattern(var regex) -> element.with("rsc-pattern", regex);
            case Subject.Sets(var sets) -> sets(element, sets);
        };
    }

    private Element sets(Element element, List<ResourceSet> sets) {
        var children = new ArrayList<Element>();
        for (var set : sets) {
            var id = set.id().isEmpty()
                    ? ids.made(element.id() + "-" + children.size())
                    : ids.given(set.id());
            var written = Element.of("resource_set", "id", id);
            for (var option : set.options().entrySet()) {
                written = written.with(option.getKey(), option.getValue());
            }
            children.add(written.withChildren(set.members().stream()
                    .map(member -> Element.of("resource_ref", "id", member.value())).toList()));
        }
        return element.withChildren(children);
    }

    /** What is the default anyway is left out. */
    private static Element order(String id, Constraint.Order order) {
        var element = Element.of("rsc_order", "id", id, "kind", EnumWords.capital(order.kind()), "first",
                order.first().resource().value(), "then", order.then().resource().value());
        var first = order.first().action();
        if (first != OrderedAction.START) {
            element = element.with("first-action", EnumWords.word(first));
        }
        if (order.then().action() != first) {
            element = element.with("then-action", EnumWords.word(order.then().action()));
        }
        return symmetrical(element, order.kind(), order.symmetry());
    }

    private static Element symmetrical(Element element, Constraint.Kind kind, Constraint.Symmetry symmetry) {
        var usual = kind == Constraint.Kind.SERIALIZE
                ? Constraint.Symmetry.ASYMMETRICAL
                : Constraint.Symmetry.SYMMETRICAL;
        return symmetry == usual
                ? element
                : element.with("symmetrical",
                        Boolean.toString(symmetry == Constraint.Symmetry.SYMMETRICAL));
    }

    private static Element withRole(Element element, String attribute, Role role) {
        return role == Role.STARTED ? element : element.with(attribute, role.word());
    }
}
