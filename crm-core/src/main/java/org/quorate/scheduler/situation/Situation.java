package org.quorate.scheduler.situation;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.Configuration;
import org.quorate.model.ResourceId;
import org.quorate.rules.ClusterOptions;
import org.quorate.rules.EffectiveAttributes;
import org.quorate.state.Action;
import org.quorate.state.ClusterState;
import org.quorate.state.Reason;

/**
 * All that a decision rests on, indexed once.
 *
 * @param nodes by name; no arbiters
 * @param resources the configured primitives, in order of definition
 * @param removed resources that run somewhere and are no longer configured
 * @param inFlight what may be running now, by id
 */
public record Situation(ClusterState state, Instant now, ClusterOptions options,
        EffectiveAttributes attributes,
        SortedMap<NodeName, NodeView> nodes, SequencedMap<ResourceId, ResourceView> resources,
        List<History> removed, List<Action> inFlight) {

    public Situation {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        resources = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(resources));
        removed = List.copyOf(removed);
        inFlight = List.copyOf(inFlight);
    }

    public static Situation of(ClusterState state, Instant now) {
        return new SituationReader(state, now).read();
    }

    public Configuration configuration() {
        return state.configuration();
    }

    public Optional<NodeView> node(NodeName name) {
        return Optional.ofNullable(nodes.get(name));
    }

    public Optional<ResourceView> resource(ResourceId id) {
        return Optional.ofNullable(resources.get(id));
    }

    public List<NodeView> members() {
        return nodes.values().stream().filter(NodeView::isMember).toList();
    }

    /** The same with other resources, or with other histories of them. */
    public Situation with(SequencedMap<ResourceId, ResourceView> changed) {
        return new Situation(state, now, options, attributes, nodes, changed, removed, inFlight);
    }

    /** The same with some members about to be fenced, each for a reason. */
    public Situation condemning(Map<NodeName, Reason> condemned) {
        var changed = new TreeMap<>(nodes);
        condemned.forEach((name, why) -> changed.computeIfPresent(name,
                (_, node) -> node.unavailable(Availability.TO_BE_FENCED, why)));
        return new Situation(state, now, options, attributes, changed, resources, removed, inFlight);
    }
}
