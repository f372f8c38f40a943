package org.quorate.policy.status;

import org.quorate.cib.Element;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Node.Flag;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.input.NvSets;

/** How remote and guest nodes are, once it is known where their connections and machines run. */
final class RemoteStates {

    private final Cluster cluster;
    private final NodeAttributes attributes;

    RemoteStates(Cluster cluster) {
        this.cluster = cluster;
        attributes = new NodeAttributes(new NvSets(cluster.cib(), cluster.now()));
    }

    void read(Node node, Element state) {
        determine(node);
        var connection = node.connection().orElse(null);
        if (connection == null) {
            return;
        }
        if (!node.is(Flag.REMOTE_NEEDS_RESET)) {
            node.clear(Flag.UNCLEAN);
            node.clear(Flag.UNSEEN);
        }
        attributes.addTransient(node, state);
        if (NodeAttributes.isShutdownRequested(node)) {
            node.set(Flag.SHUTDOWN);
        }
        if (!connection.is(Resource.Flag.MANAGED)) {
            node.set(Flag.MAINTENANCE);
        }
        var isHidden = node.attribute("resource-discovery-enabled")
                .filter(value -> !org.quorate.rules.Words.isTrue(value)).isPresent();
        if (isHidden && (node.kind() == Node.Kind.GUEST || cluster.options().isFencingEnabled())) {
            node.set(Flag.NO_DISCOVERY);
        }
    }

    /** Whether the node can be reached, by the state of its connection and of what it lives in. */
    void determine(Node node) {
        var connection = node.connection().orElse(null);
        if (connection == null) {
            node.clear(Flag.ONLINE);
            return;
        }
        var isUp = isStarted(connection);
        if (isUp) {
            node.set(Flag.ONLINE);
            if (connection.isNextRoleKnown() && connection.nextRole() == Role.STOPPED) {
                node.set(Flag.SHUTDOWN);
            }
        }
        var machine = connection.container().orElse(null);
        var host = machine != null && machine.active().size() == 1 ? machine.active().getFirst() : null;
        if (machine != null && machine.is(Resource.Flag.FAILED)) {
            node.clear(Flag.ONLINE);
            node.set(Flag.REMOTE_NEEDS_RESET);
        } else if (connection.is(Resource.Flag.FAILED)) {
            node.clear(Flag.ONLINE);
        } else if (isStopped(connection) || machine != null && isStopped(machine)) {
            node.clear(Flag.ONLINE);
            node.clear(Flag.REMOTE_NEEDS_RESET);
        } else if (host != null && !host.is(Flag.ONLINE) && host.is(Flag.UNCLEAN)) {
            node.clear(Flag.ONLINE);
            node.set(Flag.REMOTE_NEEDS_RESET);
        }
    }

    static boolean isStarted(Resource resource) {
        return resource.isRoleKnown() && resource.role() == Role.STARTED;
    }

    private static boolean isStopped(Resource resource) {
        return resource.role() == Role.STOPPED;
    }
}
