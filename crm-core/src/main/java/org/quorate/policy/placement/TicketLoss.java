package org.quorate.policy.placement;

import org.quorate.model.Role;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.TicketConstraint;
import org.quorate.policy.cluster.TicketConstraint.LossPolicy;
import org.quorate.policy.faults.FenceMarks;
import org.quorate.state.Reason;

/**
 * What follows from tickets that are not granted, or on standby (Pacemaker Explained, "Multi-Site Clusters
 * and Tickets"). Promotion is held back later, when instances are promoted.
 */
final class TicketLoss {

    private final Cluster cluster;

    private TicketLoss(Cluster cluster) {
        this.cluster = cluster;
    }

    static void apply(Cluster cluster) {
        var loss = new TicketLoss(cluster);
        cluster.resources().forEach(loss::applyAll);
    }

    private void applyAll(Resource resource) {
        for (var constraint : resource.tickets()) {
            if (!isHeld(constraint)) {
                resource.primitives().forEach(primitive -> apply(primitive, constraint));
            }
        }
        resource.children().forEach(this::applyAll);
    }

    static boolean isHeld(TicketConstraint constraint) {
        return constraint.ticket().isGranted() && !constraint.ticket().isStandby();
    }

    static Reason reason(TicketConstraint constraint) {
        return Reason.of(Reason.Kind.TICKET, "ticket", constraint.ticket().id(), "constraint",
                constraint.id());
    }

    private void apply(Primitive primitive, TicketConstraint constraint) {
        if (!constraint.ticket().isGranted() && Where.isActive(primitive)) {
            giveUp(primitive, constraint);
        } else if (constraint.role() != Role.PROMOTED || constraint.lossPolicy() == LossPolicy.STOP) {
            ban(primitive, constraint);
        }
    }

    private void giveUp(Primitive primitive, TicketConstraint constraint) {
        switch (constraint.lossPolicy()) {
            case STOP -> ban(primitive, constraint);
            case DEMOTE -> {
                if (constraint.role() != Role.PROMOTED) {
                    ban(primitive, constraint);
                }
            }
            case FENCE -> {
                if (isInRole(primitive, constraint)) {
                    ban(primitive, constraint);
                    primitive.active().forEach(node -> FenceMarks.fence(cluster, node, reason(constraint)));
                }
            }
            case FREEZE -> {
                if (isInRole(primitive, constraint)) {
                    primitive.clear(Flag.MANAGED);
                    primitive.set(Flag.BLOCKED);
                }
            }
        }
    }

    private static boolean isInRole(Primitive primitive, TicketConstraint constraint) {
        return constraint.role() == null || constraint.role() == primitive.role();
    }

    private void ban(Primitive primitive, TicketConstraint constraint) {
        Bans.everywhere(primitive, cluster.nodes(), reason(constraint));
    }
}
