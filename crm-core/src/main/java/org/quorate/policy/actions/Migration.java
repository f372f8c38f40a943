package org.quorate.policy.actions;

import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Ordering;
import org.quorate.policy.cluster.Ordering.End;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/**
 * Live migration: instead of a stop here and a start there the agent hands the service over. The stop
 * remains, as
 * the clean-up at the source; the start becomes a point in the order. Whether it comes to that is decided
 * when the
 * orderings are applied.
 */
final class Migration {

    private Migration() {}

    static boolean isPossible(Resource resource, @Nullable Node current) {
        var next = resource.assignedTo().orElse(null);
        return resource.is(Resource.Flag.ALLOW_MIGRATE) && resource.is(Resource.Flag.MANAGED)
                && !resource.is(Resource.Flag.FAILED) && !resource.is(Resource.Flag.START_PENDING)
                && current != null && !current.is(Node.Flag.UNCLEAN)
                && next != null && !next.is(Node.Flag.UNCLEAN);
    }

    /** One that is under way goes on with its second half. */
    static void add(Cluster cluster, Resource resource, Node source, Node target) {
        var start = ResourceActions.offer(cluster, resource, Task.START, target);
        var stop = ResourceActions.offer(cluster, resource, Task.STOP, source);
        var isUnderWay = resource.migrationTarget().isPresent();
        if (!isUnderWay) {
            var to = ResourceActions.offer(cluster, resource, Task.MIGRATE_TO, source);
            describe(to, source, target);
        }
        var from = ResourceActions.offer(cluster, resource, Task.MIGRATE_FROM, target);
        describe(from, source, target);
        start.set(Action.Flag.MIGRATABLE);
        start.set(Action.Flag.PSEUDO);
        stop.set(Action.Flag.MIGRATABLE);
        order(cluster, resource, isUnderWay);
    }

    private static void describe(Action action, Node source, Node target) {
        action.set(Action.Flag.MIGRATABLE);
        action.tell("migrate_source", source.name());
        action.tell("migrate_target", target.name());
    }

    private static void order(Cluster cluster, Resource resource, boolean isUnderWay) {
        var orderings = cluster.orderings();
        var first = isUnderWay ? Task.MIGRATE_FROM : Task.MIGRATE_TO;
        orderings.add(Ordering.of(End.of(resource, Task.MONITOR), End.of(resource, first), Relation.ORDERED));
        if (!isUnderWay) {
            orderings.add(Ordering.of(End.of(resource, Task.MIGRATE_TO), End.of(resource, Task.MIGRATE_FROM),
                    Relation.ORDERED, Relation.UNMIGRATABLE_THEN_BLOCKS));
        }
        orderings.add(Ordering.of(End.of(resource, Task.MIGRATE_FROM), End.of(resource, Task.STOP),
                Relation.ORDERED, Relation.UNMIGRATABLE_THEN_BLOCKS));
        orderings.add(Ordering.of(End.of(resource, Task.MIGRATE_FROM), End.of(resource, Task.START),
                Relation.ORDERED, Relation.UNMIGRATABLE_THEN_BLOCKS, Relation.FIRST_ELSE_THEN));
    }
}
