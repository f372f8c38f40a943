package org.quorate.policy.ordering;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Ordering;
import org.quorate.policy.cluster.Ordering.End;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/**
 * An ordering of starts or stops means the same for live migrations: what must be up before a resource starts
 * must be
 * up before it is handed over.
 */
final class MigrationOrderings {

    private MigrationOrderings() {}

    /** What an ordering means besides what it says. */
    static List<Ordering> equivalents(Ordering ordering) {
        var first = ordering.first().resource();
        var then = ordering.then().resource();
        if (first == null || then == null || first == then || isInside(first, then) || isInside(then, first)
                || !then.is(Resource.Flag.ALLOW_MIGRATE)) {
            return List.of();
        }
        if (isOf(ordering, Task.START, Task.START)) {
            return afterStart(ordering, first, then);
        }
        if (isOf(ordering, Task.STOP, Task.STOP)) {
            return afterEnd(ordering, first, then, Task.STOP, unlessMigrating(ordering, first));
        }
        if (isOf(ordering, Task.PROMOTE, Task.START)) {
            return List
                    .of(between(ordering, End.of(first, Task.PROMOTE), End.of(then, Task.MIGRATE_TO),
                            ordering.relations()));
        }
        return isOf(ordering, Task.DEMOTE, Task.STOP)
                ? afterEnd(ordering, first, then, Task.DEMOTE, ordering.relations())
                : List.of();
    }

    private static boolean isInside(Resource inner, Resource outer) {
        for (@Nullable
        Resource up = inner.parent().orElse(null); up != null; up = up.parent().orElse(null)) {
            if (up == outer) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(Ordering ordering, String first, String then) {
        return ordering.first().key().endsWith("_" + first + "_0")
                && ordering.then().key().endsWith("_" + then + "_0");
    }

    private static List<Ordering> afterStart(Ordering ordering, Resource first, Resource then) {
        var start = between(ordering, End.of(first, Task.START), End.of(then, Task.MIGRATE_TO),
                unlessMigrating(ordering, first));
        return first.is(Resource.Flag.ALLOW_MIGRATE)
                ? List.of(between(ordering, End.of(first, Task.MIGRATE_FROM), End.of(then, Task.MIGRATE_TO),
                        ordering.relations()), start)
                : List.of(start);
    }

    /** A migration that is half done has only its second half left to wait. */
    private static List<Ordering> afterEnd(Ordering ordering, Resource first, Resource then, String task,
            Set<Relation> relations) {
        var begin = between(ordering, End.of(first, task), End.of(then, Task.MIGRATE_TO), relations);
        return then.migrationTarget().isPresent()
                ? List.of(begin,
                        between(ordering, End.of(first, task), End.of(then, Task.MIGRATE_FROM), relations))
                : List.of(begin);
    }

    private static Set<Relation> unlessMigrating(Ordering ordering, Resource first) {
        var relations = EnumSet.noneOf(Relation.class);
        relations.addAll(ordering.relations());
        if (first.is(Resource.Flag.ALLOW_MIGRATE)) {
            relations.add(Relation.IF_FIRST_UNMIGRATABLE);
        }
        return relations;
    }

    private static Ordering between(Ordering origin, End first, End then, Set<Relation> relations) {
        return new Ordering(first, then, relations, origin.constraint());
    }
}
