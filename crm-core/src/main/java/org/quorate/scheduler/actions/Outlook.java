package org.quorate.scheduler.actions;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.quorate.model.ResourceId;
import org.quorate.scheduler.fencing.FencePlan;
import org.quorate.scheduler.placement.Bonds;
import org.quorate.scheduler.placement.Placement;
import org.quorate.scheduler.situation.Sequences;
import org.quorate.scheduler.situation.Situation;

/** What is and what should be: all that the choice of actions rests on. */
public record Outlook(Situation situation, FencePlan fencing, Bonds bonds, Sequences sequences,
        Map<ResourceId, Placement> placements) {

    public Outlook {
        placements = Collections.unmodifiableMap(new HashMap<>(placements));
    }

    Optional<Placement> placement(ResourceId resource) {
        return Optional.ofNullable(placements.get(resource));
    }

    boolean isUntouched(ResourceId resource) {
        var placement = placements.get(resource);
        return placement != null && placement.choice() instanceof Placement.Choice.Untouched;
    }
}
