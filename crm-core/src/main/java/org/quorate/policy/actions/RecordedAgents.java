package org.quorate.policy.actions;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.Primitive;

/** Which agent carried out the operations that the status section records. */
final class RecordedAgents {

    private final Map<Element, Element> resourceOf = new IdentityHashMap<>();

    private RecordedAgents() {}

    static RecordedAgents of(Cib cib) {
        var agents = new RecordedAgents();
        for (var node : cib.nodeStates()) {
            node.child("lrm").flatMap(lrm -> lrm.child("lrm_resources")).map(Element::children)
                    .ifPresent(resources -> resources.forEach(agents::index));
        }
        return agents;
    }

    private void index(Element resource) {
        resource.children().forEach(operation -> resourceOf.put(operation, resource));
    }

    /** Whether it was the agent that the resource has now. */
    boolean ran(Primitive resource, HistoryEntry entry) {
        var recorded = Optional.ofNullable(resourceOf.get(entry.detail().xml()));
        return recorded.isEmpty() || recorded.get().attribute("class", "").equals(resource.agentClass())
                && recorded.get().attribute("provider", "").equals(resource.provider())
                && recorded.get().attribute("type", "").equals(resource.agentType());
    }
}
