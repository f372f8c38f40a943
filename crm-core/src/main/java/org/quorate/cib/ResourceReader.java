package org.quorate.cib;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.model.AgentName;
import org.quorate.model.Container;
import org.quorate.model.Extras;
import org.quorate.model.Foreign;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Score;

/** Reads resources, members before what contains them. */
final class ResourceReader {

    private static final String PARAMS = "instance_attributes";
    private static final String META = "meta_attributes";
    private static final String OPERATIONS = "operations";
    private static final Set<String> BODY = Set.of(PARAMS, META, "utilization", OPERATIONS);
    private static final NvSet NO_PARAMS = new NvSet("", Score.ZERO, List.of(), new TreeMap<>());

    private final SetReader sets;
    private final List<Resource> read = new ArrayList<>();
    private final Set<ResourceId> ids = new HashSet<>();

    ResourceReader(SetReader sets) {
        this.sets = sets;
    }

    List<Resource> resources() {
        return List.copyOf(read);
    }

    /** Reads one with its members; empty where it cannot be understood. */
    Optional<ResourceId> read(Element element) {
        var id = element.attribute("id").filter(ResourceId::isValid).map(ResourceId::new)
                .filter(one -> !ids.contains(one));
        if (id.isEmpty()) {
            return Optional.empty();
        }
        int before = read.size();
        Optional<? extends Resource> resource = switch (element.name()) {
            case "primitive" -> element.attribute("template").isPresent()
                    ? derived(id.get(), element)
                    : primitive(id.get(), element, Set.of("id", "class", "provider", "type"));
            case "template" -> primitive(id.get(), element, Set.of("id", "class", "provider", "type"))
                    .map(Resource.Template::new);
            case "group" -> Optional.of(group(id.get(), element));
            case "clone", "master" -> clone(id.get(), element);
            case "bundle" -> bundle(id.get(), element);
            default -> Optional.empty();
        };
        resource.ifPresentOrElse(found -> {
            ids.add(found.id());
            read.add(found);
        }, () -> forget(before));
        return resource.map(Resource::id);
    }

    /** The members of what cannot be read stay inside it. */
    private void forget(int from) {
        var members = read.subList(from, read.size());
        members.forEach(member -> ids.remove(member.id()));
        members.clear();
    }

    private Optional<Resource.Primitive> primitive(ResourceId id, Element element, Set<String> known) {
        return agent(element).map(agent -> new Resource.Primitive(id, agent, sets.sets(element, PARAMS),
                sets.sets(element, META), operations(element), sets.sets(element, "utilization"),
                bodyExtras(element, known)));
    }

    private static Optional<AgentName> agent(Element element) {
        var provider = element.attribute("provider").filter(word -> !word.isEmpty());
        return AgentName.parse(element.attribute("class", "") + ":"
                + provider.map(word -> word + ":").orElse("") + element.attribute("type", ""));
    }

    private Optional<Resource.Derived> derived(ResourceId id, Element element) {
        return element.attribute("template").filter(ResourceId::isValid)
                .map(template -> new Resource.Derived(id, new ResourceId(template),
                        sets.sets(element, PARAMS), sets.sets(element, META), operations(element),
                        sets.sets(element, "utilization"), bodyExtras(element, Set.of("id", "template"))));
    }

    private Extras bodyExtras(Element element, Set<String> known) {
        var extras = SetReader.extras(element, known, BODY);
        var around = element.children(OPERATIONS).stream().map(this::aroundOperations)
                .filter(kept -> !kept.attributes().isEmpty() || !kept.children().isEmpty()).findFirst();
        return around.map(extras::with).orElse(extras);
    }

    /** The element around operations, with those that cannot be read. */
    private Foreign aroundOperations(Element operations) {
        var kept = sets.kept(operations.id()).isEmpty() ? operations.without("id") : operations;
        return ForeignCib.foreign(kept.withChildren(kept.children().stream()
                .filter(child -> !isOperation(child)).toList()));
    }

    private static boolean isOperation(Element element) {
        return element.is("op") && element.attribute("name").isPresent();
    }

    private List<Operation> operations(Element owner) {
        return owner.children(OPERATIONS).stream().flatMap(one -> one.children().stream())
                .filter(ResourceReader::isOperation).map(this::operation).toList();
    }

    private Operation operation(Element element) {
        var attributes = new TreeMap<>(element.attributes());
        attributes.remove("name");
        if (sets.kept(element.id()).isEmpty()) {
            attributes.remove("id");
        }
        var params = sets.sets(element, PARAMS);
        return new Operation(element.attribute("name", ""), attributes,
                params.isEmpty() ? NO_PARAMS : params.getFirst(),
                params.isEmpty() ? List.of() : params.subList(1, params.size()), sets.sets(element, META),
                SetReader.extras(element, element.attributes().keySet(), Set.of(PARAMS, META)));
    }

    /** The members that can be read; the others stay inside as they are. */
    private record Members(List<ResourceId> ids, List<Foreign> unread) {}

    private Members members(Element element, Set<String> known) {
        var members = new LinkedHashSet<ResourceId>();
        var unread = new ArrayList<Foreign>();
        for (var child : element.children()) {
            if (!known.contains(child.name())) {
                read(child).ifPresentOrElse(members::add, () -> unread.add(ForeignCib.foreign(child)));
            }
        }
        return new Members(List.copyOf(members), unread);
    }

    private Resource.Group group(ResourceId id, Element element) {
        var members = members(element, Set.of(PARAMS, META));
        return new Resource.Group(id, members.ids(), sets.sets(element, PARAMS), sets.sets(element, META),
                new Extras(SetReader.without(element, Set.of("id")), members.unread()));
    }

    private Optional<Resource.Clone> clone(ResourceId id, Element element) {
        var members = members(element, Set.of(PARAMS, META));
        if (members.ids().size() != 1) {
            return Optional.empty();
        }
        return Optional.of(new Resource.Clone(id, members.ids().getFirst(),
                element.is("master") ? Resource.Clone.Form.MS : Resource.Clone.Form.CLONE,
                sets.sets(element, PARAMS), sets.sets(element, META),
                new Extras(SetReader.without(element, Set.of("id")), members.unread())));
    }

    private Optional<Resource.Bundle> bundle(ResourceId id, Element element) {
        var engine = element.children().stream().filter(child -> Container.ENGINES.contains(child.name()))
                .findFirst();
        if (engine.isEmpty()) {
            return Optional.empty();
        }
        var members = members(element, Set.of(META, "network", "storage", engine.get().name()));
        var network = element.child("network").orElse(Element.of("network"));
        var storage = element.child("storage").orElse(Element.of("storage"));
        var container = new Container(engine.get().name(), engine.get().attributes().isEmpty()
                ? new TreeMap<>()
                : new TreeMap<>(engine.get().attributes()), new TreeMap<>(network.attributes()),
                mappings(network, "port-mapping"), mappings(storage, "storage-mapping"));
        return Optional.of(new Resource.Bundle(id, container, members.ids(), sets.sets(element, META),
                new Extras(SetReader.without(element, Set.of("id")), members.unread())));
    }

    /** Ids of mappings are not kept. */
    private List<SortedMap<String, String>> mappings(Element owner, String name) {
        return owner.children(name).stream().map(mapping -> (SortedMap<String, String>) SetReader
                .without(mapping, sets.kept(mapping.id()).isEmpty() ? Set.of("id") : Set.of())).toList();
    }
}
