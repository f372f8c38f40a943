package org.quorate.model;

import java.util.List;
import org.quorate.membership.NodeName;

/**
 * One change of the configuration. Edits are applied in order to the configuration of the moment, so
 * that two operators who change different objects at once do not undo each other.
 */
public sealed interface ConfigurationEdit {

    /** Creates the resource, or replaces the one of that id in its place. */
    record PutResource(Resource resource) implements ConfigurationEdit {}

    /** Creates the constraint, or replaces the one of that id in its place. */
    record PutConstraint(Constraint constraint) implements ConfigurationEdit {}

    /**
     * Removes resources and constraints together, with every constraint that names a removed resource;
     * a container that loses all members goes too. {@code fencing_topology} stands for the fencing topology,
     * and the name of a section that is kept without being understood for that section. An id that is not
     * there is a problem.
     */
    record Delete(List<ResourceId> ids) implements ConfigurationEdit {

        public Delete {
            ids = List.copyOf(ids);
        }
    }

    /**
     * Sets the values in a section's first set without a rule (or the set of that id); an empty value stays
     * empty.
     */
    record SetValues(Section section, NvSet values) implements ConfigurationEdit {}

    /** Removes names from a section. A name that is not set is a problem. */
    record UnsetValues(Section section, List<String> names) implements ConfigurationEdit {

        public UnsetValues {
            names = List.copyOf(names);
        }
    }

    /** Sets one meta-attribute of a resource. */
    record SetMeta(ResourceId resource, String name, String value) implements ConfigurationEdit {}

    /** Removes one meta-attribute of a resource; nothing happens when it is not set. */
    record UnsetMeta(ResourceId resource, String name) implements ConfigurationEdit {}

    /** Sets one permanent attribute of a node. */
    record SetNodeAttribute(NodeName node, String name, String value) implements ConfigurationEdit {}

    /** Removes one permanent attribute of a node; nothing happens when it is not set. */
    record UnsetNodeAttribute(NodeName node, String name) implements ConfigurationEdit {}

    /**
     * Creates a node, or sets what the entry says on the one of that name: attributes and capacities by their
     * names, id and type where they are told.
     */
    record PutNode(NodeEntry node) implements ConfigurationEdit {}

    /** Replaces the fencing topology. */
    record SetFencing(List<FencingLevel> levels) implements ConfigurationEdit {

        public SetFencing {
            levels = List.copyOf(levels);
        }
    }

    /** Creates what is kept without being understood, or replaces what has the same name and id. */
    record PutForeign(Foreign element) implements ConfigurationEdit {}

    /** Replaces the whole configuration. */
    record Replace(Configuration configuration) implements ConfigurationEdit {}

    /** The sections of options and defaults. */
    enum Section {
        PROPERTIES, RSC_DEFAULTS, OP_DEFAULTS
    }
}
