package org.quorate.policy.status;

import java.util.Locale;
import java.util.Optional;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Ticket;
import org.quorate.policy.operation.OperationSettings;
import org.quorate.rules.Words;

/** Reads the status section into the working set. */
public final class Status {

    private Status() {}

    public static void read(Cluster cluster) {
        cluster.resources().forEach(Status::readTargetRole);
        readReconnection(cluster);
        readTickets(cluster);
        NodeStates.read(cluster);
        Histories.read(cluster);
    }

    private static void readTargetRole(Resource resource) {
        TargetRole.of(resource).ifPresent(resource::nextRole);
        resource.children().forEach(Status::readTargetRole);
    }

    /** A lost connection is tried again when its failure is forgotten: that is what its interval says. */
    private static void readReconnection(Cluster cluster) {
        var settings = new OperationSettings(cluster);
        for (var primitive : cluster.primitives()) {
            if (primitive.is(Resource.Flag.REMOTE_CONNECTION)) {
                Optional.ofNullable(settings.parameters(primitive, null).get("reconnect_interval"))
                        .ifPresent(interval -> primitive.meta().put("failure-timeout", interval));
            }
        }
    }

    private static void readTickets(Cluster cluster) {
        for (var tickets : cluster.cib().status().children("tickets")) {
            for (var state : tickets.children("ticket_state")) {
                cluster.tickets().put(state.id(),
                        new Ticket(state.id(), Words.isTrue(state.attribute("granted", "")),
                                Words.isTrue(state.attribute("standby", ""))));
            }
        }
    }

    /** What an administrator asked of a resource beyond what it would do anyway. */
    static final class TargetRole {

        private TargetRole() {}

        static Optional<Role> of(Resource resource) {
            var word = resource.meta("target-role").orElse("");
            if (word.isEmpty()) {
                return Optional.empty();
            }
            return Role.parse(word.toLowerCase(Locale.ROOT)).filter(role -> switch (role) {
                case STOPPED -> true;
                case UNPROMOTED -> isPromotable(resource);
                case STARTED, PROMOTED -> false;
            });
        }

        private static boolean isPromotable(Resource resource) {
            return resource.is(Resource.Flag.PROMOTABLE)
                    || resource.parent().filter(TargetRole::isPromotable).isPresent();
        }
    }
}
