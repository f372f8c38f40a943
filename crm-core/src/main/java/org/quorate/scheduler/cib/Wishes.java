package org.quorate.scheduler.cib;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorate.cib.Element;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.model.Score;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Owner;
import org.quorate.state.Request;

/**
 * What speaks for a node and stands in no configuration, as locations: a move that was asked for, and the
 * start of a resource that was adopted and has not begun. No configured constraint can have their ids.
 */
public final class Wishes {

    /** Begins the id of the location of a move. */
    public static final String MOVE = "#move-";
    /** Begins the id of the location that keeps a resource where it is about to start. */
    public static final String GRANT = "#grant-";

    /** Begins the id of the location that keeps a resource where it is. */
    public static final String STAY = "#stay-";

    private Wishes() {}

    static List<Element> locations(Situation situation, Map<ResourceId, NodeName> stays) {
        var moves = new LinkedHashMap<ResourceId, NodeName>();
        var locations = new ArrayList<Element>();
        for (var resource : situation.resources().values()) {
            resource.requests().stream().filter(Request.Move.class::isInstance).map(Request.Move.class::cast)
                    .findFirst().ifPresent(move -> moves.putIfAbsent(top(situation, resource), move.to()));
            lastGranted(situation, resource).ifPresent(node -> locations.add(location(GRANT,
                    resource.id(), node, resource.options().stickiness())));
        }
        moves.forEach((resource, to) -> locations.add(location(MOVE, resource, to, Score.INFINITY)));
        stays.forEach((resource, node) -> locations.add(location(STAY, resource, node, Score.INFINITY)));
        return locations;
    }

    private static ResourceId top(Situation situation, ResourceView resource) {
        return situation.attributes().groupOf(resource.id()).map(group -> group.id()).orElse(resource.id());
    }

    private static Element location(String prefix, ResourceId resource, NodeName node, Score score) {
        return Element.of("rsc_location", "id", prefix + resource, "rsc", resource.value(), "node",
                node.value(), "score", score.toString());
    }

    /**
     * Where it was about to start when the transition was replaced: between its stop and its start it runs
     * nowhere.
     */
    public static Optional<NodeName> lastGranted(Situation situation, ResourceView resource) {
        if (!resource.history().activeNodes().isEmpty()) {
            return Optional.empty();
        }
        return resource.history().status().owners().stream().filter(owner -> isThere(situation, owner))
                .max(Comparator.comparing(Owner::grantedBy)).map(Owner::node);
    }

    private static boolean isThere(Situation situation, Owner owner) {
        return situation.node(owner.node())
                .filter(node -> node.isMember() && node.incarnation().equals(owner.incarnation()))
                .isPresent();
    }
}
