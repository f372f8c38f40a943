package org.quorate.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quorate.model.ResourceId;
import org.quorate.scheduler.placement.Placement;
import org.quorate.scheduler.placement.Recall;
import org.quorate.scheduler.situation.ExpiredFailures;
import org.quorate.state.ClusterState;
import org.quorate.state.Transition;

/**
 * What the scheduler made of a state.
 *
 * @param transition what to do; carries on what is in flight, under its own ids
 * @param nextLook when time alone will change the decision; {@link Instant#MAX} for never
 * @param expired failures that count no more and may be forgotten
 * @param recall makes the next decision quicker
 */
public record Decision(Transition transition, List<Placement> placements, List<Blocked> blocked,
        List<ExpiredFailures> expired, Instant nextLook, Recall recall) {

    public Decision {
        placements = List.copyOf(placements);
        blocked = List.copyOf(blocked);
        expired = List.copyOf(expired);
    }

    /** Whether adopting it changes anything; an idle cluster adopts nothing. */
    public boolean isNeeded(ClusterState state) {
        return Adoption.isNeeded(transition.actions(), state.progress());
    }

    public Optional<Placement> placement(ResourceId resource) {
        return placements.stream().filter(p -> p.resource().equals(resource)).findFirst();
    }
}
