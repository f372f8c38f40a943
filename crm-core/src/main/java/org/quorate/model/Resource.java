package org.quorate.model;

import java.util.List;

/** A resource of the configuration. Containers name their members by id; each id stands once. */
public sealed interface Resource {

    ResourceId id();

    List<NvSet> meta();

    Resource withMeta(List<NvSet> meta);

    /** One service on one node, run by an agent. */
    record Primitive(ResourceId id, AgentName agent, List<NvSet> params, List<NvSet> meta,
            List<Operation> operations)
            implements
                Resource {

        public Primitive {
            params = List.copyOf(params);
            meta = List.copyOf(meta);
            operations = List.copyOf(operations);
        }

        @Override
        public Primitive withMeta(List<NvSet> changed) {
            return new Primitive(id, agent, params, changed, operations);
        }

        public boolean isFenceDevice() {
            return agent.standard().equals("stonith");
        }

        public Primitive withParams(List<NvSet> changed) {
            return new Primitive(id, agent, changed, meta, operations);
        }
    }

    /** Primitives that run together on one node, started in this order and stopped in reverse. */
    record Group(ResourceId id, List<ResourceId> members, List<NvSet> params,
            List<NvSet> meta) implements Resource {

        public Group {
            members = List.copyOf(members);
            params = List.copyOf(params);
            meta = List.copyOf(meta);
        }

        @Override
        public Group withMeta(List<NvSet> changed) {
            return new Group(id, members, params, changed);
        }
    }
}
