package org.quorate.policy.actions;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.OperationSpec;
import org.quorate.policy.cluster.Ordering;
import org.quorate.policy.cluster.Ordering.End;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.state.Reason;

/**
 * The recurring operations of a primitive: those of its next role on its next node, those of the role
 * {@code Stopped} on all others; what runs for another role is cancelled.
 */
final class RecurringMonitors {

    static final String EXPECTED_EXIT = "op_target_rc";
    static final String NOT_RUNNING = "7";
    static final String RUNNING_PROMOTED = "8";
    /** What leads from one role or node to another is done once, whatever interval it is given. */
    private static final Set<String> CHANGES = Set.of(Task.START, Task.STOP, Task.PROMOTE, Task.DEMOTE,
            Task.RELOAD, Task.MIGRATE_TO, Task.MIGRATE_FROM);

    private final Cluster cluster;
    private final Primitive resource;
    private final @Nullable Node next;

    private RecurringMonitors(Cluster cluster, Primitive resource) {
        this.cluster = cluster;
        this.resource = resource;
        this.next = resource.assignedTo().orElse(null);
    }

    static void add(Cluster cluster, Primitive resource) {
        if (!resource.is(Resource.Flag.BLOCKED) && !resource.is(Resource.Flag.MAINTENANCE)) {
            new RecurringMonitors(cluster, resource).add();
        }
    }

    private void add() {
        var wanted = resource.operations().stream().filter(this::isWanted).toList();
        if (next != null && isWatched(next)) {
            // Also without any to watch: what is stopped on the way to its role starts again.
            var start = ResourceActions.offer(cluster, resource, Task.START, next);
            wanted.stream().filter(operation -> !isForStopped(operation))
                    .forEach(operation -> watchActive(operation, start, next));
        }
        if (resource.is(Resource.Flag.UNIQUE) || !(resource.top() instanceof Clone)) {
            wanted.stream().filter(RecurringMonitors::isForStopped).forEach(this::watchStopped);
        }
    }

    /** Enabled, recurring, not one that changes anything, and the only one of its name and interval. */
    private boolean isWanted(OperationSpec operation) {
        return operation.intervalMs() > 0 && operation.isEnabled() && !CHANGES.contains(operation.name())
                && resource.operations().stream().filter(other -> other.name().equals(operation.name())
                        && other.intervalMs() == operation.intervalMs()).count() == 1;
    }

    private boolean isWatched(Node node) {
        return !node.is(Node.Flag.MAINTENANCE)
                && (resource.nextRole() != Role.STOPPED || !resource.is(Resource.Flag.MANAGED));
    }

    private static boolean isForStopped(OperationSpec operation) {
        return role(operation).filter(role -> role == Role.STOPPED).isPresent();
    }

    private static Optional<Role> role(OperationSpec operation) {
        return operation.role().isEmpty()
                ? Optional.empty()
                : Role.parse(operation.role().toLowerCase(Locale.ROOT));
    }

    private void watchActive(OperationSpec operation, Action start, Node node) {
        var runs = start.is(Action.Flag.OPTIONAL) && runs(operation, node)
                .filter(monitor -> !monitor.is(Action.Flag.RESCHEDULE)).isPresent();
        if (!isForNextRole(operation)) {
            if (runs) {
                cancel(operation, node);
            }
            return;
        }
        var monitor = ResourceActions.recurring(cluster, resource, operation.name(), operation.intervalMs(),
                node);
        if (!runs) {
            monitor.require(Reason.of(Reason.Kind.WATCH, "resource", resource.id()));
        }
        if (!start.is(Action.Flag.RUNNABLE) || !isReady(node)) {
            monitor.clear(Action.Flag.RUNNABLE);
        }
        if (resource.nextRole() == Role.PROMOTED) {
            monitor.tell(EXPECTED_EXIT, RUNNING_PROMOTED);
        }
        if (resource.is(Resource.Flag.MANAGED)) {
            orderBehindRoleChanges(monitor);
        }
    }

    private boolean isForNextRole(OperationSpec operation) {
        return role(operation).map(role -> role == resource.nextRole())
                .orElse(resource.nextRole() != Role.PROMOTED);
    }

    private Optional<Action> runs(OperationSpec operation, Node node) {
        return cluster.actions().find(
                Action.key(resource.id(), operation.name(), operation.intervalMs()), node);
    }

    private static boolean isReady(Node node) {
        return node.is(Node.Flag.ONLINE) && !node.is(Node.Flag.UNCLEAN);
    }

