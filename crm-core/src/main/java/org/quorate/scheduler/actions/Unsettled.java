package org.quorate.scheduler.actions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.quorate.model.ResourceId;
import org.quorate.scheduler.placement.Bond;
import org.quorate.scheduler.placement.Bonds;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Reason;

/**
 * The resources of which a node has still to say whether they run there, and all that must be with them. None
 * of them starts anywhere before: once a start is adopted elsewhere, what a probe finds running must be
 * stopped.
 */
final class Unsettled {

    private final Map<ResourceId, Reason> reasons = new HashMap<>();

    static Unsettled of(Situation situation, Bonds bonds) {
        var unsettled = new Unsettled();
        for (var resource : situation.resources().values()) {
            resource.history().unknownNodes().stream().findFirst()
                    .ifPresent(node -> unsettled.spread(bonds, resource, Reason.of(Reason.Kind.UNKNOWN_STATE,
                            "node", node.value(), "resource", resource.id().value())));
        }
        return unsettled;
    }

    private void spread(Bonds bonds, ResourceView start, Reason reason) {
        var open = new ArrayList<ResourceId>();
        open.add(start.id());
        while (!open.isEmpty()) {
            var id = open.removeLast();
            if (reasons.putIfAbsent(id, reason) == null) {
                Stream.concat(
                        bonds.ofDependent(id).stream().filter(Bond::isMandatory).map(Bond::primary),
                        bonds.ofPrimary(id).stream().filter(Bond::isMandatory).map(Bond::dependent))
                        .forEach(open::add);
            }
        }
    }

    Optional<Reason> reason(ResourceId resource) {
        return Optional.ofNullable(reasons.get(resource));
    }
}
