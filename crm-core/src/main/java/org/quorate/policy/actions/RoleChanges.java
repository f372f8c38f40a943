package org.quorate.policy.actions;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.ActiveNode;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.state.Reason;

/**
 * The actions that take one primitive from its role where it is to its next role where it belongs.
 *
 * <p>First come the actions that would bring it down where it is and up again to the same role, required only
 * where it moves or recovers; then those that lead from that role to the next one.
 */
final class RoleChanges {

    /** Whether the steps of a restart are wanted, or only offered to rules that may come to want them. */
    private enum Need {
        REQUIRED, OFFERED
    }

    private final Cluster cluster;
    private final Primitive resource;
    private final ActiveNode active;
    private final @Nullable Node current;
    private final @Nullable Node next;
    private final Set<Cause> causes = EnumSet.noneOf(Cause.class);
    private boolean isRestarting;

    /** What brings it down. */
    private enum Cause {
        MOVE, FAILURE, FAILED_PROMOTED, TOO_MANY, LOST_MIGRATION, BLOCKED, CHANGED
    }

    private RoleChanges(Cluster cluster, Primitive resource) {
        this.cluster = cluster;
        this.resource = resource;
        this.active = ActiveNode.of(resource);
        this.current = active.node();
        this.next = resource.assignedTo().orElse(null);
    }

    static void add(Cluster cluster, Primitive resource) {
        new RoleChanges(cluster, resource).add();
    }

    private void add() {
        if (!resource.isNextRoleKnown()) {
            resource.nextRole(next == null ? Role.STOPPED : Role.STARTED);
        }
        resource.danglingMigrations().forEach(this::endMigration);
        var moves = current != null && next != null && current != next
                && resource.nextRole() != Role.STOPPED;
        var mayMigrate = moves && Migration.isPossible(resource, current);
        if (moves) {
            causes.add(Cause.MOVE);
        }
        mayMigrate &= !losesMigration(mayMigrate);
        if (resource.is(Resource.Flag.START_PENDING)) {
            ResourceActions.offer(cluster, resource, Task.START, next).set(Action.Flag.ALWAYS_IN_GRAPH);
        }
        findRestart(moves);
        restart();
        changeRole();
        RecurringMonitors.add(cluster, resource);
        if (mayMigrate && current != null && next != null) {
            Migration.add(cluster, resource, current, next);
        }
    }

    private void endMigration(Node node) {
        var stop = ResourceActions.require(cluster, resource, Task.STOP, node,
                reason(Reason.Kind.FAILED, "operation", Task.MIGRATE_TO));
        stop.set(Action.Flag.ENDS_MIGRATION);
    }

    /**
     * Whether the resource is found in the middle of a live migration that does not go on, or is active more
     * often
     * than it may be.
     */
    private boolean losesMigration(boolean mayMigrate) {
        var source = resource.migrationSource();
        var target = resource.migrationTarget();
        if (source.isPresent() && target.isPresent() && mayMigrate && active.all() == 2
                && current == source.get() && next == target.get()) {
            resource.clear(Resource.Flag.UNEXPECTEDLY_ACTIVE);
            return false;
        }
        if (source.isPresent() || target.isPresent()) {
            causes.add(Cause.LOST_MIGRATION);
            resource.migrating(null, null);
            resource.clear(Resource.Flag.UNEXPECTEDLY_ACTIVE);
            return true;
        }
        findTooMany();
        return false;
    }

    /** What may start elsewhere before its node is fenced does not count as active there. */
    private void findTooMany() {
        var count = resource.is(Resource.Flag.NEEDS_FENCING) ? active.all() : active.clean();
        if (count <= 1) {
            resource.clear(Resource.Flag.UNEXPECTEDLY_ACTIVE);
            return;
        }
        switch (resource.multipleActive()) {
            case STOP_START -> causes.add(Cause.TOO_MANY);
            case STOP_UNEXPECTED -> {
                causes.add(Cause.TOO_MANY);
                resource.set(Resource.Flag.UNEXPECTEDLY_ACTIVE);
            }
            case STOP_ONLY, BLOCK -> {
                // Its assignment and its being blocked say all.
            }
        }
    }

    private void findRestart(boolean moves) {
        if (moves) {
            return;
        }
        if (resource.is(Resource.Flag.FAILED)) {
            if (resource.is(Resource.Flag.TO_BE_STOPPED_BY_FAILURE)) {
                causes.add(Cause.FAILURE);
            } else if (resource.nextRole() == Role.PROMOTED) {
                causes.add(Cause.FAILED_PROMOTED);
            }
        } else if (resource.is(Resource.Flag.BLOCKED)) {
            causes.add(Cause.BLOCKED);
        } else if (isAboveStarted(resource.role()) && current != null && next != null
                && !ResourceActions.offer(cluster, resource, Task.START, next).is(Action.Flag.OPTIONAL)) {
            causes.add(Cause.CHANGED);
        }
    }

    private static boolean isAboveStarted(Role role) {
        return role == Role.UNPROMOTED || role == Role.PROMOTED;
    }

