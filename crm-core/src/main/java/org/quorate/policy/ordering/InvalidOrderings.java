package org.quorate.policy.ordering;

import java.util.HashSet;
import java.util.Set;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/**
 * Takes out orderings that cannot hold: between a machine and what runs in it beyond those of the cluster
 * itself, and
 * one of the waits for room where two resources change places.
 */
final class InvalidOrderings {

    private InvalidOrderings() {}

    static void disable(Cluster cluster) {
        if (cluster.primitives().stream().noneMatch(InvalidOrderings::mayHaveInvalid)) {
            return;
        }
        for (var then : cluster.actions().all().reversed()) {
            if (!mayHaveInvalid(then)) {
                continue;
            }
            var firsts = then.firsts();
            for (var i = firsts.size() - 1; i >= 0; i--) {
                var link = firsts.get(i);
                if (isInvalid(then, link)) {
                    link.dropAll();
                }
            }
        }
    }

    private static boolean mayHaveInvalid(Resource resource) {
        return !resource.contained().isEmpty() || !resource.actions(Task.MIGRATE_TO).isEmpty();
    }

    private static boolean mayHaveInvalid(Action then) {
        return then.task().equals(Task.MIGRATE_TO)
                || then.resource().filter(resource -> !resource.contained().isEmpty()).isPresent();
    }

    private static boolean isInvalid(Action then, Action.Link link) {
        var first = link.first();
        if (!link.has(Relation.GUEST_ALLOWED) && first.resource().isPresent()
                && then.resource().isPresent() && first.node().isPresent()
                && carries(then.resource().get(), first.node().get())) {
            return true;
        }
        return link.isOnly(Relation.IF_ON_SAME_NODE_OR_TARGET) && then.resource().isPresent()
                && then.task().equals(Task.MIGRATE_TO)
                && leadsTo(then, then, link, new HashSet<>());
    }

    private static boolean carries(Resource machine, Node node) {
        return !machine.contained().isEmpty() && node.connection().flatMap(Resource::container)
                .filter(container -> container == machine).isPresent();
    }

    /** Whether what comes before an action comes after it too. */
    private static boolean leadsTo(Action start, Action then, Action.Link link, Set<Action> seen) {
        var first = link.first();
        if (seen.contains(first) || !Inclusion.holds(then, link)) {
            return false;
        }
        if (first == start) {
            return true;
        }
        seen.add(first);
        return first.firsts().stream().anyMatch(before -> leadsTo(start, first, before, seen));
    }
}
