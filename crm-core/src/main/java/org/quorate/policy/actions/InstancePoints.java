package org.quorate.policy.actions;

import java.util.List;
import java.util.function.Predicate;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.state.Reason;

/** When a clone, or the containers of a bundle, count as starting, started, stopping, stopped, and so on. */
final class InstancePoints {

    private InstancePoints() {}

    static void add(Cluster cluster, Resource whole, List<? extends Resource> instances) {
        var primitives = instances.stream().flatMap(instance -> instance.primitives().stream()).toList();
        var starts = primitives.stream().anyMatch(InstancePoints::starts);
        var stops = primitives.stream().anyMatch(InstancePoints::stops);
        var restarts = primitives.stream().anyMatch(one -> starts(one) && stops(one));
        var isActive = primitives.stream().anyMatch(one -> !one.active().isEmpty());
        point(cluster, whole, Task.START, starts);
        var running = point(cluster, whole, Task.RUNNING, starts);
        if (!starts && !isActive) {
            running.clear(Action.Flag.RUNNABLE);
        }
        var stop = point(cluster, whole, Task.STOP, stops);
        point(cluster, whole, Task.STOPPED, stops);
        if (!restarts) {
            stop.set(Action.Flag.MIGRATABLE);
        }
    }

    static void addPromotions(Cluster cluster, Clone clone) {
        var primitives = clone.primitives();
        var promotes = primitives.stream().anyMatch(one -> isRequired(one, Task.PROMOTE, action -> true));
        var demotes = primitives.stream().anyMatch(one -> isRequired(one, Task.DEMOTE, action -> true));
        point(cluster, clone, Task.PROMOTE, promotes);
        point(cluster, clone, Task.PROMOTED, promotes);
        point(cluster, clone, Task.DEMOTE, demotes);
        point(cluster, clone, Task.DEMOTED, demotes);
    }

    private static Action point(Cluster cluster, Resource whole, String task, boolean takesPlace) {
        var point = ResourceActions.point(cluster, whole, task);
        if (takesPlace) {
            point.require(Reason.of(Reason.Kind.ROLE, "resource", whole.id()));
        }
        return point;
    }

    private static boolean starts(Resource primitive) {
        return isRequired(primitive, Task.START, action -> action.is(Action.Flag.RUNNABLE));
    }

    /** A stop that nobody carries out is implied by the fencing of its node. */
    private static boolean stops(Resource primitive) {
        return isRequired(primitive, Task.STOP,
                action -> action.is(Action.Flag.RUNNABLE) || action.is(Action.Flag.PSEUDO));
    }

    private static boolean isRequired(Resource primitive, String task, Predicate<Action> happens) {
        return primitive.actions().stream().anyMatch(action -> action.task().equals(task)
                && !action.is(Action.Flag.OPTIONAL) && happens.test(action));
    }
}
