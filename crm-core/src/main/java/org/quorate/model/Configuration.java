package org.quorate.model;

import java.util.List;
import java.util.Optional;
import org.quorate.membership.NodeName;

/**
 * The configuration half of the CIB. Order is the order of definition and part of the value.
 *
 * @param properties cluster options; normally one set
 */
public record Configuration(List<NodeEntry> nodes, List<Resource> resources, List<Constraint> constraints,
        List<NvSet> properties, List<NvSet> rscDefaults, List<NvSet> opDefaults) {

    public static final Configuration EMPTY = new Configuration(List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of());

    public Configuration {
        nodes = List.copyOf(nodes);
        resources = List.copyOf(resources);
        constraints = List.copyOf(constraints);
        properties = List.copyOf(properties);
        rscDefaults = List.copyOf(rscDefaults);
        opDefaults = List.copyOf(opDefaults);
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

    /** The primitives, in order of definition. */
    public List<Resource.Primitive> primitives() {
        return resources.stream().filter(Resource.Primitive.class::isInstance)
                .map(Resource.Primitive.class::cast).toList();
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
        return new Configuration(changed, resources, constraints, properties, rscDefaults, opDefaults);
    }

    public Configuration withResources(List<Resource> changed) {
        return new Configuration(nodes, changed, constraints, properties, rscDefaults, opDefaults);
    }

    public Configuration withConstraints(List<Constraint> changed) {
        return new Configuration(nodes, resources, changed, properties, rscDefaults, opDefaults);
    }

    public Configuration withProperties(List<NvSet> changed) {
        return new Configuration(nodes, resources, constraints, changed, rscDefaults, opDefaults);
    }

    public Configuration withRscDefaults(List<NvSet> changed) {
        return new Configuration(nodes, resources, constraints, properties, changed, opDefaults);
    }

    public Configuration withOpDefaults(List<NvSet> changed) {
        return new Configuration(nodes, resources, constraints, properties, rscDefaults, changed);
    }
}
