package org.quorate.scheduler.situation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.quorate.model.Role;
import org.quorate.state.Action;
import org.quorate.state.Activity;
import org.quorate.state.Failures;
import org.quorate.state.ResourceOnNode;

/**
 * A resource on a member node, as it will be when what is in flight there has ended well.
 *
 * @param known what the log says
 * @param inFlight what may be running there now, in order
 * @param failures those that have not expired
 * @param monitors keys of the recurring monitors, those in flight included
 */
public record Observed(ResourceOnNode known, Activity activity, List<Action> inFlight,
        SortedMap<String, Failures> failures, Set<String> monitors) {

    public Observed {
        inFlight = List.copyOf(inFlight);
        monitors = Set.copyOf(monitors);
    }

    public boolean isUnknown() {
        return activity instanceof Activity.Unknown;
    }

    /** The role it may have there; empty when it does not run or nobody knows. */
    public Optional<Role> role() {
        return switch (activity) {
            case Activity.Unknown() -> Optional.empty();
            case Activity.Inactive() -> Optional.empty();
            case Activity.Active(var role) -> Optional.of(role);
            case Activity.Failing(var role, _) -> Optional.of(role);
            case Activity.StopFailed(var role) -> Optional.of(role);
        };
    }

    public boolean isActive() {
        return role().isPresent();
    }
}
