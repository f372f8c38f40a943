package org.quorate.policy.ordering;

import org.quorate.model.Role;
import org.quorate.policy.actions.Unfencing;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Ordering;
import org.quorate.policy.cluster.Ordering.End;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/** The orderings that hold inside every resource and between it and what it stands in. */
public final class InternalOrderings {

    private final Cluster cluster;

    private InternalOrderings(Cluster cluster) {
        this.cluster = cluster;
    }

    public static void add(Cluster cluster) {
        AntiColocationOrderings.add(cluster);
        var orderings = new InternalOrderings(cluster);
        cluster.resources().forEach(orderings::add);
    }

    void add(Resource resource) {
        switch (resource) {
            case Primitive primitive -> addPrimitive(primitive);
            case Group group -> new InternalOrderingsOfGroup(this).add(group);
            case Clone clone -> new InternalOrderingsOfClone(this).add(clone);
            case Bundle bundle -> new InternalOrderingsOfBundle(this).add(bundle);
        }
    }

    private void addPrimitive(Primitive resource) {
        if (!resource.is(Resource.Flag.MANAGED)) {
            return;
        }
        between(resource, Task.STOP, resource, Task.START, Relation.ORDERED, Relation.FIRST_IMPLIES_THEN,
                Relation.INTERMEDIATE_STOP);
        if (resource.top().is(Resource.Flag.PROMOTABLE) || resource.role() == Role.PROMOTED) {
            between(resource, Task.DEMOTE, resource, Task.STOP, Relation.PROMOTED_THEN_IMPLIES_FIRST);
            between(resource, Task.START, resource, Task.PROMOTE, Relation.UNRUNNABLE_FIRST_BLOCKS);
        }
        between(resource, Task.LRM_DELETE, resource, Task.MONITOR, Relation.IF_ON_SAME_NODE,
                Relation.THEN_CANCELS_FIRST);
        addUnfencing(resource);
        addUtilization(resource);
        resource.container().ifPresent(container -> addContainer(resource, container));
    }

    /** What is stopped and started again goes around the unfencing of its node. */
    private void addUnfencing(Primitive resource) {
        if (!cluster.isUnfencingUsed() || resource.is(Resource.Flag.FENCE_DEVICE)
                || !resource.is(Resource.Flag.NEEDS_UNFENCING)) {
            return;
        }
        for (var node : resource.allowed().keySet()) {
            var unfence = End.of(Unfencing.of(cluster, node));
            order(End.of(resource, Task.STOP), unfence, Relation.ORDERED, Relation.IF_ON_SAME_NODE);
            order(unfence, End.of(resource, Task.START), Relation.FIRST_IMPLIES_SAME_NODE_THEN,
                    Relation.IF_ON_SAME_NODE);
        }
    }

    /** Room is made on a node before anything that needs it is started there or moved to it. */
    private void addUtilization(Primitive resource) {
        if (resource.utilization().isEmpty()
                || cluster.options().value("placement-strategy").equals("default")) {
            return;
        }
        for (var node : resource.active()) {
            order(End.of(resource, Task.STOP), roomMade(node), Relation.IF_ON_SAME_NODE_OR_TARGET);
        }
        for (var node : resource.allowed().keySet()) {
            var made = roomMade(node);
            order(made, End.of(resource, Task.START), Relation.IF_ON_SAME_NODE_OR_TARGET);
            order(made, End.of(resource, Task.MIGRATE_TO), Relation.IF_ON_SAME_NODE_OR_TARGET);
        }
    }

    private End roomMade(Node node) {
        var key = "load_stopped_" + node.name();
        var made = cluster.actions().named(null, key, 0, node, key);
        made.set(Action.Flag.PSEUDO);
        made.set(Action.Flag.RUNNABLE);
        made.clear(Action.Flag.OPTIONAL);
        return End.of(made);
    }

    /** What runs in a machine comes after it; so does the connection to it. */
    private void addContainer(Primitive resource, Resource container) {
        var isConnection = resource.remoteNode().isPresent();
        if (isConnection) {
            between(container, Task.MONITOR, resource, Task.STOP, Relation.ORDERED);
        }
        if (isConnection || !isMachine(container)) {
            between(container, Task.START, resource, Task.START, Relation.FIRST_IMPLIES_THEN,
                    Relation.UNRUNNABLE_FIRST_BLOCKS);
            between(resource, Task.STOP, container, Task.STOP, Relation.THEN_IMPLIES_FIRST);
        }
    }

    /** Whether it carries a node of the cluster, which orders what runs there by itself. */
    private static boolean isMachine(Resource container) {
        return connects(container) || container.contained().stream().anyMatch(InternalOrderings::connects);
    }

    private static boolean connects(Resource resource) {
        return resource instanceof Primitive primitive && primitive.remoteNode().isPresent();
    }

    void between(Resource first, String task, Resource then, String thenTask, Relation... relations) {
        order(End.of(first, task), End.of(then, thenTask), relations);
    }

    private void order(End first, End then, Relation... relations) {
        cluster.orderings().add(Ordering.of(first, then, relations));
    }
}
