package org.quorate.policy.ordering;

import java.util.List;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/** A clone starts, its instances do, it is started; the same for stopping, promoting and demoting. */
final class InternalOrderingsOfClone {

    private final InternalOrderings orderings;

    InternalOrderingsOfClone(InternalOrderings orderings) {
        this.orderings = orderings;
    }

    void add(Clone clone) {
        orderings.between(clone, Task.STOPPED, clone, Task.START, Relation.ORDERED);
        orderings.between(clone, Task.START, clone, Task.RUNNING, Relation.UNRUNNABLE_FIRST_BLOCKS);
        orderings.between(clone, Task.STOP, clone, Task.STOPPED, Relation.UNRUNNABLE_FIRST_BLOCKS);
        if (clone.isPromotable()) {
            orderings.between(clone, Task.DEMOTED, clone, Task.STOP, Relation.ORDERED);
            orderings.between(clone, Task.RUNNING, clone, Task.PROMOTE, Relation.UNRUNNABLE_FIRST_BLOCKS);
        }
        if (clone.isOrdered()) {
            clone.children().sort(Resource::compareNumbers);
        }
        for (var i = 0; i < clone.children().size(); i++) {
            var instance = clone.children().get(i);
            orderings.add(instance);
            around(clone, instance, Task.START, Task.RUNNING);
            around(clone, instance, Task.STOP, Task.STOPPED);
            if (clone.isOrdered()) {
                addBefore(instance, clone.children().subList(i + 1, clone.children().size()));
            }
        }
        if (clone.isPromotable()) {
            addPromotions(clone);
        }
    }

    private void addBefore(Resource instance, List<Resource> later) {
        for (var other : later) {
            orderings.between(instance, Task.START, other, Task.START, Relation.ORDERED);
            orderings.between(other, Task.STOP, instance, Task.STOP, Relation.ORDERED);
        }
    }

    private void addPromotions(Clone clone) {
        addRestart(orderings, clone);
        Resource previous = null;
        for (var instance : clone.children()) {
            around(clone, instance, Task.DEMOTE, Task.DEMOTED);
            around(clone, instance, Task.PROMOTE, Task.PROMOTED);
            if (previous != null && clone.isOrdered()) {
                orderings.between(previous, Task.PROMOTE, instance, Task.PROMOTE, Relation.ORDERED);
                orderings.between(instance, Task.DEMOTE, previous, Task.DEMOTE, Relation.ORDERED);
            }
            previous = instance;
        }
    }

    private void around(Clone clone, Resource instance, String begin, String done) {
        orderings.between(clone, begin, instance, begin, Relation.THEN_IMPLIES_FIRST_GRAPHED);
        orderings.between(instance, begin, clone, done, Relation.FIRST_IMPLIES_THEN_GRAPHED);
    }

    /**
     * All are demoted before any is stopped, all are stopped before any is started, all are started before
     * any is promoted.
     */
    static void addRestart(InternalOrderings orderings, Resource promotable) {
        orderings.between(promotable, Task.STOPPED, promotable, Task.START, Relation.ORDERED);
        orderings.between(promotable, Task.STOPPED, promotable, Task.PROMOTE, Relation.ORDERED);
        for (var task : List.of(Task.STOP, Task.START, Task.PROMOTE)) {
            orderings.between(promotable, Task.DEMOTED, promotable, task, Relation.ORDERED);
        }
        orderings.between(promotable, Task.RUNNING, promotable, Task.PROMOTE, Relation.ORDERED);
        orderings.between(promotable, Task.DEMOTE, promotable, Task.DEMOTED, Relation.ORDERED);
    }
}
