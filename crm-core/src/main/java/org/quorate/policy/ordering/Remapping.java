package org.quorate.policy.ordering;

import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/**
 * Which point of a container an action stands for: what comes after the start of a clone comes after all is
 * started.
 */
final class Remapping {

    private Remapping() {}

    /** The action itself; for a container, the point at which it is done, and told where it notifies. */
    static Action done(Action action) {
        var resource = action.resource().orElse(null);
        if (resource == null || resource instanceof Primitive || action.intervalMs() > 0
                || action.task().equals(Task.NOTIFY) || action.task().equals(Task.NOTIFIED)) {
            return action;
        }
        var task = switch (action.task()) {
            case Task.START, Task.RUNNING -> Task.RUNNING;
            case Task.STOP, Task.STOPPED -> Task.STOPPED;
            case Task.PROMOTE, Task.PROMOTED -> Task.PROMOTED;
            case Task.DEMOTE, Task.DEMOTED -> Task.DEMOTED;
            default -> "";
        };
        return task.isEmpty() ? action : done(action, resource, task);
    }

    private static Action done(Action action, Resource resource, String task) {
        var isNotified = resource.is(Resource.Flag.NOTIFY) && !(resource instanceof Group);
        var candidates = resource.actions(isNotified ? Task.NOTIFIED : task);
        if (candidates.isEmpty()) {
            return action;
        }
        var key = isNotified
                ? resource.id() + "_confirmed-post_notify_" + task + "_0"
                : resource.key(task);
        for (var candidate : candidates) {
            if (candidate.key().equals(key)) {
                return candidate;
            }
        }
        return action;
    }

    /** What a primitive does when a container has done something. */
    static String atomic(Resource resource, String task) {
        if (!(resource instanceof Primitive)) {
            return task;
        }
        return switch (task) {
            case Task.RUNNING -> Task.START;
            case Task.STOPPED -> Task.STOP;
            case Task.PROMOTED -> Task.PROMOTE;
            case Task.DEMOTED -> Task.DEMOTE;
            default -> task;
        };
    }

    /** What the instances do when their container is at that point; of a notification, what is told. */
    static String ofInstances(Action action, Resource instance) {
        var task = action.task();
        if (task.equals(Task.NOTIFY) || task.equals(Task.NOTIFIED)) {
            var told = action.key().substring(action.key().indexOf("_notify_") + "_notify_".length());
            task = told.substring(0, told.lastIndexOf('_'));
        }
        return atomic(instance, task);
    }

    static boolean isCollective(Resource resource) {
        return resource instanceof Clone || resource instanceof Bundle;
    }
}