    /** Down to stopped where it is, and up to the same role where it belongs. */
    private void restart() {
        isRestarting = true;
        var stops = causes.stream().anyMatch(cause -> cause != Cause.FAILED_PROMOTED);
        var need = stops ? Need.REQUIRED : Need.OFFERED;
        var role = resource.role();
        while (role != Role.STOPPED) {
            role = step(role, Role.STOPPED, need, current);
        }
        while (resource.role().compareTo(resource.nextRole()) <= 0 && role != resource.role()
                && !resource.is(Resource.Flag.BLOCKED)) {
            var promotes = Steps.after(role, resource.role()) == Role.PROMOTED
                    && causes.contains(Cause.FAILED_PROMOTED);
            role = step(role, resource.role(), promotes ? Need.REQUIRED : need, next);
        }
        isRestarting = false;
    }

    private void changeRole() {
        var role = resource.role();
        while (role != resource.nextRole()) {
            role = step(role, resource.nextRole(), Need.REQUIRED, next);
        }
    }

    private Role step(Role from, Role to, Need need, @Nullable Node node) {
        switch (Steps.task(from, to)) {
            case Task.STOP -> stop(need);
            case Task.DEMOTE -> demote(need);
            case Task.START -> start(need, node);
            case Task.PROMOTE -> promote(need, node);
            default -> {
                // Nothing to do between roles that are one to the agent.
            }
        }
        return Steps.after(from, to);
    }

    private void stop(Need need) {
        for (var node : resource.active()) {
            if (isExpected(node)) {
                continue;
            }
            var target = resource.migrationTarget();
            if (target.isPresent() && node == target.get() && node == next) {
                continue;
            }
            stop(target.isPresent() ? Need.REQUIRED : need, node);
        }
    }

    private void stop(Need need, Node node) {
        var stop = make(need, Task.STOP, node);
        if (next == null) {
            stop.explain(reason(Reason.Kind.NO_NODE));
        }
        if (!resource.is(Resource.Flag.MANAGED)) {
            stop.clear(Action.Flag.RUNNABLE);
        }
        if (resource.is(Resource.Flag.NEEDS_UNFENCING)) {
            cluster.actions().order(stop, Unfencing.of(cluster, node),
                    EnumSet.of(Relation.THEN_IMPLIES_FIRST));
        }
    }

    private void demote(Need need) {
        for (var node : resource.active()) {
            if (!isExpected(node)) {
                make(need, Task.DEMOTE, node);
            }
        }
    }

    private void start(Need need, @Nullable Node node) {
        var start = ResourceActions.offer(cluster, resource, Task.START, node);
        Unfencing.order(cluster, resource, start, Relation.FIRST_IMPLIES_THEN);
        if (start.is(Action.Flag.RUNNABLE) && need == Need.REQUIRED) {
            start.require(why());
        }
        if (node != null && isExpected(node)) {
            start.set(Action.Flag.PSEUDO);
        }
    }

    /** Only what is or can be started is promoted. */
    private void promote(Need need, @Nullable Node node) {
        var canStart = required(Task.START, node).map(start -> start.is(Action.Flag.RUNNABLE)).orElse(true);
        if (canStart) {
            var promote = make(need, Task.PROMOTE, node);
            Unfencing.order(cluster, resource, promote, Relation.FIRST_IMPLIES_THEN);
            if (node != null && isExpected(node)) {
                promote.set(Action.Flag.PSEUDO);
            }
        } else {
            required(Task.PROMOTE, node).ifPresent(promote -> promote.clear(Action.Flag.RUNNABLE));
        }
    }

    private Optional<Action> required(String task, @Nullable Node node) {
        return cluster.actions().find(resource.key(task), node);
    }

    private Action make(Need need, String task, @Nullable Node node) {
        return need == Need.REQUIRED
                ? ResourceActions.require(cluster, resource, task, node, why())
                : ResourceActions.offer(cluster, resource, task, node);
    }

    /** The node where one that is active too often is left running while it is stopped elsewhere. */
    private boolean isExpected(Node node) {
        return isRestarting && resource.is(Resource.Flag.UNEXPECTEDLY_ACTIVE)
                && resource.nextRole() != Role.STOPPED && next == node;
    }

    private Reason why() {
        if (isRestarting) {
            return causes.stream().findFirst().map(this::why).orElseGet(() -> reason(Reason.Kind.RESTART));
        }
        if (resource.nextRole() == Role.STOPPED) {
            return reason(next == null ? Reason.Kind.NO_NODE : Reason.Kind.TARGET_ROLE);
        }
        return reason(resource.role() == Role.STOPPED ? Reason.Kind.NOT_RUNNING : Reason.Kind.ROLE);
    }

    private Reason why(Cause cause) {
        return switch (cause) {
            case MOVE -> Optional.ofNullable(current).flatMap(from -> Departures.of(resource, from))
                    .orElseGet(() -> reason(Reason.Kind.BETTER_NODE));
            case FAILURE, FAILED_PROMOTED, LOST_MIGRATION -> reason(Reason.Kind.FAILED);
            case TOO_MANY -> reason(Reason.Kind.TOO_MANY);
            case BLOCKED -> reason(Reason.Kind.BLOCKED);
            case CHANGED -> reason(Reason.Kind.CHANGED);
        };
    }

    private Reason reason(Reason.Kind kind, String... facts) {
        var all = new java.util.ArrayList<String>(java.util.List.of("resource", resource.id()));
        if (current != null) {
            all.addAll(java.util.List.of("node", current.name(), "from", current.name()));
        }
        if (next != null) {
            all.addAll(java.util.List.of("to", next.name()));
        }
        all.addAll(java.util.List.of(facts));
        return Reason.of(kind, all.toArray(String[]::new));
    }
}
