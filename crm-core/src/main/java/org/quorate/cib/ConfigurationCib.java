package org.quorate.cib;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.quorate.model.Configuration;
import org.quorate.model.Constraint;
import org.quorate.model.EnumWords;
import org.quorate.model.NodeEntry;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.Role;
import org.quorate.model.Score;

/** A configuration as Pacemaker writes it: the element {@code <configuration>} of a CIB. */
public final class ConfigurationCib {

    private final Configuration configuration;

    private ConfigurationCib(Configuration configuration) {
        this.configuration = configuration;
    }

    public static Element element(Configuration configuration) {
        return new ConfigurationCib(configuration).element();
    }

    private Element element() {
        var resources = new ArrayList<Element>();
        for (var resource : configuration.resources()) {
            switch (resource) {
                case Resource.Primitive primitive -> {
                    if (configuration.groupOf(primitive.id()).isEmpty()) {
                        resources.add(primitive(primitive));
                    }
                }
                case Resource.Group group -> resources.add(group(group));
            }
        }
        return Element.of("configuration").withChildren(List.of(
                Element.of("crm_config").withChildren(
                        sets("cluster_property_set", "cib-bootstrap-options", configuration.properties())),
                Element.of("nodes")
                        .withChildren(configuration.nodes().stream().map(ConfigurationCib::node).toList()),
                Element.of("resources").withChildren(resources),
                Element.of("constraints").withChildren(
                        configuration.constraints().stream().map(ConfigurationCib::constraint).toList()),
                Element.of("rsc_defaults").withChildren(
                        sets("meta_attributes", "rsc_defaults-options", configuration.rscDefaults())),
                Element.of("op_defaults").withChildren(
                        sets("meta_attributes", "op_defaults-options", configuration.opDefaults()))));
    }

    private static Element node(NodeEntry node) {
        var name = node.name().value();
        return Element.of("node", "id", name, "uname", name)
                .withChildren(sets("instance_attributes", name + "-attributes", List.of(node.attributes())));
    }

    private static Element primitive(Resource.Primitive primitive) {
        var id = primitive.id().value();
        var agent = primitive.agent();
        var children = new ArrayList<Element>();
        children.addAll(sets("instance_attributes", id + "-params", primitive.params()));
        children.addAll(sets("meta_attributes", id + "-meta", primitive.meta()));
        if (!primitive.operations().isEmpty()) {
            children.add(Element.of("operations").withChildren(
                    primitive.operations().stream().map(operation -> operation(id, operation)).toList()));
        }
        var element = Element.of("primitive", "id", id, "class", agent.standard());
        var withProvider = agent.provider().isEmpty() ? element : element.with("provider", agent.provider());
        return withProvider.with("type", agent.type()).withChildren(children);
    }

    private static Element operation(String resource, Operation operation) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("id", resource + "-" + operation.key());
        attributes.put("name", operation.name());
        attributes.put("interval", "0");
        attributes.putAll(operation.attributes());
        return new Element("op", attributes,
                sets("instance_attributes", resource + "-" + operation.key() + "-params",
                        List.of(operation.params())),
                "");
    }

    private Element group(Resource.Group group) {
        var id = group.id().value();
        var children = new ArrayList<Element>();
        children.addAll(sets("instance_attributes", id + "-params", group.params()));
        children.addAll(sets("meta_attributes", id + "-meta", group.meta()));
        group.members().forEach(member -> configuration.primitive(member).map(ConfigurationCib::primitive)
                .ifPresent(children::add));
        return Element.of("group", "id", id).withChildren(children);
    }

    private static Element constraint(Constraint constraint) {
        var id = constraint.id().value();
        return switch (constraint) {
            case Constraint.Location(_, var resource, var preference) -> {
                var element = Element.of("rsc_location", "id", id, "rsc", resource.value());
                yield switch (preference) {
                    case Constraint.Preference.OfNode(var node, var score) ->
                        element.with("node", node.value()).with("score", score.toString());
                    case Constraint.Preference.ByRules(var rules) ->
                        element.withChildren(RuleCib.elements(id, rules));
                };
            }
            case Constraint.Colocation(_, var score, var dependent, var primary) -> withRole(withRole(
                    Element.of("rsc_colocation", "id", id, "score", score.toString(), "rsc",
                            dependent.resource().value(), "with-rsc", primary.resource().value()),
                    "rsc-role", dependent.role()), "with-rsc-role", primary.role());
            case Constraint.Order(_, var kind, var first, var then, var symmetry) ->
                Element.of("rsc_order", "id", id,
                        "kind", EnumWords.capital(kind), "first", first.resource().value(), "first-action",
                        EnumWords.word(first.action()), "then", then.resource().value(), "then-action",
                        EnumWords.word(then.action()), "symmetrical",
                        Boolean.toString(symmetry == Constraint.Symmetry.SYMMETRICAL));
        };
    }

    private static Element withRole(Element element, String attribute, Role role) {
        return role == Role.STARTED ? element : element.with(attribute, role.word());
    }

    /** Sets that say nothing are left out. */
    private static List<Element> sets(String kind, String id, List<NvSet> sets) {
        var elements = new ArrayList<Element>();
        for (var set : sets) {
            if (!set.values().isEmpty()) {
                var own = !set.id().isEmpty()
                        ? set.id()
                        : elements.isEmpty() ? id : id + "-" + elements.size();
                elements.add(set(kind, own, set));
            }
        }
        return elements;
    }

    private static Element set(String kind, String id, NvSet set) {
        var children = new ArrayList<>(RuleCib.elements(id, set.rules()));
        for (Map.Entry<String, String> value : set.values().entrySet()) {
            children.add(
                    Element.of("nvpair", "id", id + "-" + value.getKey().toLowerCase(Locale.ROOT), "name",
                            value.getKey(), "value", value.getValue()));
        }
        var element = Element.of(kind, "id", id);
        return (set.score().equals(Score.ZERO) ? element : element.with("score", set.score().toString()))
                .withChildren(children);
    }
}
