package org.quorate.policy.actions;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Role;
import org.quorate.model.TextMap;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/**
 * Tells the instances of clones with {@code notify=true} what is about to change and what has changed. Comes
 * after the orderings are applied, since only what really changes is told.
 */
public final class Notifications {

    private final Cluster cluster;
    private final NotificationPoints points;
    private final NotifyVariables variables;
    /** What every instance is told before the change, and after it. */
    private final TextMap before;
    private final TextMap after;

    private Notifications(Cluster cluster, NotificationPoints points, NotifyVariables variables) {
        this.cluster = cluster;
        this.points = points;
        this.variables = variables;
        before = points.pre() == null ? TextMap.NONE : told(points.pre(), variables);
        after = told(points.post(), variables);
    }

    private static TextMap told(Action point, NotifyVariables variables) {
        return variables.values().withAll(point.meta());
    }

    public static void add(Cluster cluster) {
        cluster.resources().forEach(resource -> add(cluster, resource));
    }

    private static void add(Cluster cluster, Resource resource) {
        switch (resource) {
            case Clone clone -> addTo(cluster, clone);
            case Bundle bundle -> bundle.inside().ifPresent(inside -> addTo(cluster, inside));
            case Primitive _,Group _ -> {
                // Only clones notify.
            }
        }
    }

    private static void addTo(Cluster cluster, Clone clone) {
        if (!clone.is(Resource.Flag.NOTIFY)) {
            return;
        }
        var isChanging = changes(clone);
        var told = new ArrayList<NotificationPoints>();
        for (var change : clone.isPromotable() ? Change.values() : Change.OF_ANY) {
            NotificationPoints.find(cluster, clone, change.task, change.done)
                    .filter(points -> isChanging || !points.isIdle()).ifPresent(told::add);
        }
        if (told.isEmpty()) {
            return;
        }
        var variables = NotifyVariables.of(cluster, clone);
        var instances = clone.primitives();
        instances.forEach(instance -> explain(instance, variables));
        for (var points : told) {
            if (variables.tells(points.task())) {
                require(points);
            }
            new Notifications(cluster, points, variables).tell(instances);
        }
    }

    /** What instances are told of, in this order. */
    private enum Change {

        START(Task.START, Task.RUNNING), STOP(Task.STOP, Task.STOPPED), PROMOTE(Task.PROMOTE,
                Task.PROMOTED), DEMOTE(Task.DEMOTE, Task.DEMOTED);

        private static final Change[] OF_ANY = {START, STOP};

        private final String task;
        private final String done;

        Change(String task, String done) {
            this.task = task;
            this.done = done;
        }
    }

    private static boolean changes(Clone clone) {
        return clone.primitives().stream().flatMap(instance -> instance.actions().stream())
                .anyMatch(action -> isChange(action) && !action.is(Action.Flag.OPTIONAL));
    }

    private static boolean isChange(Action action) {
        return switch (action.task()) {
            case Task.START, Task.STOP, Task.PROMOTE, Task.DEMOTE -> true;
            default -> false;
        };
    }

    private static void require(NotificationPoints points) {
        if (points.pre() != null && points.preDone() != null) {
            points.pre().clear(Action.Flag.OPTIONAL);
            points.preDone().clear(Action.Flag.OPTIONAL);
        }
        points.post().clear(Action.Flag.OPTIONAL);
        points.postDone().clear(Action.Flag.OPTIONAL);
    }

    /**
     * A stop that the fencing of its node implies is told, once the node is fenced, to the instances
     * elsewhere.
     */
    public static void afterFencing(Cluster cluster, Action stop, Primitive resource, Action fence) {
        if (!resource.is(Resource.Flag.NOTIFY)) {
            return;
        }
        var points = NotificationPoints.after(cluster, resource, Task.STOP, fence);
        var variables = NotifyVariables.ofStop(cluster, resource,
                stop.node().map(Node::name).orElse(""));
        var instances = resource.top().primitives();
        instances.forEach(instance -> explain(instance, variables));
        new Notifications(cluster, points, variables).tell(instances);
    }

