package org.quorate.policy.cluster;

import org.jspecify.annotations.Nullable;
import org.quorate.model.Role;

/**
 * A resource runs only while a ticket is granted.
 *
 * @param role in which the ticket is needed, null for any
 */
public record TicketConstraint(String id, Resource resource, @Nullable Role role, Ticket ticket,
        LossPolicy lossPolicy) {

    /** What happens when the ticket is lost. */
    public enum LossPolicy {
        STOP, DEMOTE, FENCE, FREEZE
    }
}
