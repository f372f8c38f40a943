package org.quorate.daemon;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.api.Decision.Judgement;
import org.quorate.api.Decision.NodeScore;
import org.quorate.api.Decision.Part;
import org.quorate.api.Decision.Place;
import org.quorate.membership.NodeName;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.model.Score;
import org.quorate.scheduler.Decision;
import org.quorate.scheduler.placement.Placement;
import org.quorate.scheduler.placement.Placement.Choice;
import org.quorate.state.ClusterState;
import org.quorate.state.Reason;

/** The scheduler's decision in the words of the API. A group is judged by its first member. */
final class Judgements {

    private Judgements() {}

    static org.quorate.api.Decision of(ClusterState state, Decision decision) {
        var resources = new TreeMap<ResourceId, Judgement>();
        for (var resource : state.configuration().resources()) {
            var judged = resource instanceof Resource.Group group
                    ? group.members().getFirst()
                    : resource.id();
            decision.placement(judged).ifPresent(placement -> resources.put(resource.id(),
                    judgement(placement, blocked(decision, resource))));
        }
        var known = new TreeSet<>(state.progress().endings().keySet());
        state.progress().transition().actions().forEach(action -> known.add(action.id()));
        var toCome = decision.isNeeded(state)
                ? (int) decision.transition().actions().stream()
                        .filter(action -> !known.contains(action.id())).count()
                : 0;
        return new org.quorate.api.Decision(state.position().index(), toCome, resources, List.of());
    }

    private static List<Reason> blocked(Decision decision, Resource resource) {
        var ids = resource instanceof Resource.Group group ? group.members() : List.of(resource.id());
        return decision.blocked().stream().filter(blocked -> ids.contains(blocked.resource()))
                .flatMap(blocked -> blocked.reasons().stream()).distinct().toList();
    }

    private static Judgement judgement(Placement placement, List<Reason> blocked) {
        var nodes = new TreeMap<NodeName, NodeScore>();
        for (var candidate : placement.candidates()) {
            nodes.put(candidate.node(), new NodeScore(candidate.score(),
                    candidate.reasons().stream().map(reason -> new Part(Score.ZERO, reason)).toList()));
        }
        return new Judgement(wanted(placement.choice()), placement.choice().reasons(), nodes, blocked);
    }

    private static List<Place> wanted(Choice choice) {
        Optional<List<Place>> places = switch (choice) {
            case Choice.On(var node, _) -> Optional.of(List.of(new Place(node, Role.STARTED)));
            case Choice.Nowhere _ -> Optional.empty();
            case Choice.Untouched(var nodes, _) ->
                Optional.of(nodes.stream().map(node -> new Place(node, Role.STARTED)).toList());
        };
        return places.orElse(List.of());
    }
}
