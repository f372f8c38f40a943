package org.quorate.model;

import java.util.List;

/**
 * A resource of the configuration, or what stands for some: a template that primitives are made of, a tag.
 * Containers name their members by id; each id stands once.
 */
public sealed interface Resource {

    ResourceId id();

    List<NvSet> meta();

    Resource withMeta(List<NvSet> meta);

    /** What it carries beside what its record names. */
    Extras extras();

    /** The resources that it contains, in order; none of those that contain nothing. */
    default List<ResourceId> members() {
        return List.of();
    }

    /** One service on one node, run by an agent. */
    record Primitive(ResourceId id, AgentName agent, List<NvSet> params, List<NvSet> meta,
            List<Operation> operations, List<NvSet> utilization, Extras extras)
            implements
                Resource {

        public Primitive {
            params = List.copyOf(params);
            meta = List.copyOf(meta);
            operations = List.copyOf(operations);
            utilization = List.copyOf(utilization);
        }

        public Primitive(ResourceId id, AgentName agent, List<NvSet> params, List<NvSet> meta,
                List<Operation> operations) {
            this(id, agent, params, meta, operations, List.of(), Extras.NONE);
        }

        @Override
        public Primitive withMeta(List<NvSet> changed) {
            return new Primitive(id, agent, params, changed, operations, utilization, extras);
        }

        public boolean isFenceDevice() {
            return agent.standard().equals("stonith");
        }

        public Primitive withParams(List<NvSet> changed) {
            return new Primitive(id, agent, changed, meta, operations, utilization, extras);
        }

        public Primitive withOperations(List<Operation> changed) {
            return new Primitive(id, agent, params, meta, changed, utilization, extras);
        }
    }

    /** A primitive whose agent, and whatever it does not say itself, comes from a template. */
    record Derived(ResourceId id, ResourceId template, List<NvSet> params, List<NvSet> meta,
            List<Operation> operations, List<NvSet> utilization, Extras extras) implements Resource {

        public Derived {
            params = List.copyOf(params);
            meta = List.copyOf(meta);
            operations = List.copyOf(operations);
            utilization = List.copyOf(utilization);
        }

        /** Made of a template, with what that primitive says; the agent of that primitive does not count. */
        public static Derived of(ResourceId template, Primitive own) {
            return new Derived(own.id(), template, own.params(), own.meta(), own.operations(),
                    own.utilization(), own.extras());
        }

        /** A primitive with what this says itself, under an agent. */
        public Primitive under(AgentName agent) {
            return new Primitive(id, agent, params, meta, operations, utilization, extras);
        }

        @Override
        public Derived withMeta(List<NvSet> changed) {
            return new Derived(id, template, params, changed, operations, utilization, extras);
        }
    }

    /** What primitives are made of ({@code rsc_template}); it runs nowhere itself. */
    record Template(Primitive definition) implements Resource {

        @Override
        public ResourceId id() {
            return definition.id();
        }

        @Override
        public List<NvSet> meta() {
            return definition.meta();
        }

        @Override
        public Extras extras() {
            return definition.extras();
        }

        @Override
        public Template withMeta(List<NvSet> changed) {
            return new Template(definition.withMeta(changed));
        }
    }

    /** Primitives that run together on one node, started in this order and stopped in reverse. */
    record Group(ResourceId id, List<ResourceId> members, List<NvSet> params,
            List<NvSet> meta, Extras extras) implements Resource {

        public Group {
            members = List.copyOf(members);
            params = List.copyOf(params);
            meta = List.copyOf(meta);
        }

        public Group(ResourceId id, List<ResourceId> members, List<NvSet> params, List<NvSet> meta) {
            this(id, members, params, meta, Extras.NONE);
        }

        @Override
        public Group withMeta(List<NvSet> changed) {
            return new Group(id, members, params, changed, extras);
        }

        public Group withMembers(List<ResourceId> changed) {
            return new Group(id, changed, params, meta, extras);
        }
    }

    /** A primitive or a group that runs on several nodes at once. */
    record Clone(ResourceId id, ResourceId member, Form form, List<NvSet> params, List<NvSet> meta,
            Extras extras) implements Resource {

        public Clone {
            params = List.copyOf(params);
            meta = List.copyOf(meta);
        }

        /** How it was written. */
        public enum Form {
            CLONE,
            /** The older word for a promotable clone. */
            MS
        }

        /** Whether some of its instances are promoted. */
        public boolean isPromotable() {
            return form == Form.MS || NvSet.unconditional(meta, "promotable")
                    .filter(OptionKind::isTrue).isPresent();
        }

        @Override
        public List<ResourceId> members() {
            return List.of(member);
        }

        @Override
        public Clone withMeta(List<NvSet> changed) {
            return new Clone(id, member, form, params, changed, extras);
        }
    }

    /**
     * Containers that a container engine runs, with a resource in each where it has a member.
     *
     * @param members none or one primitive
     */
    record Bundle(ResourceId id, Container container, List<ResourceId> members, List<NvSet> meta,
            Extras extras) implements Resource {

        public Bundle {
            members = List.copyOf(members);
            meta = List.copyOf(meta);
        }

        @Override
        public Bundle withMeta(List<NvSet> changed) {
            return new Bundle(id, container, members, changed, extras);
        }
    }

    /**
     * A name for several objects.
     *
     * @param objects ids of resources or constraints, as written
     */
    record Tag(ResourceId id, List<String> objects, Extras extras) implements Resource {

        public Tag {
            objects = List.copyOf(objects);
        }

        @Override
        public List<NvSet> meta() {
            return List.of();
        }

        /** A tag has no meta-attributes. */
        @Override
        public Tag withMeta(List<NvSet> changed) {
            return this;
        }
    }
}
