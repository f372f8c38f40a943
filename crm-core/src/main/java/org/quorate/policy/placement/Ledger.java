package org.quorate.policy.placement;

import org.jspecify.annotations.Nullable;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;
import org.quorate.state.Reason;

/** Gives resources their nodes, and keeps count of what each node has been given and has left. */
final class Ledger {

    /** What it means when a resource gets no node. */
    enum OnFailure {
        /** It stops. */
        STOP,
        /** Nothing yet: it was only tried. */
        TRY_AGAIN
    }

    private Ledger() {}

    /** Gives the node, or none, to a resource and all that is inside, whatever the weights say. */
    static void force(Resource resource, @Nullable Node node, OnFailure onFailure) {
        if (!(resource instanceof Primitive)) {
            resource.children().forEach(child -> force(child, node, onFailure));
            return;
        }
        release(resource);
        resource.set(Flag.ASSIGNED);
        if (node != null) {
            resource.assignTo(node);
            node.assigned().add(resource);
            Capacity.take(node, resource);
        } else if (onFailure == OnFailure.STOP) {
            resource.nextRole(Role.STOPPED);
            resource.actions().forEach(Ledger::stopping);
        }
    }

    private static void stopping(Action action) {
        if (action.task().equals(Task.STOP)) {
            action.require(Reason.of(Reason.Kind.NO_NODE));
        } else if (action.task().equals(Task.START) || action.intervalMs() > 0) {
            action.clear(Action.Flag.RUNNABLE);
        }
    }

    /** Takes its node from a primitive, and from all that is inside a container. */
    static void release(Resource resource) {
        resource.children().forEach(Ledger::release);
        resource.assignedTo().ifPresent(node -> {
            resource.assignTo(null);
            resource.clear(Flag.ASSIGNED);
            node.assigned().remove(resource);
            Capacity.giveBack(node, resource);
        });
    }
}