    private void tell(List<Primitive> instances) {
        for (var instance : instances) {
            switch (points.task()) {
                case Task.STOP -> tellOfFall(instance);
                case Task.DEMOTE -> {
                    if (variables.tells(Task.DEMOTE)) {
                        tellOfFall(instance);
                    }
                }
                case Task.START, Task.PROMOTE -> {
                    if (variables.tells(points.task())) {
                        tellOfRise(instance);
                    }
                }
                default -> throw new IllegalStateException("nobody is told of " + points.task());
            }
        }
    }

    /** The changes themselves get to know all that changes. */
    private static void explain(Primitive instance, NotifyVariables variables) {
        for (var action : instance.actions()) {
            if (isChange(action) && !action.is(Action.Flag.OPTIONAL) && action.node().isPresent()) {
                action.tell(variables.values());
            }
        }
    }

    /** Of a stop or demotion; after a stop there is nobody to be told. */
    private void tellOfFall(Primitive instance) {
        if (instance.role() == Role.STOPPED) {
            return;
        }
        for (var node : instance.active()) {
            var stop = find(instance, Task.STOP, node);
            if (stop.filter(action -> isImplied(action, node)).isPresent()) {
                continue;
            }
            tell(instance, node, points.pre(), points.preDone());
            if (points.task().equals(Task.DEMOTE) || stop.isEmpty()
                    || stop.get().is(Action.Flag.OPTIONAL)) {
                tellAfter(instance, node);
            }
        }
    }

    private void tellOfRise(Primitive instance) {
        if (instance.nextRole() == Role.STOPPED || instance.assignedTo().isEmpty()) {
            return;
        }
        var node = instance.assignedTo().get();
        var start = find(instance, Task.START, node);
        if (start.filter(action -> !action.is(Action.Flag.RUNNABLE)).isPresent() && isDown(instance, node)) {
            return;
        }
        var isStarting = points.task().equals(Task.START)
                && start.filter(action -> !action.is(Action.Flag.OPTIONAL)).isPresent();
        if (!isStarting) {
            tell(instance, node, points.pre(), points.preDone());
        }
        tellAfter(instance, node);
    }

    /** Whether an instance does not run on a node, or stops there now. */
    private boolean isDown(Primitive instance, Node node) {
        return !instance.isActiveOn(node)
                || find(instance, Task.STOP, node).filter(stop -> !stop.is(Action.Flag.OPTIONAL)).isPresent();
    }

    /** The node is fenced; nobody is there to be told. */
    private static boolean isImplied(Action stop, Node node) {
        return stop.is(Action.Flag.PSEUDO)
                && (node.is(Node.Flag.UNCLEAN) || node.is(Node.Flag.REMOTE_NEEDS_RESET));
    }

    private Optional<Action> find(Primitive instance, String task, Node node) {
        return cluster.actions().find(instance.key(task), node);
    }

    private void tellAfter(Primitive instance, Node node) {
        tell(instance, node, points.post(), points.postDone());
        for (var action : instance.actions()) {
            if (action.intervalMs() > 0 && !action.task().equals(Task.CANCEL)) {
                cluster.actions().order(points.postDone(), action, EnumSet.of(Relation.ORDERED));
            }
        }
    }

    /**
     * An instance is told of a stop once, whether it ends in the stop itself or in the fencing that implies
     * it.
     */
    private void tell(Primitive instance, Node node, @Nullable Action point, @Nullable Action done) {
        if (point == null || done == null || !node.is(Node.Flag.ONLINE)
                || !point.is(Action.Flag.RUNNABLE)) {
            return;
        }
        var meta = point == points.pre() ? before : after;
        var notify = cluster.actions().named(instance, Task.NOTIFY, 0, node, NotificationPoints
                .key(instance.id(), meta.getOrDefault(NotificationPoints.TYPE, ""), points.task()));
        if (!point.is(Action.Flag.OPTIONAL) && instance.is(Resource.Flag.MANAGED)) {
            point.reason().ifPresentOrElse(notify::require, () -> notify.clear(Action.Flag.OPTIONAL));
        }
        ResourceActions.judge(cluster, notify, instance);
        if (notify.meta().isEmpty()) {
            notify.tell(meta);
        } else {
            notify.tell(variables.values());
        }
        cluster.actions().order(point, notify, EnumSet.of(Relation.ORDERED));
        cluster.actions().order(notify, done, EnumSet.of(Relation.ORDERED));
    }
}
