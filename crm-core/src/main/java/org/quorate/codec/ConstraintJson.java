package org.quorate.codec;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;

import org.quorate.membership.NodeName;
import org.quorate.model.Constraint;
import org.quorate.model.Constraint.Kind;
import org.quorate.model.Constraint.OrderedAction;
import org.quorate.model.Constraint.Preference;
import org.quorate.model.Constraint.ResourceAction;
import org.quorate.model.Constraint.ResourceRole;
import org.quorate.model.Constraint.Symmetry;
import org.quorate.model.EnumWords;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;

/** Constraints. */
final class ConstraintJson {

    private ConstraintJson() {}

    static Json.Obj json(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Location(var id, var resource, Preference.OfNode(var node, var score)) -> object()
                    .put("location", id.value()).put("resource", resource.value()).put("node", node.value())
                    .put("score", score.toString()).done();
            case Constraint.Location(var id, var resource, Preference.ByRules(var rules)) -> object()
                    .put("location", id.value()).put("resource", resource.value())
                    .put("rules", list(rules, NvSetJson::json)).done();
            case Constraint.Colocation(var id, var score, var dependent, var primary) -> object()
                    .put("colocation", id.value()).put("score", score.toString())
                    .put("dependent", json(dependent)).put("primary", json(primary)).done();
            case Constraint.Order(var id, var kind, var first, var then, var symmetry) -> object()
                    .put("order", id.value()).put("kind", EnumWords.capital(kind)).put("first", json(first))
                    .put("then", json(then)).put("symmetrical", symmetry == Symmetry.SYMMETRICAL).done();
        };
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
            in.only("location", "resource", "node", "score", "rules");
            return new Constraint.Location(in.field("location").as(ResourceId::new), resource(in),
                    preference(in));
        }
        if (in.has("colocation")) {
            in.only("colocation", "score", "dependent", "primary");
            return new Constraint.Colocation(in.field("colocation").as(ResourceId::new), NvSetJson.score(in),
                    resourceRole(in.field("dependent")), resourceRole(in.field("primary")));
        }
        if (in.has("order")) {
            in.only("order", "kind", "first", "then", "symmetrical");
            var kind = in.maybe("kind").map(word -> word.word(Kind.class)).orElse(Kind.MANDATORY);
            return new Constraint.Order(in.field("order").as(ResourceId::new), kind,
                    resourceAction(in.field("first")), resourceAction(in.field("then")),
                    in.flag("symmetrical", kind != Kind.SERIALIZE)
                            ? Symmetry.SYMMETRICAL
                            : Symmetry.ASYMMETRICAL);
        }
        throw in.wrong("a constraint has a field 'location', 'colocation' or 'order'");
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
