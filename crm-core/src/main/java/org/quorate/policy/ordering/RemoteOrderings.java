package org.quorate.policy.ordering;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.ActiveNode;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Ordering;
import org.quorate.policy.cluster.Ordering.End;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FenceMarks;
import org.quorate.policy.operation.OperationSettings;
import org.quorate.state.Reason;

/**
 * What is done on a remote or guest node goes through the connection to it: after it is up, and before it
 * goes down.
 * Where that cannot be, the node is marked for fencing.
 */
public final class RemoteOrderings {

    /** What can be done through a connection. */
    private enum Connection {
        /** It is not up; whether it can be is seen when it starts. */
        UNKNOWN,
        /** It can be used now. */
        ALIVE,
        /** It cannot be used until it is up elsewhere. */
        RESTING,
        /** It is down and does not come back. */
        FAILED,
        /** It goes down in good order. */
        STOPPED
    }

    private final Cluster cluster;
    private final OperationSettings settings;

    private RemoteOrderings(Cluster cluster) {
        this.cluster = cluster;
        settings = new OperationSettings(cluster);
    }

    public static void add(Cluster cluster) {
        if (cluster.nodes().stream().anyMatch(Node::isRemoteOrGuest)) {
            var orderings = new RemoteOrderings(cluster);
            List.copyOf(cluster.actions().all()).forEach(orderings::add);
        }
    }

    private void add(Action action) {
        var resource = action.resource().orElse(null);
        if (resource == null) {
            return;
        }
        if (action.task().equals(Task.CLEAR_FAILCOUNT) && isConnection(resource)) {
            order(End.of(action), End.of(resource, Task.START), Relation.ORDERED);
            return;
        }
        var node = action.node().orElse(null);
        if (node == null || !node.isRemoteOrGuest() || action.is(Action.Flag.PSEUDO)
                || node.connection().isEmpty()) {
            return;
        }
        var connection = node.connection().get();
        if (action.task().equals(Task.START)) {
            keepUntilConnected(resource, node, connection);
        }
        if (connection.container().isPresent()) {
            addToGuest(action, node, connection, connection.container().get());
        } else {
            addToRemote(action, node, connection);
        }
    }

    private static boolean isConnection(Resource resource) {
        return resource instanceof Primitive primitive && primitive.remoteNode().isPresent();
    }

    /** What moves to a remote node stops elsewhere only once the node is reached. */
    private void keepUntilConnected(Resource resource, Node node, Resource connection) {
        for (var other : List.copyOf(resource.actions())) {
            if (other.task().equals(Task.STOP) && !other.isOn(node)) {
                order(End.of(connection, Task.START), End.of(other), Relation.ORDERED);
            }
        }
    }

    private void addToGuest(Action action, Node node, Resource connection, Resource machine) {
        var hasFailed = machine.is(Resource.Flag.FAILED);
        if (hasFailed) {
            fence(node, machine);
        }
        switch (action.task()) {
            case Task.START, Task.PROMOTE -> {
                afterStart(machine, action, Relation.FIRST_IMPLIES_THEN);
                afterStart(connection, action);
            }
            case Task.STOP, Task.DEMOTE, Task.MIGRATE_TO, Task.MIGRATE_FROM -> {
                if (!hasFailed) {
                    beforeStop(action, connection);
                }
            }
            default -> {
                if (action.intervalMs() > 0) {
                    afterStart(connection, action, Relation.FIRST_IMPLIES_THEN);
                } else {
                    afterStart(connection, action);
                }
            }
        }
    }

    private void addToRemote(Action action, Node node, Resource connection) {
        var state = state(node, connection);
        switch (action.task()) {
            case Task.START, Task.PROMOTE -> {
                if (state == Connection.FAILED) {
                    afterStart(connection, action, Relation.FIRST_IMPLIES_THEN);
                } else {
                    afterStart(connection, action);
                }
            }
            case Task.STOP, Task.MIGRATE_TO, Task.MIGRATE_FROM -> addStop(action, node, connection, state);
            case Task.DEMOTE -> {
                if (state == Connection.RESTING || state == Connection.UNKNOWN) {
                    afterStart(connection, action);
                }
            }
            default -> addOther(action, node, connection, state);
        }
    }

    private void addStop(Action stop, Node node, Resource connection, Connection state) {
        if (state == Connection.FAILED) {
            fence(node, connection);
        } else if (state == Connection.ALIVE || connection.nextRole() == Role.STOPPED) {
            beforeStop(stop, connection, Relation.THEN_IMPLIES_FIRST);
        } else {
            afterStart(connection, stop);
        }
    }

    private void addOther(Action action, Node node, Resource connection, Connection state) {
        if (action.intervalMs() > 0) {
            afterStart(connection, action, Relation.FIRST_IMPLIES_THEN);
            return;
        }
        if (action.task().equals(Task.MONITOR) && state == Connection.FAILED) {
            fence(node, connection);
        }
        if (state == Connection.STOPPED && !connection.active().isEmpty()) {
            beforeStop(action, connection, Relation.UNRUNNABLE_FIRST_BLOCKS);
        } else {
            afterStart(connection, action);
        }
    }

    private Connection state(Node node, Resource connection) {
        var host = Optional.ofNullable(ActiveNode.of(connection).node());
        if (connection.nextRole() == Role.STOPPED || connection.assignedTo().isEmpty()) {
            return ending(node, connection, host);
        }
        if (host.isEmpty()) {
            return Connection.UNKNOWN;
        }
        if (host.get().is(Node.Flag.UNCLEAN) || !host.get().is(Node.Flag.ONLINE)) {
            return Connection.RESTING;
        }
        var isMigrating = connection.active().size() > 1 && connection.migrationSource().isPresent()
                && connection.migrationTarget().isPresent();
        return isMigrating ? Connection.RESTING : Connection.ALIVE;
    }

    private Connection ending(Node node, Resource connection, Optional<Node> host) {
        if (host.filter(on -> on.is(Node.Flag.UNCLEAN)).isPresent()) {
            return Connection.FAILED;
        }
        if (!connection.is(Resource.Flag.FAILED)) {
            return Connection.STOPPED;
        }
        var isRetriedLater = connection.nextRole() == Role.STOPPED
                && reconnects(connection)
                && node.is(Node.Flag.REMOTE_FENCED) && !node.is(Node.Flag.SHUTDOWN);
        return isRetriedLater ? Connection.UNKNOWN : Connection.FAILED;
    }

    private boolean reconnects(Resource connection) {
        return connection instanceof Primitive primitive && settings.parameters(primitive, null)
                .containsKey("reconnect_interval");
    }

    private void fence(Node node, Resource cause) {
        FenceMarks.fence(cluster, node,
                Reason.of(Reason.Kind.FENCING, "node", node.name(), "resource", cause.id()));
    }

    /** Without the connection nothing can be done there, but a monitor that is to end ends with it. */
    private void afterStart(Resource first, Action then, Relation... more) {
        var blocks = !then.task().equals(Task.CANCEL);
        order(End.of(first, Task.START), End.of(then),
                with(blocks ? Relation.UNRUNNABLE_FIRST_BLOCKS : Relation.ORDERED, more));
    }

    private void beforeStop(Action first, Resource then, Relation... more) {
        order(End.of(first), End.of(then, Task.STOP), with(Relation.ORDERED, more));
    }

    private static Relation[] with(Relation one, Relation... more) {
        var all = Arrays.copyOf(more, more.length + 1);
        all[more.length] = one;
        return all;
    }

    private void order(End first, End then, Relation... relations) {
        cluster.orderings().add(Ordering.of(first, then, relations));
    }
}
