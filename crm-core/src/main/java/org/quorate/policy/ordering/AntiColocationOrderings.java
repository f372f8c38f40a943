package org.quorate.policy.ordering;

import java.util.List;
import java.util.Optional;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Ordering;
import org.quorate.policy.cluster.Ordering.End;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/** Of two resources that must never be together one leaves a node before the other comes there. */
final class AntiColocationOrderings {

    private AntiColocationOrderings() {}

    static void add(Cluster cluster) {
        for (var colocation : cluster.colocations()) {
            if (colocation.score().isMinusInfinite()) {
                add(cluster, colocation);
            }
        }
    }

    private static void add(Cluster cluster, Colocation colocation) {
        var dependent = colocation.roleOfDependent();
        var primary = colocation.roleOfPrimary();
        order(cluster, colocation.dependent(), leaving(dependent), colocation.primary(), coming(primary));
        order(cluster, colocation.primary(), leaving(primary), colocation.dependent(), coming(dependent));
    }

    private static void order(Cluster cluster, Resource first, List<String> leaving, Resource then,
            List<String> coming) {
        for (var leave : leaving) {
            for (var come : coming) {
                cluster.orderings().add(Ordering.of(End.of(first, leave), End.of(then, come),
                        Relation.IF_REQUIRED_ON_SAME_NODE));
            }
        }
    }

    /** What takes a role away. */
    private static List<String> leaving(Optional<Role> role) {
        return switch (role.orElse(Role.STARTED)) {
            case PROMOTED -> List.of(Task.DEMOTE);
            case UNPROMOTED -> List.of(Task.STOP, Task.PROMOTE);
            case STARTED, STOPPED -> List.of(Task.STOP);
        };
    }

    /** What gives it. */
    private static List<String> coming(Optional<Role> role) {
        return switch (role.orElse(Role.STARTED)) {
            case PROMOTED -> List.of(Task.PROMOTE);
            case UNPROMOTED -> List.of(Task.START, Task.DEMOTE);
            case STARTED, STOPPED -> List.of(Task.START);
        };
    }
}
