package org.quorate.policy.actions;

import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/**
 * The points between which the instances of a clone with {@code notify=true} are told of a change: told
 * before it,
 * all have confirmed, the change itself, told after it, all have confirmed.
 *
 * @param task the change that is told: {@code start}, {@code stop}, {@code promote}, {@code demote}
 * @param pre null where there is no telling before, as for what fencing implies
 */
record NotificationPoints(String task, @Nullable Action pre, @Nullable Action preDone, Action post,
        Action postDone) {

    static final String TYPE = "notify_type";
    static final String OPERATION = "notify_operation";

    /** Those of all changes of a clone, one change told after the other. */
    static void add(Cluster cluster, Clone clone) {
        var start = around(cluster, clone, Task.START, Task.RUNNING);
        var stop = around(cluster, clone, Task.STOP, Task.STOPPED);
        order(cluster, stop, start);
        if (!clone.isPromotable()) {
            return;
        }
        var promote = around(cluster, clone, Task.PROMOTE, Task.PROMOTED);
        var demote = around(cluster, clone, Task.DEMOTE, Task.DEMOTED);
        order(cluster, stop, promote);
        order(cluster, start, promote);
        order(cluster, demote, promote);
        order(cluster, demote, start);
        order(cluster, demote, stop);
    }

    private static void order(Cluster cluster, Optional<NotificationPoints> first,
            Optional<NotificationPoints> then) {
        first.ifPresent(before -> then.map(NotificationPoints::pre).ifPresent(
                pre -> cluster.actions().order(before.postDone, pre, EnumSet.of(Relation.ORDERED))));
    }

    /** The points of a change, where its resource wants notifications. */
    private static Optional<NotificationPoints> around(Cluster cluster, Resource resource, String task,
            String done) {
        var begin = cluster.actions().find(resource.key(task), null);
        var end = cluster.actions().find(resource.key(done), null);
        if (begin.isEmpty() || end.isEmpty() || !resource.is(Resource.Flag.NOTIFY)) {
            return Optional.empty();
        }
        var pre = point(cluster, resource, begin.get(), Task.NOTIFY, "pre");
        var preDone = point(cluster, resource, begin.get(), Task.NOTIFIED, "confirmed-pre");
        pre.set(Action.Flag.RUNNABLE);
        preDone.set(Action.Flag.RUNNABLE);
        cluster.actions().order(pre, preDone, EnumSet.of(Relation.ORDERED));
        cluster.actions().order(preDone, begin.get(), EnumSet.of(Relation.ORDERED));
        var points = after(cluster, resource, task, end.get());
        cluster.actions().order(preDone, points.post, EnumSet.of(Relation.ORDERED));
        return Optional.of(new NotificationPoints(task, pre, preDone, points.post, points.postDone));
    }

    /** Only the points after what ends a change. */
    static NotificationPoints after(Cluster cluster, Resource resource, String task, Action end) {
        var post = point(cluster, resource, end, Task.NOTIFY, "post");
        var postDone = point(cluster, resource, end, Task.NOTIFIED, "confirmed-post");
        if (end.is(Action.Flag.RUNNABLE)) {
            post.set(Action.Flag.RUNNABLE);
            postDone.set(Action.Flag.RUNNABLE);
        } else {
            post.clear(Action.Flag.RUNNABLE);
            postDone.clear(Action.Flag.RUNNABLE);
        }
        cluster.actions().order(end, post, EnumSet.of(Relation.FIRST_IMPLIES_THEN));
        cluster.actions().order(post, postDone, EnumSet.of(Relation.FIRST_IMPLIES_THEN));
        return new NotificationPoints(task, null, null, post, postDone);
    }

    /** The points that were made for a change. */
    static Optional<NotificationPoints> find(Cluster cluster, Resource resource, String task, String done) {
        var pre = cluster.actions().find(key(resource.id(), "pre", task), null);
        var preDone = cluster.actions().find(key(resource.id(), "confirmed-pre", task), null);
        var post = cluster.actions().find(key(resource.id(), "post", done), null);
        var postDone = cluster.actions().find(key(resource.id(), "confirmed-post", done), null);
        if (pre.isEmpty() || preDone.isEmpty() || post.isEmpty() || postDone.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new NotificationPoints(task, pre.get(), preDone.get(), post.get(), postDone.get()));
    }

    /** Whether none of them stands in the transition so far. */
    boolean isIdle() {
        return isIdle(pre) && isIdle(preDone) && isIdle(post) && isIdle(postDone);
    }

    private static boolean isIdle(@Nullable Action point) {
        return point == null || (point.is(Action.Flag.OPTIONAL) && !point.is(Action.Flag.ALWAYS_IN_GRAPH));
    }

    static String key(String resource, String type, String operation) {
        return resource + "_" + type + "_notify_" + operation + "_0";
    }

    private static Action point(Cluster cluster, Resource resource, Action around, String task, String type) {
        var point = cluster.actions().named(resource, task, 0, null,
                key(resource.id(), type, around.task()));
        point.set(Action.Flag.PSEUDO);
        if (!around.is(Action.Flag.OPTIONAL)) {
            around.reason().ifPresentOrElse(point::require, () -> point.clear(Action.Flag.OPTIONAL));
        }
        point.tell(TYPE, type);
        point.tell(OPERATION, around.task());
        return point;
    }
}
