package org.quorate.cib;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quorate.model.Configuration;
import org.quorate.model.Constraint;
import org.quorate.model.FencingLevel;
import org.quorate.model.Foreign;
import org.quorate.model.NodeEntry;
import org.quorate.model.Resource;

/**
 * A configuration as Pacemaker writes it: the element {@code <configuration>} of a CIB. Ids that the
 * configuration does not tell are made as crmsh makes them. {@link ConfigurationReader} is the way back.
 */
public final class ConfigurationCib {

    private final Configuration configuration;
    private final Ids ids = new Ids();
    private final SetCib sets = new SetCib(ids);
    private final Map<String, List<Element>> sections = new LinkedHashMap<>();

    private ConfigurationCib(Configuration configuration) {
        this.configuration = configuration;
    }

    public static Element element(Configuration configuration) {
        return new ConfigurationCib(configuration).element();
    }

    /** One resource with whatever it contains. */
    public static Element element(Configuration configuration, Resource resource) {
        return resource instanceof Resource.Tag tag
                ? tag(tag)
                : new ResourceCib(configuration, new Ids()).element(resource);
    }

    public static Element element(Constraint constraint) {
        return new ConstraintCib(new Ids()).element(constraint);
    }

    public static Element element(NodeEntry node) {
        return new ConfigurationCib(Configuration.EMPTY).node(node);
    }

    private Element element() {
        put("crm_config", sets.named("cluster_property_set", "cib-bootstrap-options",
                configuration.properties()));
        put("nodes", configuration.nodes().stream().map(this::node).toList());
        put("resources", resources());
        var constraints = new ConstraintCib(ids);
        put("constraints", configuration.constraints().stream().map(constraints::element).toList());
        put("fencing-topology", configuration.fencing().stream().map(this::level).toList());
        put("tags", configuration.resources().stream().filter(Resource.Tag.class::isInstance)
                .map(Resource.Tag.class::cast).map(ConfigurationCib::tag).toList());
        put("rsc_defaults", sets.named("meta_attributes", "rsc-options", configuration.rscDefaults()));
        put("op_defaults", sets.named("meta_attributes", "op-options", configuration.opDefaults()));
        configuration.extras().elements().forEach(this::keep);
        var children = new ArrayList<Element>();
        sections.forEach((name, content) -> {
            if (!content.isEmpty() || ConfigurationReader.ALWAYS.contains(name)) {
                children.add(Element.of(name).withChildren(content));
            }
        });
        configuration.extras().elements().stream().filter(element -> !isSection(element))
                .forEach(element -> children.add(ForeignCib.element(element)));
        return new Element("configuration", new LinkedHashMap<>(configuration.extras().attributes()),
                children, "");
    }

    private void put(String section, List<Element> content) {
        sections.put(section, new ArrayList<>(content));
    }

    private static boolean isSection(Foreign element) {
        return ConfigurationReader.SECTIONS.contains(element.name());
    }

    /** What of a section is not understood stands at its end. */
    private void keep(Foreign element) {
        if (isSection(element)) {
            element.children().forEach(child -> sections
                    .computeIfAbsent(element.name(), _ -> new ArrayList<>())
                    .add(ForeignCib.element(child)));
        }
    }

    private List<Element> resources() {
        var contained = configuration.contained();
        var elements = new ArrayList<Element>();
        var writer = new ResourceCib(configuration, ids);
        for (var resource : configuration.resources()) {
            if (!(resource instanceof Resource.Tag) && !contained.contains(resource.id())) {
                elements.add(writer.element(resource));
            }
        }
        return elements;
    }

    private Element node(NodeEntry node) {
        var name = node.name().value();
        var children = new ArrayList<Element>();
        children.addAll(sets.elements("instance_attributes", name, List.of(node.attributes())));
        children.addAll(sets.elements("utilization", name, node.utilization()));
        return ForeignCib.with(Element.of("node", "id", name, "uname", name).withChildren(children),
                node.extras());
    }

    private Element level(FencingLevel level) {
        var element = Element.of("fencing-level", "id",
                level.id().isEmpty() ? ids.made("fencing") : ids.given(level.id()));
        var aimed = switch (level.target()) {
            case FencingLevel.Target.OfNode(var node) -> element.with("target", node);
            case FencingLevel.Target.Pattern(var regex) -> element.with("target-pattern", regex);
            case FencingLevel.Target.Attribute(var name, var value) ->
                element.with("target-attribute", name).with("target-value", value);
        };
        return ForeignCib.with(aimed.with("index", Integer.toString(level.index())).with("devices",
                String.join(",", level.devices())), level.extras());
    }

    private static Element tag(Resource.Tag tag) {
        return ForeignCib.with(Element.of("tag", "id", tag.id().value()).withChildren(
                tag.objects().stream().map(object -> Element.of("obj_ref", "id", object)).toList()),
                tag.extras());
    }
}
