package org.quorate.policy.input;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.quorate.model.Role;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.TicketConstraint;
import org.quorate.policy.cluster.TicketConstraint.LossPolicy;
import org.quorate.policy.cluster.Weight;
import org.quorate.state.Reason;

/** What follows for resources whose ticket is lost, was never granted, or stands by. */
record LostTickets(Cluster cluster, Set<String> onceGranted) {

    static void apply(Cluster cluster) {
        var onceGranted = new HashSet<String>();
        cluster.cib().status().children("tickets").stream()
                .flatMap(all -> all.children("ticket_state").stream())
                .filter(state -> state.attribute("last-granted").isPresent())
                .forEach(state -> onceGranted.add(state.id()));
        new LostTickets(cluster, onceGranted).apply(List.copyOf(cluster.resources()));
    }

    private void apply(List<Resource> resources) {
        for (var resource : resources) {
            List.copyOf(resource.tickets()).forEach(constraint -> apply(resource, constraint));
            apply(List.copyOf(resource.children()));
        }
    }

    private void apply(Resource resource, TicketConstraint constraint) {
        var ticket = constraint.ticket();
        if (ticket.isGranted() && !ticket.isStandby()) {
            return;
        }
        if (!resource.children().isEmpty()) {
            resource.children().forEach(child -> apply(child, constraint));
        } else if (!ticket.isGranted() && onceGranted.contains(ticket.id())) {
            applyLoss(resource, constraint);
        } else if (constraint.role() != Role.PROMOTED || constraint.lossPolicy() != LossPolicy.STOP) {
            ban(resource, constraint);
        }
    }

    private void applyLoss(Resource resource, TicketConstraint constraint) {
        switch (constraint.lossPolicy()) {
            case STOP -> ban(resource, constraint);
            case DEMOTE -> {
                if (constraint.role() != Role.PROMOTED) {
                    ban(resource, constraint);
                }
            }
            case FENCE -> {
                ban(resource, constraint);
                resource.active().forEach(node -> node.set(Node.Flag.UNCLEAN));
            }
            case FREEZE -> {
                if (!resource.active().isEmpty()) {
                    resource.clear(Flag.MANAGED);
                    resource.set(Flag.BLOCKED);
                }
            }
        }
    }

    private void ban(Resource resource, TicketConstraint constraint) {
        var reason = Reason.of(Reason.Kind.TICKET, "constraint", constraint.id(), "ticket",
                constraint.ticket().id());
        for (var node : cluster.nodes()) {
            resource.allowed().computeIfAbsent(node, known -> new Weight(known, known.score()))
                    .add(Score.MINUS_INFINITY, reason);
        }
    }
}
