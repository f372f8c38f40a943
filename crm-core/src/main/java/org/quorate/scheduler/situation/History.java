package org.quorate.scheduler.situation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.state.ResourceStatus;

/** What is known of a resource, configured or not, on the member nodes. */
public record History(ResourceId resource, ResourceStatus status, SortedMap<NodeName, Observed> on) {

    public History {
        on = Collections.unmodifiableSortedMap(new TreeMap<>(on));
    }

    public Optional<Observed> on(NodeName node) {
        return Optional.ofNullable(on.get(node));
    }

    /** The nodes where it runs or may run, by name. */
    public List<NodeName> activeNodes() {
        return on.entrySet().stream().filter(e -> e.getValue().isActive()).map(Map.Entry::getKey).toList();
    }

    /** The nodes where a probe has still to tell, by name. */
    public List<NodeName> unknownNodes() {
        return on.entrySet().stream().filter(e -> e.getValue().isUnknown()).map(Map.Entry::getKey).toList();
    }

    public boolean isActiveOn(NodeName node) {
        var observed = on.get(node);
        return observed != null && observed.isActive();
    }
}
