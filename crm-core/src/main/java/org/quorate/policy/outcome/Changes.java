package org.quorate.policy.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Role;
import org.quorate.policy.Plan.Change;
import org.quorate.policy.Plan.Place;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Action.Flag;
import org.quorate.policy.cluster.ActiveNode;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FenceActions;
import org.quorate.state.Reason;

/**
 * What an operator sees of a transition: which node is fenced, which resource starts, moves, is promoted, ...
 */
final class Changes {

    private static final Place NOWHERE = new Place("", "");

    private final List<Change> changes = new ArrayList<>();

    private Changes() {}

    static List<Change> of(Cluster cluster) {
        var changes = new Changes();
        cluster.actions().ofNodes().stream()
                .filter(action -> action.task().equals(Task.FENCE) && !action.is(Flag.OPTIONAL))
                .forEach(changes::addFencing);
        cluster.resources().forEach(changes::add);
        return changes.changes;
    }

    private void addFencing(Action fence) {
        var kind = fence.meta().getOrDefault(FenceActions.KIND, "");
        changes.add(new Change("Fence", "", new Place(fence.node().map(Node::name).orElse(""), ""),
                new Place("", kind), false, fence.reason()));
    }

    private void add(Resource resource) {
        switch (resource) {
            case Primitive primitive -> new OfPrimitive(primitive).add();
            case Bundle bundle -> {
                for (var replica : bundle.replicas()) {
                    addIfPresent(replica.address());
                    addIfPresent(replica.container());
                    addIfPresent(replica.connection());
                    addIfPresent(replica.inner());
                }
            }
            default -> resource.children().forEach(this::add);
        }
    }

    private void addIfPresent(@Nullable Resource resource) {
        if (resource != null) {
            add(resource);
        }
    }

    /** The change of one primitive, by its actions. */
    private final class OfPrimitive {

        private final Primitive resource;
        private final @Nullable Node current;
        private final @Nullable Node next;
        private final Role before;
        private final Role after;
        private final @Nullable Action start;
        private final @Nullable Action stop;
        private final @Nullable Action promote;
        private final @Nullable Action demote;

        OfPrimitive(Primitive resource) {
            this.resource = resource;
            current = ActiveNode.of(resource).node();
            next = resource.assignedTo().orElse(null);
            before = resource.role();
            after = resource.nextRole();
            start = action(Task.START, next);
            stop = findStop();
            promote = action(Task.PROMOTE, next);
            demote = action(Task.DEMOTE, next);
        }

        private @Nullable Action findStop() {
            var found = action(Task.STOP, start == null || !start.is(Flag.RUNNABLE) ? null : current);
            return found == null && resource.is(Resource.Flag.STOP_EVERYWHERE)
                    ? action(Task.STOP, null)
                    : found;
        }

        private @Nullable Action action(String task, @Nullable Node node) {
            var key = resource.key(task);
            for (var action : resource.actions(task).reversed()) {
                if (action.key().equals(key)
                        && (node == null || action.node().isEmpty() || action.isOn(node))) {
                    return action;
                }
            }
            return null;
        }

        private boolean isRequired(@Nullable Action action) {
            return action != null && !action.is(Flag.OPTIONAL);
        }

        private boolean isMoving() {
            return current != null && next != null && current != next;
        }

        void add() {
            if (!resource.is(Resource.Flag.MANAGED) || (current == null && next == null)) {
                return;
            }
            if (before == after) {
                addInRole();
            } else {
                addNewRole();
            }
        }

        private void addInRole() {
            var arrival = next == null ? null : action(Task.MIGRATE_FROM, next);
            if (arrival != null && current != null && arrival.is(Flag.RUNNABLE)
                    && !arrival.is(Flag.OPTIONAL)) {
                add("Migrate", arrival, start);
            } else if (resource.is(Resource.Flag.RELOADABLE)) {
                add("Reload", start, action(Task.RELOAD, next));
            } else if (!isRequired(start)) {
                if (isRequired(demote) && isRequired(promote)) {
                    add("Re-promote", promote, demote);
                }
            } else if (start != null && !start.is(Flag.RUNNABLE)) {
                addStop(current, stop == null ? start : stop);
            } else if (isMoving()) {
                add(resource.is(Resource.Flag.FAILED) ? "Recover" : "Move", start, stop);
            } else if (resource.is(Resource.Flag.FAILED)) {
                add("Recover", start, stop);
            } else {
                add("Restart", start, stop);
            }
        }

        private void addNewRole() {
            var cannotStart = start != null && !start.is(Flag.RUNNABLE);
            if (stop != null && (after == Role.STOPPED || cannotStart)) {
                resource.active().forEach(node -> addStop(node, action(Task.STOP, node)));
            } else if (stop != null && resource.is(Resource.Flag.FAILED)
                    && resource.is(Resource.Flag.TO_BE_STOPPED_BY_FAILURE)) {
                add("Recover", stop, stop);
            } else if (isMoving()) {
                add("Move", stop, stop);
            } else if (resource.is(Resource.Flag.RELOADABLE)) {
                add("Reload", start, action(Task.RELOAD, next));
            } else if (isRequired(stop)) {
                add("Restart", start, stop);
            } else if (before == Role.PROMOTED) {
                add("Demote", demote, demote);
            } else if (after == Role.PROMOTED) {
                add("Promote", promote, promote);
            } else if (before == Role.STOPPED) {
                add("Start", start, start);
            }
        }

        private void addStop(@Nullable Node node, @Nullable Action cause) {
            if (node != null) {
                changes.add(new Change("Stop", Names.shown(resource), place(node, before), NOWHERE,
                        cause != null && !cause.is(Flag.RUNNABLE), reason(cause)));
            }
        }

        private void add(String verb, @Nullable Action action, @Nullable Action cause) {
            var from = current == null
                    ? new Place("", hasRoles() ? before.word() : "")
                    : place(current, before);
            changes.add(
                    new Change(verb, Names.shown(resource), from, next == null ? NOWHERE : place(next, after),
                            action != null && !action.is(Flag.RUNNABLE), reason(cause)));
        }

        private Optional<Reason> reason(@Nullable Action cause) {
            return Optional.ofNullable(cause).flatMap(Because::of);
        }

        /** Roles are shown where there is more than running and not. */
        private boolean hasRoles() {
            return before.compareTo(Role.STARTED) > 0 || after.compareTo(Role.UNPROMOTED) > 0;
        }

        private Place place(Node node, Role role) {
            return new Place(node.name(), hasRoles() ? role.word() : "");
        }
    }
}
