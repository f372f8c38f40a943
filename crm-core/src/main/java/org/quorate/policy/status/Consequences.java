package org.quorate.policy.status;

import java.util.Set;
import org.quorate.model.Role;
import org.quorate.policy.actions.ResourceActions;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FenceMarks;
import org.quorate.state.Reason;

/**
 * What follows from all that is known of a resource on a node: where it is active, known, failed; whom to
 * fence.
 */
record Consequences(Cluster cluster, Set<Resource> containersToStop) {

    void apply(Findings findings) {
        var resource = findings.resource();
        var node = findings.node();
        if (findings.role().isPresent()) {
            markKnown(resource, node);
        }
        if (findings.isActive() && !node.is(Node.Flag.ONLINE) && !node.is(Node.Flag.MAINTENANCE)
                && resource.is(Flag.MANAGED)) {
            fenceLostNode(resource, node);
        }
        var onFail = node.is(Node.Flag.UNCLEAN) ? OnFail.IGNORE : findings.onFail();
        follow(findings, onFail);
        if (resource.is(Flag.FAILED) && resource.is(Flag.REMOTE_CONNECTION)) {
            cluster.node(resource.id()).filter(remote -> remote.is(Node.Flag.UNCLEAN))
                    .ifPresent(remote -> remote.clear(Node.Flag.UNSEEN));
        }
        if (findings.isActive()) {
            RunningOn.add(cluster, resource, node);
            markFailed(resource, onFail);
        } else if (Histories.isNumbered(resource) && !resource.is(Flag.UNIQUE)) {
            resource.historyName(resource.id());
        } else if (!resource.actions(Task.STOP).isEmpty()) {
            cluster.actions().find(resource.key(Task.STOP), node)
                    .ifPresent(stop -> stop.set(Action.Flag.OPTIONAL));
        }
        keepAtTarget(findings);
    }

    /** A stop at the source of a migration does not stop what is already at the target. */
    private static void keepAtTarget(Findings findings) {
        var source = findings.resource().migrationSource();
        var isSource = source.isPresent() && source.get() == findings.node();
        if (isSource && findings.isStopped() && !findings.resource().active().isEmpty()) {
            findings.role(Role.STARTED);
        }
    }

    private static void markKnown(Resource resource, Node node) {
        for (Resource outer = resource; outer != null; outer = outer.parent().orElse(null)) {
            outer.known(node);
            if (outer.is(Flag.UNIQUE)) {
                break;
            }
        }
    }

    /** It may still run on a node that is not there. */
    private void fenceLostNode(Primitive resource, Node node) {
        if (node.kind() == Node.Kind.GUEST) {
            resource.set(Flag.FAILED);
            resource.set(Flag.TO_BE_STOPPED_BY_FAILURE);
        } else if (!cluster.options().isFencingEnabled()) {
            return;
        } else if (node.kind() == Node.Kind.REMOTE
                && node.connection().filter(connection -> !connection.is(Flag.FAILED)).isPresent()) {
            // Should the connection come up elsewhere, the fencing is not needed after all.
            node.set(Node.Flag.UNSEEN);
        }
        fence(node, resource, "it may still run there");
    }

    private void fence(Node node, Primitive resource, String why) {
        FenceMarks.fence(cluster, node,
                Reason.of(Reason.Kind.FENCING, "node", node.name(), "resource", resource.id(), "why", why));
    }

    private void follow(Findings findings, OnFail onFail) {
        var resource = findings.resource();
        var node = findings.node();
        if (onFail == OnFail.IGNORE) {
            // Nothing failed, or nobody minds: so it is nearly always, and no reason is made for it.
            return;
        }
        var why = Reason.of(Reason.Kind.FAILED, "resource", resource.id(), "node", node.name());
        switch (onFail) {
            case IGNORE -> throw new IllegalStateException("nothing follows from what is ignored");
            case DEMOTE -> {
                resource.set(Flag.FAILED);
                ResourceActions.require(cluster, resource, Task.DEMOTE, node, why);
            }
            case FENCE -> fence(node, resource, "it failed there");
            case STANDBY -> {
                node.set(Node.Flag.STANDBY);
                node.set(Node.Flag.STANDBY_BY_FAILURE);
            }
            case BLOCK -> RunningOn.block(resource);
            case BAN -> Weights.ban(resource, node, why);
            case STOP -> resource.nextRole(Role.STOPPED);
            case RESTART -> {
                if (findings.isActive()) {
                    markToStop(resource);
                    ResourceActions.require(cluster, resource, Task.STOP, node, why);
                }
            }
            case RESTART_CONTAINER -> restartContainer(findings, why);
            case RESET_REMOTE -> resetRemote(findings, why);
        }
    }

    private void restartContainer(Findings findings, Reason why) {
        var resource = findings.resource();
        markToStop(resource);
        var container = resource.container().orElse(null);
        if (container != null && OperationHistory.isBundled(resource)) {
            containersToStop.add(container);
        } else if (container != null) {
            ResourceActions.require(cluster, container, Task.STOP, findings.node(), why);
        } else if (findings.isActive()) {
            ResourceActions.require(cluster, resource, Task.STOP, findings.node(), why);
        }
    }

    private void resetRemote(Findings findings, Reason why) {
        var resource = findings.resource();
        markToStop(resource);
        if (cluster.options().isFencingEnabled()) {
            cluster.node(resource.id())
                    .filter(node -> node.kind() == Node.Kind.REMOTE && !node.is(Node.Flag.REMOTE_FENCED))
                    .ifPresent(node -> fence(node, resource, "its connection is lost"));
        }
        if (findings.isActive()) {
            ResourceActions.require(cluster, resource, Task.STOP, findings.node(), why);
        }
        if (new Expiry(cluster, new org.quorate.policy.operation.OperationSettings(cluster))
                .reconnects(resource)) {
            resource.nextRole(Role.STOPPED);
        }
    }

    private static void markToStop(Resource resource) {
        resource.set(Flag.FAILED);
        resource.set(Flag.TO_BE_STOPPED_BY_FAILURE);
    }

    private static void markFailed(Resource resource, OnFail onFail) {
        switch (onFail) {
            case IGNORE -> {
                // It is well.
            }
            case DEMOTE, BLOCK -> resource.set(Flag.FAILED);
            case RESTART, RESET_REMOTE, RESTART_CONTAINER, BAN, STOP, STANDBY, FENCE -> markToStop(resource);
        }
    }
}
