package org.quorate.policy.fencing;

import java.util.EnumSet;
import java.util.Optional;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FenceActions;
import org.quorate.state.Reason;

/**
 * A guest is fenced by the stop of the resource that it lives in. Its fencing is only a point in the order,
 * to which
 * everything else can be put in relation as to a real one.
 */
final class GuestFencing {

    private GuestFencing() {}

    static void fence(Cluster cluster, Node node) {
        var connection = node.connection().orElse(null);
        if (connection == null) {
            return;
        }
        var machine = connection.container();
        var isRestarted = machine.flatMap(resource -> first(resource, Task.START)).isPresent();
        var fence = FenceActions.of(cluster, node, isRestarted ? FenceActions.REBOOT : FenceActions.OFF);
        fence.require(Reason.of(Reason.Kind.FENCING, "node", node.name()));
        fence.set(Action.Flag.PSEUDO);
        fence.set(Action.Flag.RUNNABLE);
        machine.flatMap(resource -> first(resource, Task.STOP)).ifPresentOrElse(
                stop -> followStop(cluster, stop, fence),
                () -> first(connection, Task.STOP).ifPresent(
                        stop -> cluster.actions().order(stop, fence, EnumSet.of(Relation.ORDERED))));
        FencingOrderings.add(cluster, node, fence);
    }

    /** Where the machine's own stop is done by fencing, that fencing is what counts. */
    private static void followStop(Cluster cluster, Action stop, Action fence) {
        var cause = stop.is(Action.Flag.PSEUDO)
                ? stop.node().map(host -> FenceActions.of(cluster, host)).orElse(stop)
                : stop;
        if (cause != stop) {
            cause.require(Reason.of(Reason.Kind.FENCING, "node", cause.node().map(Node::name).orElse("")));
        }
        cluster.actions().order(cause, fence,
                EnumSet.of(Relation.UNRUNNABLE_FIRST_BLOCKS, Relation.FIRST_IMPLIES_THEN));
    }

    private static Optional<Action> first(Resource resource, String task) {
        return resource.actions(task).stream().findFirst();
    }
}
