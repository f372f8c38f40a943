package org.quorate.policy.ordering;

import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/**
 * A bundle starts, its addresses, containers and connections do, what runs inside does, the bundle is
 * started.
 */
final class InternalOrderingsOfBundle {

    private final InternalOrderings orderings;

    InternalOrderingsOfBundle(InternalOrderings orderings) {
        this.orderings = orderings;
    }

    void add(Bundle bundle) {
        bundle.replicas().forEach(replica -> addReplica(bundle, replica));
        bundle.inside().ifPresent(inside -> addInside(bundle, inside));
    }

    private void addReplica(Bundle bundle, Bundle.Replica replica) {
        var container = replica.container();
        orderings.add(container);
        orderings.between(bundle, Task.START, container, Task.START, Relation.UNRUNNABLE_FIRST_BLOCKS,
                Relation.THEN_IMPLIES_FIRST_GRAPHED);
        if (replica.inner() != null) {
            orderings.between(bundle, Task.STOP, replica.inner(), Task.STOP,
                    Relation.THEN_IMPLIES_FIRST_GRAPHED);
        }
        orderings.between(bundle, Task.STOP, container, Task.STOP, Relation.THEN_IMPLIES_FIRST_GRAPHED);
        orderings.between(container, Task.START, bundle, Task.RUNNING, Relation.FIRST_IMPLIES_THEN_GRAPHED);
        orderings.between(container, Task.STOP, bundle, Task.STOPPED, Relation.FIRST_IMPLIES_THEN_GRAPHED);
        if (replica.address() != null) {
            orderings.add(replica.address());
            orderings.between(replica.address(), Task.START, container, Task.START,
                    Relation.UNRUNNABLE_FIRST_BLOCKS, Relation.GUEST_ALLOWED);
            orderings.between(container, Task.STOP, replica.address(), Task.STOP,
                    Relation.THEN_IMPLIES_FIRST, Relation.GUEST_ALLOWED);
        }
        if (replica.connection() != null) {
            orderings.add(replica.connection());
        }
    }

    private void addInside(Bundle bundle, Clone inside) {
        around(bundle, inside, Task.START, Task.RUNNING);
        around(bundle, inside, Task.STOP, Task.STOPPED);
        orderings.add(inside);
        if (inside.isPromotable()) {
            InternalOrderingsOfClone.addRestart(orderings, bundle);
            around(bundle, inside, Task.DEMOTE, Task.DEMOTED);
            around(bundle, inside, Task.PROMOTE, Task.PROMOTED);
        }
    }

    private void around(Bundle bundle, Resource inside, String begin, String done) {
        orderings.between(bundle, begin, inside, begin, Relation.THEN_IMPLIES_FIRST_GRAPHED);
        orderings.between(inside, done, bundle, done, Relation.FIRST_IMPLIES_THEN_GRAPHED);
    }
}
