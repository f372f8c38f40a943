package org.quorate.cib;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import org.quorate.model.Configuration;
import org.quorate.model.Container;
import org.quorate.model.Extras;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;

/** Resources as Pacemaker writes them, each with what it contains. */
final class ResourceCib {

    private static final String OPERATIONS = "operations";

    private final Configuration configuration;
    private final Ids ids;
    private final SetCib sets;

    ResourceCib(Configuration configuration, Ids ids) {
        this.configuration = configuration;
        this.ids = ids;
        sets = new SetCib(ids);
    }

    Element element(Resource resource) {
        var id = ids.given(resource.id().value());
        return switch (resource) {
            case Resource.Primitive primitive -> primitive("primitive", primitive);
            case Resource.Template(var definition) -> primitive("template", definition);
            case Resource.Derived derived -> body(
                    Element.of("primitive", "id", id, "template", derived.template().value()),
                    List.of(derived.params(), derived.meta(), derived.utilization()), derived.operations(),
                    derived.extras());
            case Resource.Group group ->
                container(Element.of("group", "id", id), group.params(), group, List.of());
            case Resource.Clone clone ->
                container(Element.of(clone.form() == Resource.Clone.Form.MS ? "master" : "clone", "id", id),
                        clone.params(), clone, List.of());
            case Resource.Bundle bundle -> container(Element.of("bundle", "id", id), List.of(), bundle,
                    parts(id, bundle.container()));
            case Resource.Tag tag -> throw new IllegalArgumentException("no resource: " + tag.id());
        };
    }

    private Element primitive(String name, Resource.Primitive primitive) {
        var agent = primitive.agent();
        var element = Element.of(name, "id", primitive.id().value(), "class", agent.standard());
        var withProvider = agent.provider().isEmpty() ? element : element.with("provider", agent.provider());
        return body(withProvider.with("type", agent.type()),
                List.of(primitive.params(), primitive.meta(), primitive.utilization()),
                primitive.operations(), primitive.extras());
    }

    private Element body(Element head, List<List<NvSet>> kinds, List<Operation> operations, Extras extras) {
        var id = head.id();
        var children = new ArrayList<Element>();
        children.addAll(sets.elements("instance_attributes", id, kinds.get(0)));
        children.addAll(sets.elements("meta_attributes", id, kinds.get(1)));
        children.addAll(sets.elements("utilization", id, kinds.get(2)));
        // The element around operations has an id, or refers to another's, where the user said so.
        var around = extras.element(OPERATIONS).map(ForeignCib::element).orElse(Element.of(OPERATIONS));
        var owner = around.id().isEmpty() ? id : ids.given(around.id());
        var listed = new ArrayList<>(operations.stream().map(one -> operation(owner, one)).toList());
        listed.addAll(around.children());
        if (!listed.isEmpty() || !around.attributes().isEmpty()) {
            children.add(around.withChildren(listed));
        }
        return ForeignCib.with(head.withChildren(children), extras.withElements(
                extras.elements().stream().filter(kept -> !kept.name().equals(OPERATIONS)).toList()));
    }

    private Element operation(String owner, Operation operation) {
        var written = operation.attributes();
        var interval = written.get("interval");
        var id = ids.of(written.getOrDefault("id", ""), owner,
                operation.name() + (interval == null ? "" : "-" + interval));
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("id", id);
        attributes.put("name", operation.name());
        attributes.putAll(written);
        var params = new ArrayList<NvSet>();
        params.add(operation.params());
        params.addAll(operation.further());
        var children = new ArrayList<>(sets.elements("instance_attributes", id, params));
        children.addAll(sets.elements("meta_attributes", id, operation.meta()));
        return ForeignCib.with(new Element("op", attributes, children, ""), operation.extras());
    }

    private Element container(Element head, List<NvSet> params, Resource container, List<Element> parts) {
        var children = new ArrayList<>(parts);
        children.addAll(sets.elements("instance_attributes", head.id(), params));
        children.addAll(sets.elements("meta_attributes", head.id(), container.meta()));
        container.members().stream().flatMap(member -> member(container, member).stream())
                .forEach(children::add);
        return ForeignCib.with(head.withChildren(children), container.extras());
    }

    private java.util.Optional<Element> member(Resource container, ResourceId member) {
        return configuration.resource(member).filter(inner -> !(inner instanceof Resource.Tag))
                .filter(inner -> inner.members().isEmpty() || container instanceof Resource.Clone)
                .filter(inner -> !inner.members().contains(container.id())).map(this::element);
    }

    private List<Element> parts(String bundle, Container container) {
        var parts = new ArrayList<Element>();
        parts.add(with(Element.of(container.engine()), container.options()));
        if (!container.network().isEmpty() || !container.ports().isEmpty()) {
            parts.add(with(Element.of("network"), container.network())
                    .withChildren(mappings("port-mapping", bundle, container.ports())));
        }
        if (!container.storage().isEmpty()) {
            parts.add(Element.of("storage").withChildren(
                    mappings("storage-mapping", bundle, container.storage())));
        }
        return parts;
    }

    private List<Element> mappings(String name, String bundle, List<SortedMap<String, String>> mappings) {
        return mappings.stream().map(options -> {
            var given = options.get("id");
            return with(Element.of(name, "id", given == null ? ids.numbered(bundle) : ids.given(given)),
                    options);
        }).toList();
    }

    private static Element with(Element element, SortedMap<String, String> options) {
        var attributes = new LinkedHashMap<>(element.attributes());
        attributes.putAll(options);
        return new Element(element.name(), attributes, element.children(), "");
    }
}
