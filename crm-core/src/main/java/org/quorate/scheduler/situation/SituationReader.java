package org.quorate.scheduler.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.NodeEntry;
import org.quorate.model.Resource.Primitive;
import org.quorate.model.ResourceId;
import org.quorate.rules.ClusterOptions;
import org.quorate.rules.EffectiveAttributes;
import org.quorate.rules.NodeFacts;
import org.quorate.rules.ResourceOptions.MultipleActive;
import org.quorate.rules.ResourceOptions.Recovery;
import org.quorate.state.ClusterState;
import org.quorate.state.NodeStatus;
import org.quorate.state.NodeStatus.Isolation;
import org.quorate.state.NodeStatus.Kind;
import org.quorate.state.Reason;
import org.quorate.state.Request;
import org.quorate.transition.Readiness;

/** Reads a {@link Situation} from a state. */
final class SituationReader {

    private static final Recovery NOTHING_EXPIRES = new Recovery(Recovery.NO_THRESHOLD,
            java.time.Duration.ZERO, MultipleActive.STOP_ONLY);

    private final ClusterState state;
    private final Instant now;
    private final ClusterOptions options;
    private final EffectiveAttributes attributes;

    SituationReader(ClusterState state, Instant now) {
        this.state = state;
        this.now = now;
        this.options = ClusterOptions.of(state.configuration());
        this.attributes = new EffectiveAttributes(state.configuration(), now);
    }

    Situation read() {
        var inFlight = Readiness.inFlight(state);
        var members = state.nodes().entrySet().stream().filter(e -> e.getValue().isMember())
                .filter(e -> e.getValue().traits().kind() == Kind.NODE).map(Map.Entry::getKey).toList();
        var observation = new Observation(state, members, inFlight, now);
        var resources = new LinkedHashMap<ResourceId, ResourceView>();
        for (var primitive : state.configuration().primitives()) {
            resources.put(primitive.id(), view(primitive, observation));
        }
        var removed = state.resources().keySet().stream().filter(id -> !resources.containsKey(id))
                .map(id -> observation.of(id, NOTHING_EXPIRES)).filter(h -> !h.activeNodes().isEmpty())
                .toList();
        return new Situation(state, now, options, attributes, nodes(resources), resources, removed, inFlight);
    }

    private ResourceView view(Primitive primitive, Observation observation) {
        var effective = attributes.options(primitive);
        var history = observation.of(primitive.id(), effective.recovery());
        var onFail = new TreeMap<String, OnFail>();
        for (var observed : history.on().values()) {
            for (var key : keysOf(observed)) {
                onFail.computeIfAbsent(key, k -> OnFail.of(primitive, k, attributes, options));
            }
        }
        return new ResourceView(primitive, effective, history, requests(primitive, history), onFail);
    }

    private static List<String> keysOf(Observed observed) {
        var keys = new ArrayList<>(observed.known().failures().keySet());
        if (observed.activity() instanceof org.quorate.state.Activity.Failing(_, var key)) {
            keys.add(key);
        }
        keys.add("stop_0");
        return keys;
    }

    /** Requests on the resource itself come before those on its group, and one of a kind is enough. */
    private List<Request> requests(Primitive primitive, History history) {
        var all = new ArrayList<>(history.status().requests());
        attributes.groupOf(primitive.id()).ifPresent(g -> all.addAll(state.resource(g.id()).requests()));
        var kinds = new LinkedHashMap<Class<?>, Request>();
        for (var request : all) {
            var isOver = request instanceof Request.Move move && !move.until().isAfter(now);
            if (!isOver) {
                kinds.putIfAbsent(request.getClass(), request);
            }
        }
        return List.copyOf(kinds.values());
    }

    private SortedMap<NodeName, NodeView> nodes(SequencedMap<ResourceId, ResourceView> resources) {
        var names = new TreeSet<>(state.nodes().keySet());
        state.configuration().nodes().forEach(entry -> names.add(entry.name()));
        var failedToStandby = standbyByFailure(resources);
        var views = new TreeMap<NodeName, NodeView>();
        for (var name : names) {
            var status = state.nodes().get(name);
            if (status == null) {
                views.put(name, neverJoined(name));
            } else if (status.traits().kind() == Kind.NODE) {
                var view = joined(name, status);
                var why = failedToStandby.get(name);
                views.put(name, why != null && view.availability() == Availability.AVAILABLE
                        ? view.unavailable(Availability.STANDBY, why)
                        : view);
            }
        }
        return views;
    }

    private SortedMap<NodeName, Reason> standbyByFailure(SequencedMap<ResourceId, ResourceView> resources) {
        var result = new TreeMap<NodeName, Reason>();
        for (var resource : resources.values()) {
            resource.history().on().forEach((node, observed) -> observed.failures().keySet().stream()
                    .filter(key -> resource.onFail(key) == OnFail.STANDBY).min(Comparator.naturalOrder())
                    .ifPresent(key -> result.putIfAbsent(node, Reason.of(Reason.Kind.NODE_STANDBY,
                            "node", node.value(), "resource", resource.id().value(), "operation", key))));
        }
        return result;
    }

    private NodeView neverJoined(NodeName name) {
        return new NodeView(name, Incarnation.NONE, Availability.NEVER_JOINED,
                reason(Reason.Kind.NODE_ABSENT, name),
                Isolation.NONE, facts(name, new TreeMap<>()));
    }

    private NodeFacts facts(NodeName name, SortedMap<String, String> transients) {
        return NodeFacts.of(name, state.configuration().node(name).map(NodeEntry::attributes)
                .map(set -> set.values()).orElse(new TreeMap<>()), transients);
    }

    private NodeView joined(NodeName name, NodeStatus status) {
        var facts = facts(name, status.attributes());
        var availability = switch (status.presence()) {
            case LOST -> Availability.LOST;
            case FENCED -> Availability.FENCED;
            case LEFT -> Availability.LEFT;
            case MEMBER, LEAVING, RESTARTING -> ofMember(status, facts);
        };
        var kind = switch (availability) {
            case AVAILABLE -> Reason.Kind.NODE_FREE;
            case STANDBY -> Reason.Kind.NODE_STANDBY;
            case MAINTENANCE -> Reason.Kind.UNMANAGED;
            case LEAVING -> Reason.Kind.NODE_LEAVING;
            case LOST -> Reason.Kind.NODE_LOST;
            case LEFT, FENCED, NEVER_JOINED, TO_BE_FENCED -> Reason.Kind.NODE_ABSENT;
        };
        return new NodeView(name, status.incarnation(), availability, reason(kind, name),
                status.traits().isolation(), facts);
    }

    private static Availability ofMember(NodeStatus status, NodeFacts facts) {
        if (facts.isOn("maintenance") || status.presence() == NodeStatus.Presence.RESTARTING) {
            return Availability.MAINTENANCE;
        }
        if (status.presence() == NodeStatus.Presence.LEAVING) {
            return Availability.LEAVING;
        }
        return facts.isOn("standby") ? Availability.STANDBY : Availability.AVAILABLE;
    }

    private static Reason reason(Reason.Kind kind, NodeName node) {
        return Reason.of(kind, "node", node.value());
    }
}
