package org.quorate.codec;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import java.util.List;
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
import org.quorate.model.ResourceId;
import org.quorate.model.ResourceSet;
import org.quorate.model.Role;

/** Constraints. */
final class ConstraintJson {

    private ConstraintJson() {}

    static Json.Obj json(Constraint constraint) {
        var fields = switch (constraint) {
            case Constraint.Location(var id, var resource, var preference, _) -> preference(object()
                    .put("location", id.value()).put("resource", resource.value()), preference);
            case Constraint.LocationOfMany(var id, var subject, var preference, _) ->
                preference(subject(object().put("location", id.value()), subject), preference);
            case Constraint.Colocation(var id, var score, var dependent, var primary, _) -> object()
                    .put("colocation", id.value()).put("score", score.toString())
                    .put("dependent", json(dependent)).put("primary", json(primary));
            case Constraint.ColocationOfSets(var id, var score, var sets, _) -> object()
                    .put("colocation", id.value()).put("score", score.toString())
                    .put("sets", list(sets, ConstraintJson::json));
            case Constraint.Order(var id, var kind, var first, var then, var symmetry, _) -> object()
                    .put("order", id.value()).put("kind", EnumWords.capital(kind)).put("first", json(first))
                    .put("then", json(then)).put("symmetrical", symmetry == Symmetry.SYMMETRICAL);
            case Constraint.OrderOfSets(var id, var kind, var sets, var symmetry, _) -> object()
                    .put("order", id.value()).put("kind", EnumWords.capital(kind))
                    .put("sets", list(sets, ConstraintJson::json))
                    .put("symmetrical", symmetry == Symmetry.SYMMETRICAL);
            case Constraint.Ticket(var id, var ticket, var subject, var policy, _) ->
                subject(object().put("constraint", id.value()).put("ticket", ticket), subject)
                        .putUnlessEmpty("lossPolicy", policy);
        };
        return fields.putUnlessEmpty("extras", ExtrasJson.json(constraint.extras())).done();
    }

    private static Json.Fields preference(Json.Fields fields, Preference preference) {
        return switch (preference) {
            case Preference.OfNode(var node, var score) ->
                fields.put("node", node.value()).put("score", score.toString());
            case Preference.ByRules(var rules) -> fields.put("rules", list(rules, NvSetJson::json));
        };
    }

    private static Json.Fields subject(Json.Fields fields, Subject subject) {
        return switch (subject) {
            case Subject.One(var one) -> fields.put("resource", json(one));
            case Subject.Pattern(var regex) -> fields.put("pattern", regex);
            case Subject.Sets(var sets) -> fields.put("sets", list(sets, ConstraintJson::json));
        };
    }

    private static Json json(ResourceSet set) {
        return object().putUnlessEmpty("id", set.id()).put("members", texts(set.members()))
                .putUnlessEmpty("options", texts(set.options())).done();
    }

    private static Json json(ResourceRole part) {
        return object().put("resource", part.resource().value()).put("role", part.role().word()).done();
    }

    private static Json json(ResourceAction part) {
        return object().put("resource", part.resource().value()).put("action", EnumWords.word(part.action()))
                .done();
    }

    static Constraint constraint(JsonAt in) {
        if (in.has("location")) {
            return location(in);
        }
        if (in.has("colocation")) {
            return colocation(in);
        }
        if (in.has("order")) {
            return order(in);
        }
        if (in.has("ticket")) {
            in.only("constraint", "ticket", "resource", "sets", "lossPolicy", "extras");
            return new Constraint.Ticket(id(in, "constraint"), in.text("ticket"), subject(in),
                    in.text("lossPolicy", ""), ExtrasJson.of(in));
        }
        throw in.wrong("a constraint has a field 'location', 'colocation', 'order' or 'ticket'");
    }

    private static Constraint location(JsonAt in) {
        in.only("location", "resource", "pattern", "sets", "node", "score", "rules", "extras");
        var id = id(in, "location");
        return in.has("resource")
                ? new Constraint.Location(id, resource(in), preference(in), ExtrasJson.of(in))
                : new Constraint.LocationOfMany(id, subject(in), preference(in), ExtrasJson.of(in));
    }

    private static Constraint colocation(JsonAt in) {
        in.only("colocation", "score", "dependent", "primary", "sets", "extras");
        var id = id(in, "colocation");
        return in.has("sets")
                ? new Constraint.ColocationOfSets(id, NvSetJson.score(in), sets(in), ExtrasJson.of(in))
                : new Constraint.Colocation(id, NvSetJson.score(in), resourceRole(in.field("dependent")),
                        resourceRole(in.field("primary")), ExtrasJson.of(in));
    }

    private static Constraint order(JsonAt in) {
        in.only("order", "kind", "first", "then", "sets", "symmetrical", "extras");
        var id = id(in, "order");
        var kind = in.maybe("kind").map(word -> word.word(Kind.class)).orElse(Kind.MANDATORY);
        var symmetry = in.flag("symmetrical", kind != Kind.SERIALIZE)
                ? Symmetry.SYMMETRICAL
                : Symmetry.ASYMMETRICAL;
        return in.has("sets")
                ? new Constraint.OrderOfSets(id, kind, sets(in), symmetry, ExtrasJson.of(in))
                : new Constraint.Order(id, kind, resourceAction(in.field("first")),
                        resourceAction(in.field("then")), symmetry, ExtrasJson.of(in));
    }

    private static ResourceId id(JsonAt in, String field) {
        return in.field(field).as(ResourceId::new);
    }

    private static Subject subject(JsonAt in) {
        if (in.has("pattern")) {
            return new Subject.Pattern(in.text("pattern"));
        }
        return in.has("sets")
                ? new Subject.Sets(sets(in))
                : new Subject.One(resourceRole(in.field("resource")));
    }

    private static List<ResourceSet> sets(JsonAt in) {
        return in.list("sets", set -> {
            set.only("id", "members", "options");
            return new ResourceSet(set.text("id", ""),
                    set.list("members", member -> member.as(ResourceId::new)), set.texts("options"));
        });
    }

    private static Preference preference(JsonAt in) {
        return in.has("node")
                ? new Preference.OfNode(in.field("node").as(NodeName::new), NvSetJson.score(in))
                : new Preference.ByRules(in.field("rules").items().stream().map(NvSetJson::rule).toList());
    }

    private static ResourceId resource(JsonAt in) {
        return in.field("resource").as(ResourceId::new);
    }

    private static ResourceRole resourceRole(JsonAt in) {
        in.only("resource", "role");
        return new ResourceRole(resource(in),
                in.maybe("role").map(role -> role.parsed("a role", Role::parse)).orElse(Role.STARTED));
    }

    private static ResourceAction resourceAction(JsonAt in) {
        in.only("resource", "action");
        return new ResourceAction(resource(in),
                in.maybe("action").map(action -> action.word(OrderedAction.class))
                        .orElse(OrderedAction.START));
    }
}
