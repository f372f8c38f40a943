package org.quorate.membership.lease;

import java.util.List;

/**
 * What one event led to.
 *
 * @param effects to be carried out in this order
 * @param wakeAt when the core wants a {@link HeartbeatEvent.Tick} at the latest, in boottime nanoseconds
 */
public record Step(HeartbeatState state, List<HeartbeatEffect> effects, long wakeAt) {

    public Step {
        effects = List.copyOf(effects);
    }
}