    private void orderBehindRoleChanges(Action monitor) {
        order(End.of(resource, Task.START), End.of(monitor), Relation.FIRST_IMPLIES_THEN,
                Relation.UNRUNNABLE_FIRST_BLOCKS);
        order(End.of(resource, Task.RELOAD), End.of(monitor), Relation.FIRST_IMPLIES_THEN,
                Relation.UNRUNNABLE_FIRST_BLOCKS);
        if (resource.nextRole() == Role.PROMOTED) {
            order(End.of(resource, Task.PROMOTE), End.of(monitor), Relation.ORDERED,
                    Relation.UNRUNNABLE_FIRST_BLOCKS);
        } else if (resource.role() == Role.PROMOTED) {
            order(End.of(resource, Task.DEMOTE), End.of(monitor), Relation.ORDERED,
                    Relation.UNRUNNABLE_FIRST_BLOCKS);
        }
    }

    /** It watches for another role than the resource will have. */
    private void cancel(OperationSpec operation, Node node) {
        var cancel = CleanUps.cancel(cluster, resource,
                new CleanUps.Recurring(operation.name(), operation.intervalMs()), node,
                Reason.of(Reason.Kind.ROLE, "resource", resource.id()));
        var after = switch (resource.role()) {
            case STARTED, UNPROMOTED -> switch (resource.nextRole()) {
                case PROMOTED -> Task.PROMOTE;
                case STOPPED -> Task.STOP;
                case STARTED, UNPROMOTED -> "";
            };
            case PROMOTED -> Task.DEMOTE;
            case STOPPED -> "";
        };
        if (!after.isEmpty()) {
            order(End.of(cancel), End.of(resource, after), Relation.UNRUNNABLE_FIRST_BLOCKS);
        }
    }

    /**
     * Looks everywhere but on its node that it does not run; not for anonymous clones, whose instances are
     * one.
     */
    private void watchStopped(OperationSpec operation) {
        for (var node : cluster.nodes()) {
            if (node == next) {
                runs(operation, node).ifPresent(monitor -> cancelStopped(operation, node));
            } else {
                watchStopped(operation, node);
            }
        }
    }

    private void cancelStopped(OperationSpec operation, Node node) {
        var cancel = CleanUps.cancel(cluster, resource,
                new CleanUps.Recurring(operation.name(), operation.intervalMs()), node,
                Reason.of(Reason.Kind.ROLE, "resource", resource.id()));
        if (resource.nextRole() == Role.STARTED || resource.nextRole() == Role.UNPROMOTED) {
            order(End.of(cancel), End.of(resource, Task.START), Relation.UNRUNNABLE_FIRST_BLOCKS);
        }
    }

    private void watchStopped(OperationSpec operation, Node node) {
        var runs = runs(operation, node).isPresent();
        var monitor = ResourceActions.recurring(cluster, resource, operation.name(), operation.intervalMs(),
                node);
        if (!runs) {
            monitor.require(Reason.of(Reason.Kind.WATCH, "resource", resource.id()));
        }
        monitor.tell(EXPECTED_EXIT, NOT_RUNNING);
        if (resource.is(Resource.Flag.MANAGED)) {
            cluster.actions().find(resource.key(Task.MONITOR), node)
                    .ifPresent(probe -> cluster.actions().order(probe, monitor,
                            EnumSet.of(Relation.UNRUNNABLE_FIRST_BLOCKS)));
        }
        cluster.actions().find(resource.key(Task.STOP), node)
                .ifPresent(stop -> waitFor(stop, monitor));
        if (!isReady(node)) {
            monitor.clear(Action.Flag.RUNNABLE);
        }
    }

    private void waitFor(Action stop, Action monitor) {
        if (!stop.is(Action.Flag.OPTIONAL) && !resource.is(Resource.Flag.MANAGED)) {
            monitor.set(Action.Flag.OPTIONAL);
        }
        if (!stop.is(Action.Flag.RUNNABLE)) {
            monitor.clear(Action.Flag.RUNNABLE);
        }
        if (resource.is(Resource.Flag.MANAGED)) {
            order(End.of(stop), End.of(monitor), Relation.FIRST_IMPLIES_THEN,
                    Relation.UNRUNNABLE_FIRST_BLOCKS);
        }
    }

    private void order(End first, End then, Relation... relations) {
        cluster.orderings().add(Ordering.of(first, then, relations));
    }
}
