package org.quorate.policy.ordering;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Ordering;
import org.quorate.policy.cluster.Ordering.End;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/** Turns orderings into links between actions, and draws their consequences until nothing changes. */
public final class Orderings {

    private final Cluster cluster;

    private Orderings(Cluster cluster) {
        this.cluster = cluster;
    }

    public static void apply(Cluster cluster) {
        var orderings = new Orderings(cluster);
        var all = new ArrayList<Ordering>();
        for (var ordering : cluster.orderings()) {
            all.add(ordering);
            all.addAll(MigrationOrderings.equivalents(ordering));
        }
        all.forEach(orderings::link);
        var propagation = new Propagation(cluster);
        cluster.actions().all().reversed().forEach(propagation::blockColocated);
        ProbeOrderings.add(cluster, all);
        propagation.run();
        InvalidOrderings.disable(cluster);
    }

    private void link(Ordering ordering) {
        var firsts = firsts(ordering);
        var thens = thens(ordering);
        for (var first : firsts) {
            var relations = relations(ordering, first);
            for (var then : thens) {
                cluster.actions().order(first, then, relations);
            }
        }
    }

    /**
     * The actions that come first. Where there is none although the resource is not in the state that it
     * leads to,
     * it is one that cannot run; but nobody waits for a migration that is not to be.
     */
    private List<Action> firsts(Ordering ordering) {
        var first = ordering.first();
        if (first.action() != null) {
            return List.of(first.action());
        }
        var resource = first.resource();
        var found = find(first);
        if (!found.isEmpty() || resource == null || resource == ordering.then().resource()) {
            return found;
        }
        var task = first.task();
        var role = role(resource);
        if ((role == Role.STOPPED && task.equals(Task.STOP))
                || (role == Role.UNPROMOTED && task.equals(Task.DEMOTE)) || isHalfOfMigration(task)) {
            return List.of();
        }
        var missing = cluster.actions().get(resource, task, 0, null);
        missing.clear(Action.Flag.RUNNABLE);
        return List.of(missing);
    }

    private static boolean isHalfOfMigration(String task) {
        return task.equals(Task.MIGRATE_TO) || task.equals(Task.MIGRATE_FROM);
    }

    private List<Action> thens(Ordering ordering) {
        var then = ordering.then();
        return then.action() != null ? List.of(then.action()) : find(then);
    }

    private static List<Action> find(End end) {
        var resource = end.resource();
        if (resource == null) {
            return List.of();
        }
        var done = resource.actions(end.task());
        if (done.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Action>(done.size());
        for (var action : done) {
            if (action.key().equals(end.key())) {
                found.add(action);
            }
        }
        return found;
    }

    /** The highest role that it has now, anywhere. */
    static Role role(Resource resource) {
        return switch (resource) {
            case Primitive primitive -> primitive.role();
            case Bundle bundle -> highest(bundle.replicas().stream().map(Bundle.Replica::container).toList());
            case Resource container -> highest(container.children());
        };
    }

    private static Role highest(List<? extends Resource> resources) {
        return resources.stream().map(Orderings::role).max(Role::compareTo).orElse(Role.STOPPED);
    }

    /** The stop that ends a migration left half done does not make what follows it necessary. */
    private static Set<Relation> relations(Ordering ordering, Action first) {
        if (first.is(Action.Flag.ENDS_MIGRATION)
                && first.resource().orElse(null) == ordering.then().resource()) {
            var relations = EnumSet.noneOf(Relation.class);
            relations.addAll(ordering.relations());
            relations.remove(Relation.FIRST_IMPLIES_THEN);
            return relations;
        }
        return ordering.relations();
    }
}
