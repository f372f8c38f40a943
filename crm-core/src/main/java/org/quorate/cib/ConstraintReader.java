package org.quorate.cib;

import java.util.HashSet;
import java.util.List;
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
import org.quorate.model.EnumWords;
import org.quorate.model.Extras;
import org.quorate.model.OptionKind;
import org.quorate.model.ResourceId;
import org.quorate.model.ResourceSet;
import org.quorate.model.Role;
import org.quorate.model.Score;

/** Reads constraints; one that cannot be understood is none. */
record ConstraintReader(SetReader sets) {

    private static final String SET = "resource_set";

    Optional<Constraint> read(Element element) {
        var id = id(element, "id");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Optional<? extends Constraint> constraint = switch (element.name()) {
            case "rsc_location" -> location(id.get(), element);
            case "rsc_colocation" -> colocation(id.get(), element);
            case "rsc_order" -> order(id.get(), element);
            case "rsc_ticket" -> ticket(id.get(), element);
            default -> Optional.empty();
        };
        return constraint.map(Constraint.class::cast);
    }

    private static Optional<ResourceId> id(Element element, String attribute) {
        return element.attribute(attribute).filter(ResourceId::isValid).map(ResourceId::new);
    }

    private Optional<Constraint> location(ResourceId id, Element element) {
        var rules = new RuleReader(sets.referred()).rules(element);
        var node = element.attribute("node").filter(NodeName::isValid);
        if (rules.isEmpty() && node.isEmpty()) {
            return Optional.empty();
        }
        var known = new HashSet<>(Set.of("id", "rsc", "rsc-pattern"));
        if (rules.isEmpty()) {
            known.addAll(Set.of("node", "score"));
        }
        var extras = SetReader.extras(element, known, Set.of(SET, "rule"));
        Preference preference = rules.isEmpty()
                ? new Preference.OfNode(new NodeName(node.orElseThrow()), score(element))
                : new Preference.ByRules(rules);
        var resource = id(element, "rsc");
        if (resource.isPresent() && element.children(SET).isEmpty()) {
            return Optional.of(new Constraint.Location(id, resource.get(), preference, extras));
        }
        var subject = element.attribute("rsc-pattern").<Subject>map(Subject.Pattern::new)
                .or(() -> sets(element).map(Subject.Sets::new));
        return subject.map(found -> new Constraint.LocationOfMany(id, found, preference, extras));
    }

    private static Score score(Element element) {
        return element.attribute("score").flatMap(Score::parse).orElse(Score.ZERO);
    }

    private Optional<Constraint> colocation(ResourceId id, Element element) {
        var listed = sets(element);
        if (listed.isPresent()) {
            return Optional.of(new Constraint.ColocationOfSets(id, score(element), listed.get(),
                    extras(element, Set.of("id", "score"))));
        }
        var dependent = resourceRole(element, "rsc", "rsc-role");
        var primary = resourceRole(element, "with-rsc", "with-rsc-role");
        return dependent.flatMap(one -> primary.map(other -> new Constraint.Colocation(id, score(element),
                one, other, extras(element,
                        Set.of("id", "score", "rsc", "rsc-role", "with-rsc", "with-rsc-role")))));
    }

    private static Optional<ResourceRole> resourceRole(Element element, String resource, String role) {
        var found = element.attribute(role).map(Role::parse).orElse(Optional.of(Role.STARTED));
        return id(element, resource).flatMap(id -> found.map(word -> new ResourceRole(id, word)));
    }

    private Optional<Constraint> order(ResourceId id, Element element) {
        var kind = kind(element);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        var isSymmetrical = element.attribute("symmetrical").map(OptionKind::isTrue)
                .orElse(kind.get() != Kind.SERIALIZE);
        var symmetry = isSymmetrical ? Symmetry.SYMMETRICAL : Symmetry.ASYMMETRICAL;
        var listed = sets(element);
        if (listed.isPresent()) {
            return Optional.of(new Constraint.OrderOfSets(id, kind.get(), listed.get(), symmetry,
                    extras(element, Set.of("id", "kind", "score", "symmetrical"))));
        }
        var first = action(element, "first", "first-action", "start");
        var then = action(element, "then", "then-action", element.attribute("first-action", "start"));
        return first.flatMap(one -> then.map(other -> new Constraint.Order(id, kind.get(), one, other,
                symmetry, extras(element, Set.of("id", "kind", "score", "symmetrical", "first",
                        "first-action", "then", "then-action")))));
    }

    /** An old score of 0 is advice, any other an order. */
    private static Optional<Kind> kind(Element element) {
        return element.attribute("kind").map(word -> EnumWords.parse(Kind.class, word))
                .orElseGet(() -> Optional.of(element.attribute("score").flatMap(Score::parse)
                        .filter(Score.ZERO::equals).isPresent() ? Kind.OPTIONAL : Kind.MANDATORY));
    }

    private static Optional<ResourceAction> action(Element element, String resource, String action,
            String otherwise) {
        var found = EnumWords.parse(OrderedAction.class, element.attribute(action, otherwise));
        return id(element, resource).flatMap(id -> found.map(word -> new ResourceAction(id, word)));
    }

    private Optional<Constraint> ticket(ResourceId id, Element element) {
        var subject = sets(element).<Subject>map(Subject.Sets::new)
                .or(() -> resourceRole(element, "rsc", "rsc-role").map(Subject.One::new));
        return subject.map(found -> new Constraint.Ticket(id, element.attribute("ticket", ""), found,
                element.attribute("loss-policy", ""),
                extras(element, Set.of("id", "ticket", "rsc", "rsc-role", "loss-policy"))));
    }

    private static Extras extras(Element element, Set<String> known) {
        return SetReader.extras(element, known, Set.of(SET));
    }

    /** The sets of a constraint; empty where it has none, or one that cannot be read. */
    private Optional<List<ResourceSet>> sets(Element element) {
        var written = element.children(SET);
        var isRead = written.stream().flatMap(set -> set.children().stream())
                .allMatch(child -> child.is("resource_ref") && id(child, "id").isPresent());
        return written.isEmpty() || !isRead
                ? Optional.empty()
                : Optional.of(written.stream().map(this::set).toList());
    }

    private ResourceSet set(Element element) {
        return new ResourceSet(sets.kept(element.id()),
                element.children().stream().map(child -> new ResourceId(child.id())).toList(),
                SetReader.without(element, Set.of("id")));
    }
}
