package org.quorate.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quorate.membership.NodeName;

/**
 * The configuration half of the CIB. Order is the order of definition and part of the value.
 *
 * @param properties cluster options; normally one set
 * @param fencing the levels of the fencing topology
 * @param extras attributes of the configuration, and elements that are kept as they are: whole sections such
 *        as {@code acls}, and in an element with a section's name what of it is not understood
 */
public record Configuration(List<NodeEntry> nodes, List<Resource> resources, List<Constraint> constraints,
        List<NvSet> properties, List<NvSet> rscDefaults, List<NvSet> opDefaults, List<FencingLevel> fencing,
        Extras extras) {

    public static final Configuration EMPTY = new Configuration(List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of());

    public Configuration {
        nodes = List.copyOf(nodes);
        resources = List.copyOf(resources);
        constraints = List.copyOf(constraints);
        properties = List.copyOf(properties);
        rscDefaults = List.copyOf(rscDefaults);
        opDefaults = List.copyOf(opDefaults);
        fencing = List.copyOf(fencing);
    }

    public Configuration(List<NodeEntry> nodes, List<Resource> resources, List<Constraint> constraints,
            List<NvSet> properties, List<NvSet> rscDefaults, List<NvSet> opDefaults) {
        this(nodes, resources, constraints, properties, rscDefaults, opDefaults, List.of(), Extras.NONE);
    }

    public Optional<Resource> resource(ResourceId id) {
        for (var resource : resources) {
            if (resource.id().equals(id)) {
                return Optional.of(resource);
            }
        }
        return Optional.empty();
    }

    public Optional<Constraint> constraint(ResourceId id) {
        return constraints.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    public Optional<NodeEntry> node(NodeName name) {
        return nodes.stream().filter(n -> n.name().equals(name)).findFirst();
    }

    /**
     * The primitives that run by themselves or in a group, in order of definition; what clones and bundles
     * contain is not among them.
     */
    public List<Resource.Primitive> primitives() {
        var multiplied = multiplied();
        return resources.stream().filter(Resource.Primitive.class::isInstance)
                .map(Resource.Primitive.class::cast)
                .filter(primitive -> !multiplied.contains(primitive.id())).toList();
    }

    /** Whatever clones and bundles contain, at any depth: it exists several times. */
    public Set<ResourceId> multiplied() {
        var inside = new HashSet<ResourceId>();
        for (var resource : resources) {
            if (resource instanceof Resource.Clone || resource instanceof Resource.Bundle) {
                for (var member : resource.members()) {
                    inside.add(member);
                    resource(member).ifPresent(inner -> inside.addAll(inner.members()));
                }
            }
        }
        return inside;
    }

    /** Whatever is a member of a group, clone or bundle. */
    public Set<ResourceId> contained() {
        var inside = new HashSet<ResourceId>();
        resources.forEach(resource -> inside.addAll(resource.members()));
        return inside;
    }

    /** The group, clone or bundle that a resource is a member of. */
    public Optional<Resource> containerOf(ResourceId member) {
        return resources.stream().filter(resource -> resource.members().contains(member)).findFirst();
    }

    /** The primitive of that id, when there is one. */
    public Optional<Resource.Primitive> primitive(ResourceId id) {
        return resource(id).filter(Resource.Primitive.class::isInstance).map(Resource.Primitive.class::cast);
    }

    /** The group that a primitive is a member of. */
    public Optional<Resource.Group> groupOf(ResourceId member) {
        for (var resource : resources) {
            if (resource instanceof Resource.Group group && group.members().contains(member)) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    /**
     * The value of a cluster option as written; empty when it is not set. Sets with rules do not count here.
     */
    public Optional<String> property(String name) {
        return NvSet.unconditional(properties, name);
    }

    public Configuration withNodes(List<NodeEntry> changed) {
        return new Configuration(changed, resources, constraints, properties, rscDefaults, opDefaults,
                fencing, extras);
    }

    public Configuration withResources(List<Resource> changed) {
        return new Configuration(nodes, changed, constraints, properties, rscDefaults, opDefaults,
                fencing, extras);
    }

    public Configuration withConstraints(List<Constraint> changed) {
        return new Configuration(nodes, resources, changed, properties, rscDefaults, opDefaults,
                fencing, extras);
    }

    public Configuration withProperties(List<NvSet> changed) {
        return new Configuration(nodes, resources, constraints, changed, rscDefaults, opDefaults,
                fencing, extras);
    }

    public Configuration withRscDefaults(List<NvSet> changed) {
        return new Configuration(nodes, resources, constraints, properties, changed, opDefaults,
                fencing, extras);
    }

    public Configuration withOpDefaults(List<NvSet> changed) {
        return new Configuration(nodes, resources, constraints, properties, rscDefaults, changed,
                fencing, extras);
    }

    public Configuration withFencing(List<FencingLevel> changed) {
        return new Configuration(nodes, resources, constraints, properties, rscDefaults, opDefaults, changed,
                extras);
    }

    public Configuration withExtras(Extras changed) {
        return new Configuration(nodes, resources, constraints, properties, rscDefaults, opDefaults, fencing,
                changed);
    }
}
