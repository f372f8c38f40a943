package org.quorate.scheduler;

import java.util.List;
import org.quorate.model.ResourceId;
import org.quorate.state.Reason;

/** A resource that is not where it should be, or not as it should be, and that no action will mend now. */
public record Blocked(ResourceId resource, List<Reason> reasons) {

    public Blocked {
        reasons = List.copyOf(reasons);
    }
}
