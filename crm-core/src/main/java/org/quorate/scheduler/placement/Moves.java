package org.quorate.scheduler.placement;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.scheduler.cib.Wishes;
import org.quorate.scheduler.placement.Placement.Choice;
import org.quorate.scheduler.situation.History;
import org.quorate.scheduler.situation.Observed;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Activity;

/** Which placements move a resource that runs, or is about to start, and whether it would stay there. */
final class Moves {

    private Moves() {}

    /** The resources that are to leave a node on which they could stay, with that node. */
    static SequencedMap<ResourceId, NodeName> of(Situation situation, Map<ResourceId, Placement> placements) {
        var moves = new LinkedHashMap<ResourceId, NodeName>();
        for (var resource : situation.resources().values()) {
            var placement = placements.get(resource.id());
            if (placement != null && placement.choice() instanceof Choice.On(var to, _)) {
                home(situation, resource).filter(home -> !home.equals(to))
                        .ifPresent(home -> moves.put(resource.id(), home));
            }
        }
        return moves;
    }

    private static Optional<NodeName> home(Situation situation, ResourceView resource) {
        var active = resource.history().activeNodes();
        return active.size() == 1
                ? Optional.of(active.getFirst())
                : Wishes.lastGranted(situation, resource);
    }

    /** Those moves that would not last: once all are made, policy wants the resource somewhere else. */
    static Map<ResourceId, NodeName> fickle(Map<ResourceId, NodeName> moves,
            Map<ResourceId, Placement> wanted, Map<ResourceId, Placement> then) {
        var fickle = new LinkedHashMap<>(moves);
        fickle.keySet().removeIf(id -> node(wanted, id).equals(node(then, id)));
        return fickle;
    }

    private static Optional<NodeName> node(Map<ResourceId, Placement> placements, ResourceId id) {
        return Optional.ofNullable(placements.get(id)).flatMap(Placement::node);
    }

    /** As if everything were where it belongs. */
    static Situation done(Situation situation, Map<ResourceId, Placement> placements) {
        var changed = new LinkedHashMap<ResourceId, ResourceView>();
        for (var resource : situation.resources().values()) {
            var placement = placements.get(resource.id());
            changed.put(resource.id(), placement == null || placement.choice() instanceof Choice.Untouched
                    ? resource
                    : on(resource, placement.node()));
        }
        return situation.with(changed);
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static ResourceView on(ResourceView resource, Optional<NodeName> node) {
        var history = resource.history();
        var on = new TreeMap<NodeName, Observed>();
        history.on().forEach((name, observed) -> on.put(name, new Observed(observed.known(),
                node.equals(Optional.of(name)) ? new Activity.Active(Role.STARTED) : new Activity.Inactive(),
                observed.inFlight(), observed.failures(), observed.monitors())));
        var then = new History(history.resource(), history.status(), on);
        return new ResourceView(resource.primitive(), resource.options(), then, resource.requests(),
                resource.onFail());
    }
}
