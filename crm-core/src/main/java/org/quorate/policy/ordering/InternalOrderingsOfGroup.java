package org.quorate.policy.ordering;

import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/** Members of a group start one after the other and stop the other way round. */
final class InternalOrderingsOfGroup {

    private final InternalOrderings orderings;
    private @Nullable Resource previous;
    private @Nullable Resource lastActive;

    InternalOrderingsOfGroup(InternalOrderings orderings) {
        this.orderings = orderings;
    }

    void add(Group group) {
        orderings.between(group, Task.STOP, group, Task.STOPPED, Relation.UNRUNNABLE_FIRST_BLOCKS);
        orderings.between(group, Task.STOPPED, group, Task.START, Relation.ORDERED);
        orderings.between(group, Task.START, group, Task.RUNNING, Relation.UNRUNNABLE_FIRST_BLOCKS);
        for (var member : group.children()) {
            orderings.add(member);
            var isPromotable = group.top().is(Resource.Flag.PROMOTABLE);
            addRises(group, member, Task.START, Task.RUNNING);
            addFalls(group, member, Task.STOP, Task.STOPPED);
            if (isPromotable) {
                addRises(group, member, Task.PROMOTE, Task.PROMOTED);
                addFalls(group, member, Task.DEMOTE, Task.DEMOTED);
            }
            if (group.isOrdered() && previous != null) {
                addAfter(previous, member, isPromotable);
            }
            addPartlyActive(group, member);
            previous = member;
        }
    }

    /** The group begins, the member rises, the group is done. */
    private void addRises(Group group, Resource member, String begin, String done) {
        orderings.between(member, begin, group, done, Relation.UNRUNNABLE_FIRST_BLOCKS,
                Relation.FIRST_IMPLIES_THEN, Relation.FIRST_IMPLIES_THEN_GRAPHED);
        orderings.between(group, begin, member, begin, Relation.THEN_IMPLIES_FIRST_GRAPHED);
    }

    /** The first member is the last to stop: only its stop says that the group is stopped. */
    private void addFalls(Group group, Resource member, String begin, String done) {
        var relations = EnumSet.of(Relation.THEN_IMPLIES_FIRST_GRAPHED);
        var isLast = group.isOrdered() && previous == null;
        if (isLast) {
            relations.add(Relation.ORDERED);
        }
        orderings.between(group, begin, member, begin, relations.toArray(Relation[]::new));
        orderings.between(member, begin, group, done,
                isLast ? Relation.FIRST_IMPLIES_THEN : Relation.FIRST_IMPLIES_THEN_GRAPHED);
    }

    private void addAfter(Resource before, Resource member, boolean isPromotable) {
        orderings.between(before, Task.START, member, Task.START, Relation.FIRST_IMPLIES_THEN,
                Relation.UNRUNNABLE_FIRST_BLOCKS);
        orderings.between(member, Task.STOP, before, Task.STOP, Relation.ORDERED,
                Relation.INTERMEDIATE_STOP);
        if (isActive(member) && !isActive(before)) {
            // A member put in the middle: the usual orderings of a restart do not reach those behind it.
            orderings.between(member, Task.STOP, before, Task.START, Relation.THEN_IMPLIES_FIRST,
                    Relation.UNRUNNABLE_FIRST_BLOCKS);
        }
        if (isPromotable) {
            orderings.between(before, Task.PROMOTE, member, Task.PROMOTE, Relation.FIRST_IMPLIES_THEN,
                    Relation.UNRUNNABLE_FIRST_BLOCKS);
            orderings.between(member, Task.DEMOTE, before, Task.DEMOTE, Relation.ORDERED);
        }
    }

    /** What is active of a group that has gaps stops in order too. */
    private void addPartlyActive(Group group, Resource member) {
        if (!isActive(member)) {
            return;
        }
        if (group.isOrdered() && previous != null && !isActive(previous) && lastActive != null) {
            orderings.between(member, Task.STOP, lastActive, Task.STOP, Relation.ORDERED);
        }
        lastActive = member;
    }

    private static boolean isActive(Resource resource) {
        return !resource.active().isEmpty();
    }
}
