package org.quorate.policy.input;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Ticket;
import org.quorate.policy.cluster.TicketConstraint;
import org.quorate.policy.cluster.TicketConstraint.LossPolicy;

/** Reads ticket constraints. */
record TicketReader(Cluster cluster, References references, ResourceNames names) {

    void read(Element constraint) {
        var ticket = cluster.tickets().computeIfAbsent(constraint.attribute("ticket", ""),
                name -> new Ticket(name, false, false));
        var written = references.children(constraint, "resource_set");
        for (var set : written) {
            names.of(set, constraint.id()).forEach(resource -> add(constraint, resource,
                    role(set.attribute("role", "")), ticket));
        }
        if (written.isEmpty()) {
            var name = constraint.attribute("rsc", "");
            names.members(name).orElse(java.util.List.of(name))
                    .forEach(member -> names.named(member, constraint.id())
                            .ifPresent(resource -> add(constraint,
                                    resource, role(constraint.attribute("rsc-role", "")), ticket)));
        }
    }

    private static @Nullable Role role(String word) {
        return Role.parse(word).filter(role -> role != Role.STARTED).orElse(null);
    }

    private void add(Element constraint, Resource resource, @Nullable Role role, Ticket ticket) {
        resource.tickets().add(new TicketConstraint(constraint.id(), resource, role, ticket,
                policy(constraint.attribute("loss-policy", ""), role)));
    }

    private LossPolicy policy(String word, @Nullable Role role) {
        var otherwise = role == Role.PROMOTED ? LossPolicy.DEMOTE : LossPolicy.STOP;
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "fence" -> cluster.options().isFencingEnabled() ? LossPolicy.FENCE : LossPolicy.STOP;
            case "freeze" -> LossPolicy.FREEZE;
            case "demote" -> LossPolicy.DEMOTE;
            case "stop" -> LossPolicy.STOP;
            default -> otherwise;
        };
    }
}
