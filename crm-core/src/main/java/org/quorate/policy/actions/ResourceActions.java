package org.quorate.policy.actions;

import org.jspecify.annotations.Nullable;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Options.NoQuorum;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FenceMarks;
import org.quorate.state.Reason;

/**
 * Makes actions of resources. Each asking judges anew whether the action can be carried out: its node must
 * take
 * work, and a start or promotion may need quorum. What is not managed is left alone.
 */
public final class ResourceActions {

    private ResourceActions() {}

    /** An action that must be carried out. */
    public static Action require(Cluster cluster, Resource resource, String task, @Nullable Node node,
            Reason why) {
        var action = cluster.actions().get(resource, task, 0, node);
        if (isLeftAlone(action, resource)) {
            action.set(Action.Flag.OPTIONAL);
        } else {
            action.require(why);
        }
        judge(cluster, action, resource);
        return action;
    }

    /** The action, which other rules may come to require. */
    public static Action offer(Cluster cluster, Resource resource, String task, @Nullable Node node) {
        var action = cluster.actions().get(resource, task, 0, node);
        if (isLeftAlone(action, resource)) {
            action.set(Action.Flag.OPTIONAL);
        }
        judge(cluster, action, resource);
        return action;
    }

    /** A recurring operation; it is offered and, unless it is being done already, to be required. */
    public static Action recurring(Cluster cluster, Resource resource, String task, long intervalMs,
            Node node) {
        var action = cluster.actions().get(resource, task, intervalMs, node);
        judge(cluster, action, resource);
        return action;
    }

    /** A point in the order that belongs to a container. */
    public static Action point(Cluster cluster, Resource resource, String task) {
        var action = cluster.actions().get(resource, task, 0, null);
        action.set(Action.Flag.PSEUDO);
        action.set(Action.Flag.RUNNABLE);
        return action;
    }

    private static boolean isLeftAlone(Action action, Resource resource) {
        return action.node().isPresent() && !action.is(Action.Flag.PSEUDO)
                && !resource.is(Resource.Flag.MANAGED);
    }

    static void judge(Cluster cluster, Action action, Resource resource) {
        if (action.is(Action.Flag.PSEUDO)) {
            return;
        }
        var node = action.node().orElse(null);
        if (node == null) {
            action.clear(Action.Flag.RUNNABLE);
        } else if (!takesWork(node) && !action.task().equals(Task.LRM_DELETE)) {
            action.clear(Action.Flag.RUNNABLE);
            fenceWhereStopIsOwed(cluster, action, resource, node);
        } else if (node.is(Node.Flag.PENDING) && !action.task().equals(Task.LRM_DELETE)) {
            action.clear(Action.Flag.RUNNABLE);
        } else if (needsQuorum(action, resource)) {
            switch (verdict(cluster, resource)) {
                case MAY_RUN -> action.set(Action.Flag.RUNNABLE);
                case MUST_NOT -> action.clear(Action.Flag.RUNNABLE);
                case AS_IT_WAS -> {
                    // What could not run when it was asked for without a node cannot run now either.
                }
            }
        } else if (FenceMarks.isReachableGuestOrOther(cluster, node)) {
            action.set(Action.Flag.RUNNABLE);
        } else {
            action.clear(Action.Flag.RUNNABLE);
        }
    }

    /** A guest takes work while its machine is about to start. */
    private static boolean takesWork(Node node) {
        return node.is(Node.Flag.ONLINE)
                || (node.kind() == Node.Kind.GUEST && !node.is(Node.Flag.REMOTE_NEEDS_RESET));
    }

    private static void fenceWhereStopIsOwed(Cluster cluster, Action action, Resource resource, Node node) {
        if (resource.is(Resource.Flag.MANAGED) && action.task().equals(Task.STOP)
                && !node.is(Node.Flag.UNCLEAN)) {
            FenceMarks.fence(cluster, node, Reason.of(Reason.Kind.FENCING, "node", node.name(), "resource",
                    resource.id()));
        }
    }

    private static boolean needsQuorum(Action action, Resource resource) {
        var rises = action.task().equals(Task.START) || action.task().equals(Task.PROMOTE);
        return rises && (resource.is(Resource.Flag.NEEDS_QUORUM) || resource.is(Resource.Flag.NEEDS_FENCING));
    }

    /** What quorum, or the lack of it, says of a start or promotion. */
    private enum QuorumVerdict {
        MAY_RUN, MUST_NOT, AS_IT_WAS
    }

    /** While frozen, what runs in its role is not judged anew (as Pacemaker's scheduler does it). */
    private static QuorumVerdict verdict(Cluster cluster, Resource resource) {
        if (cluster.hasQuorum()) {
            return QuorumVerdict.MAY_RUN;
        }
        var mayRun = switch (cluster.noQuorum()) {
            case STOP -> false;
            case FREEZE -> isActive(resource) && resource.nextRole().compareTo(resource.role()) <= 0;
            case DEMOTE -> mayStayUnpromoted(resource);
            case IGNORE, FENCE -> true;
        };
        if (!mayRun) {
            return QuorumVerdict.MUST_NOT;
        }
        return cluster.noQuorum() == NoQuorum.FREEZE ? QuorumVerdict.AS_IT_WAS : QuorumVerdict.MAY_RUN;
    }

    private static boolean mayStayUnpromoted(Resource resource) {
        if (resource.role() != Role.PROMOTED && resource.role() != Role.UNPROMOTED) {
            return false;
        }
        if (resource.nextRole() == Role.PROMOTED) {
            resource.nextRole(Role.UNPROMOTED);
        }
        return true;
    }

    private static boolean isActive(Resource resource) {
        return resource.active().stream().anyMatch(node -> node.is(Node.Flag.UNCLEAN)
                || node.is(Node.Flag.ONLINE) || !resource.is(Resource.Flag.MANAGED));
    }
}
