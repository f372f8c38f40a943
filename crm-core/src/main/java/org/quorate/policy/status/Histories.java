package org.quorate.policy.status;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quorate.cib.Element;
import org.quorate.model.Role;
import org.quorate.policy.actions.ResourceActions;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Node.Flag;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.state.Reason;

/**
 * Reads what each node records of its resources. A remote node's record counts once it is known that its
 * connection runs, which another node's record tells; so nodes are gone through until nothing new is read.
 */
final class Histories {

    private final Cluster cluster;
    private final NodesByName names;
    private final RemoteStates remotes;
    private final ResourceHistory histories;
    private final InstanceFinder finder;
    private final RemovedResources removed;
    private final boolean usesLocks;
    private final Set<Node> done = new HashSet<>();

    private Histories(Cluster cluster) {
        this.cluster = cluster;
        names = new NodesByName(cluster);
        remotes = new RemoteStates(cluster);
        histories = new ResourceHistory(cluster);
        finder = new InstanceFinder(cluster);
        removed = new RemovedResources(cluster);
        usesLocks = cluster.options().isOn("shutdown-lock");
    }

    static void read(Cluster cluster) {
        var reader = new Histories(cluster);
        while (reader.readThoseReady()) {
            // A record that was read may make others ready; each is read once.
        }
        reader.readRest();
        reader.stopContainers();
        reader.settleRemotes();
    }

    /** Nodes of the cluster that follow one another together, remote ones each when its turn comes. */
    private boolean readThoseReady() {
        var isAnyRead = false;
        var ready = new LinkedHashMap<Node, Element>();
        for (var state : cluster.cib().nodeStates()) {
            var node = names.of(state).orElse(null);
            if (node == null || done.contains(node)) {
                continue;
            }
            if (node.isRemoteOrGuest()) {
                read(ready);
                ready.clear();
            }
            if (isReady(node)) {
                done.add(node);
                ready.put(node, state);
                isAnyRead = true;
            }
        }
        read(ready);
        return isAnyRead;
    }

    private boolean isReady(Node node) {
        var connection = node.connection().orElse(null);
        return switch (node.kind()) {
            case GUEST -> connection != null && RemoteStates.isStarted(connection)
                    && connection.container().filter(RemoteStates::isStarted).isPresent();
            case REMOTE -> connection != null && (usesLocks || RemoteStates.isStarted(connection));
            case CLUSTER -> cluster.options().isFencingEnabled() || usesLocks || node.is(Flag.ONLINE);
        };
    }

    /** Where nodes can be fenced, what those record that are not there counts too: it may still run. */
    private void readRest() {
        if (!cluster.options().isFencingEnabled()) {
            return;
        }
        for (var state : cluster.cib().nodeStates()) {
            names.of(state).filter(done::add).ifPresent(node -> read(Map.of(node, state)));
        }
    }

    private void read(Map<Node, Element> states) {
        var families = new Families(finder, states.size());
        var inGuests = new ArrayList<Element>();
        states.forEach((node, state) -> {
            if (node.isRemoteOrGuest()) {
                remotes.read(node, state);
            }
            for (var entry : records(state)) {
                if (entry.is("lrm_resource") && !entry.id().isEmpty()) {
                    families.add(node, entry, usesLocks);
                    if (entry.attribute("container").isPresent()) {
                        inGuests.add(entry);
                    }
                }
            }
        });
        families.forEach(this::read);
        removed.putIntoContainers(inGuests);
    }

    private static List<Element> records(Element state) {
        return state.child("lrm").flatMap(lrm -> lrm.child("lrm_resources")).map(Element::children)
                .orElse(List.of());
    }

    private void read(Families.Told told) {
        var recorded = told.recorded();
        var resource = finder.find(told).orElse(null);
        if (resource == null && !recorded.entries().isEmpty()) {
            resource = removed.add(told.xml()).orElse(null);
        }
        if (resource != null) {
            if (usesLocks) {
                ShutdownLocks.read(cluster, resource, told.node(), told.xml());
            }
            histories.read(resource, recorded);
        }
    }

    /** A bundle's container runs perhaps elsewhere than its connection did; now it is known where. */
    private void stopContainers() {
        for (var container : histories.containersToStop()) {
            container.active().stream().findFirst().ifPresent(node -> {
                container.set(Resource.Flag.FAILED);
                container.set(Resource.Flag.TO_BE_STOPPED_BY_FAILURE);
                ResourceActions.require(cluster, container, Task.STOP, node,
                        Reason.of(Reason.Kind.FAILED, "resource", container.id()));
            });
        }
    }

    private void settleRemotes() {
        for (var node : cluster.nodes()) {
            if (!node.isRemoteOrGuest()) {
                continue;
            }
            if (node.is(Flag.SHUTDOWN)) {
                node.connection().ifPresent(connection -> connection.nextRole(Role.STOPPED));
            }
            if (!done.contains(node)) {
                remotes.determine(node);
            }
        }
    }

    static boolean isNumbered(Primitive resource) {
        var name = resource.historyName();
        return !name.equals(resource.id()) && !Resource.withoutNumber(name).equals(name);
    }
}
