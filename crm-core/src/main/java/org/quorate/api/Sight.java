package org.quorate.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.codec.Json;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.MetaAttributes;
import org.quorate.model.NodeEntry;
import org.quorate.model.OptionCatalog;
import org.quorate.model.OptionKind;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.model.Suggestion;
import org.quorate.state.Action;
import org.quorate.state.Activity;
import org.quorate.state.ClusterState;
import org.quorate.state.NodeStatus;
import org.quorate.state.ResourceOnNode;
import org.quorate.transition.Readiness;

/** One look at the cluster: the state, and what follows from it for people who ask. */
record Sight(LocalView view, ClusterState state, Decision decision) {

    /** The view first: its revision must not be newer than the state that is shown with it. */
    static Sight of(ClusterControl control) {
        var view = control.view();
        return new Sight(view, control.state(), control.decision());
    }

    /** Where a resource runs, or may run after a failure. */
    record Running(NodeName node, Role role, ResourceOnNode known) {

        boolean isFailing() {
            return known.activity() instanceof Activity.Failing;
        }

        boolean isStopFailed() {
            return known.activity() instanceof Activity.StopFailed;
        }
    }

    List<Running> running(ResourceId primitive) {
        var running = new ArrayList<Running>();
        state.resource(primitive).nodes().forEach((node, known) -> {
            var role = switch (known.activity()) {
                case Activity.Unknown() -> Role.STOPPED;
                case Activity.Inactive() -> Role.STOPPED;
                case Activity.Active(var active) -> active;
                case Activity.Failing(var failing, _) -> failing;
                case Activity.StopFailed(var left) -> left;
            };
            if (role != Role.STOPPED || known.activity() instanceof Activity.StopFailed) {
                running.add(new Running(node, role, known));
            }
        });
        return running;
    }

    boolean isActive(ResourceId primitive, NodeName node) {
        return state.resource(primitive).on(node).activity() instanceof Activity.Active;
    }

    boolean isActiveAnywhere(ResourceId primitive) {
        return state.resource(primitive).nodes().keySet().stream()
                .anyMatch(node -> isActive(primitive, node));
    }

    /** The members of a group, or the primitive itself. */
    List<ResourceId> primitives(ResourceId id) {
        return state.configuration().resource(id).filter(Resource.Group.class::isInstance)
                .map(group -> ((Resource.Group) group).members()).orElse(List.of(id));
    }

    /** The group that a primitive is in, or the resource itself. */
    ResourceId top(ResourceId id) {
        return state.configuration().groupOf(id).map(Resource.Group::id).orElse(id);
    }

    String meta(ResourceId id, String name, String otherwise) {
        return MetaAttributes.unconditional(state.configuration(), id, name).orElse(otherwise);
    }

    boolean isOn(ResourceId id, String meta, String otherwise) {
        return isTrue(meta(id, meta, otherwise));
    }

    /** Whether the cluster may start and stop it where it is. */
    boolean isManaged(ResourceId id) {
        boolean resting = isOn(id, "maintenance", "false")
                || OptionCatalog.isOn(state.configuration(), "maintenance-mode")
                || running(id).stream().anyMatch(running -> nodeIs(running.node(), "maintenance"));
        return isOn(id, "is-managed", "true") && !resting;
    }

    static boolean isTrue(String value) {
        return OptionKind.TRUE_WORDS.contains(value.toLowerCase(Locale.ROOT));
    }

    // ----- nodes

    /** Those that are configured or were ever members; not one that left and votes no more. */
    SortedMap<NodeName, List<NodeStatus>> nodes() {
        var all = new TreeMap<NodeName, List<NodeStatus>>();
        state.configuration().nodes().forEach(node -> all.put(node.name(), List.of()));
        state.nodes().forEach((name, status) -> {
            if (status.isMember() || state.voters().allow(name)
                    || state.voters().awaited(name).isPresent()) {
                all.put(name, List.of(status));
            }
        });
        return all;
    }

    SortedMap<String, String> attributes(NodeName node) {
        return state.configuration().node(node).map(NodeEntry::attributes).map(set -> set.values())
                .orElse(new TreeMap<>());
    }

    SortedMap<String, String> transientAttributes(NodeName node) {
        var status = state.nodes().get(node);
        return status == null ? new TreeMap<>() : status.attributes();
    }

    boolean nodeIs(NodeName node, String attribute) {
        return isTrue(transientAttributes(node).getOrDefault(attribute,
                attributes(node).getOrDefault(attribute, "false")));
    }

    // ----- progress

    /** The actions of the transition that can still run, or do. */
    List<Action> open() {
        if (Readiness.isComplete(state.progress())) {
            return List.of();
        }
        return state.progress().transition().actions().stream()
                .filter(action -> !state.progress().hasEnded(action))
                .toList();
    }

    boolean isSettled() {
        return view.quorum().isQuorate() && Readiness.isComplete(state.progress())
                && decision.actionsToCome() == 0 && decision.basedOn() >= state.position().relevant();
    }

    // ----- names

    /** The resource of that name; a {@link Refusal} naming the nearest when there is none. */
    ResourceId known(String name) {
        var names = new TreeSet<String>();
        state.configuration().resources().forEach(resource -> names.add(resource.id().value()));
        state.resources().keySet().forEach(id -> names.add(id.value()));
        if (!names.contains(name)) {
            throw new Refusal(Reply.NOT_FOUND, "resource " + name,
                    "there is no resource '" + name + "'" + Suggestion.hint(name, names));
        }
        return new ResourceId(name);
    }

    /** The node of that name; a {@link Refusal} naming the nearest when there is none. */
    NodeName knownNode(String name) {
        var names = new TreeSet<String>();
        nodes().keySet().forEach(node -> names.add(node.value()));
        if (!names.contains(name)) {
            throw new Refusal(Reply.NOT_FOUND, "node " + name,
                    "there is no node '" + name + "'" + Suggestion.hint(name, names));
        }
        return new NodeName(name);
    }

    /** The last that this node knows of. */
    Incarnation incarnation(NodeName node) {
        var status = state.nodes().get(node);
        return status == null ? Incarnation.NONE : status.incarnation();
    }

    static Json runningJson(Running running) {
        return Json.object().put("node", running.node().value()).put("role", running.role().word())
                .putUnlessEmpty("failing", Json.of(running.isFailing()))
                .putUnlessEmpty("stopFailed", Json.of(running.isStopFailed())).done();
    }
}
