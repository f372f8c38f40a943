package org.quorate.policy.actions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.quorate.model.Role;
import org.quorate.model.TextMap;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Ordering;
import org.quorate.policy.cluster.Ordering.End;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.cluster.Weight;
import org.quorate.policy.faults.FenceMarks;
import org.quorate.state.Reason;

/**
 * Looks on each node for each resource whose state there is not known, before the resource is started
 * anywhere.
 */
public final class Probes {

    private static final TextMap EXPECT_STOPPED = TextMap.of(RecurringMonitors.EXPECTED_EXIT,
            RecurringMonitors.NOT_RUNNING);
    private static final TextMap EXPECT_PROMOTED = TextMap.of(RecurringMonitors.EXPECTED_EXIT,
            RecurringMonitors.RUNNING_PROMOTED);

    private final Cluster cluster;
    private final Map<Clone, List<Resource>> inOrder = new HashMap<>();

    private final Set<Primitive> probed = new LinkedHashSet<>();

    private Probes(Cluster cluster) {
        this.cluster = cluster;
    }

    public static void add(Cluster cluster) {
        if (!cluster.options().isOn("enable-startup-probes")) {
            return;
        }
        var probes = new Probes(cluster);
        var nodes = cluster.nodes().stream().filter(probes::isProbed).toList();
        // All of one resource together: later they are looked at together, again and again.
        for (var resource : cluster.resources()) {
            nodes.forEach(node -> probes.probe(resource, node));
        }
        probes.orderTheRest();
    }

    private boolean isProbed(Node node) {
        if (!node.is(Node.Flag.ONLINE)) {
            fenceIfConnectionFailed(node);
            return false;
        }
        return !node.is(Node.Flag.UNCLEAN) && !node.is(Node.Flag.NO_DISCOVERY) && !waitsForReprobe(node);
    }

    /** A remote node whose connection failed cannot tell what runs there. */
    private void fenceIfConnectionFailed(Node node) {
        node.connection()
                .filter(connection -> node.kind() == Node.Kind.REMOTE && connection.is(Resource.Flag.FAILED))
                .ifPresent(
                        connection -> FenceMarks.fence(cluster, node, Reason.of(Reason.Kind.FENCING, "node",
                                node.name(), "resource", connection.id())));
    }

    /** Before version 1.1.14 of Pacemaker a node said itself whether all its probes were done. */
    private static boolean waitsForReprobe(Node node) {
        return node.attribute("probe_complete").map(value -> value.toLowerCase(Locale.ROOT))
                .filter(value -> !value.equals("true") && !value.equals("1")).isPresent();
    }

    private boolean probe(Resource resource, Node node) {
        if (isNeverOn(resource, node)) {
            return false;
        }
        return switch (resource) {
            case Primitive primitive -> probePrimitive(primitive, node);
            case Group group -> probeAll(group.children(), node);
            case Clone clone -> probeClone(clone, node);
            case Bundle bundle -> {
                bundle.replicas().forEach(replica -> probeReplica(bundle, replica, node));
                yield false;
            }
        };
    }

    /** Fence devices, connections and machines are not looked for inside machines. */
    private static boolean isNeverOn(Resource resource, Node node) {
        return node.isRemoteOrGuest() && (resource.is(Resource.Flag.FENCE_DEVICE)
                || (node.kind() == Node.Kind.GUEST && isGuest(resource))
                || (resource instanceof Primitive primitive && primitive.remoteNode().isPresent()));
    }

    private static boolean isGuest(Resource resource) {
        return resource.contained().stream().anyMatch(
                inner -> inner instanceof Primitive primitive && primitive.remoteNode().isPresent());
    }

    private boolean probeAll(List<Resource> resources, Node node) {
        var any = false;
        for (var resource : resources) {
            any |= probe(resource, node);
        }
        return any;
    }

    private boolean probeClone(Clone clone, Node node) {
        if (clone.is(Resource.Flag.EXCLUSIVE_DISCOVERY) && !isMarked(clone, node)) {
            clone.allowed().remove(node);
            return false;
        }
        if (clone.is(Resource.Flag.UNIQUE)) {
            return probeAll(inOrder(clone), node);
        }
        var instances = inOrder(clone);
        return !instances.isEmpty() && probe(representative(instances, node), node);
    }

    /** Where all instances are as good: the one that is known there, else the one that goes there. */
    private static Resource representative(List<Resource> instances, Node node) {
        Resource assigned = null;
        for (var instance : instances) {
            if (isKnown(instance, node)) {
                return instance;
            }
            if (assigned == null && isAssignedTo(instance, node)) {
                assigned = instance;
            }
        }
        return assigned == null ? instances.getFirst() : assigned;
    }

    private static boolean isKnown(Resource instance, Node node) {
        return instance instanceof Primitive
                ? instance.isKnownOn(node)
                : instance.primitives().stream().anyMatch(primitive -> primitive.isKnownOn(node));
    }

    private static boolean isAssignedTo(Resource instance, Node node) {
        return instance instanceof Primitive
                ? instance.assignedTo().orElse(null) == node
                : instance.primitives().stream()
                        .anyMatch(primitive -> primitive.assignedTo().orElse(null) == node);
    }

    /** By number, whatever order assignment has put them in. */
    private List<Resource> inOrder(Clone clone) {
        return inOrder.computeIfAbsent(clone, _ -> {
            var sorted = new ArrayList<>(clone.children());
            sorted.sort(Resource::compareNumbers);
            return sorted;
        });
    }

    private static boolean isMarked(Resource resource, Node node) {
        return resource.weight(node).map(Weight::discovery)
                .filter(discovery -> discovery == Weight.Discovery.EXCLUSIVE).isPresent();
    }

    private boolean probePrimitive(Primitive resource, Node node) {
        var isInside = resource.container().isPresent() && resource.remoteNode().isEmpty();
        if (isInside || resource.is(Resource.Flag.REMOVED) || resource.is(Resource.Flag.SURPLUS)
                || resource.isKnownOn(node)
                || !isDiscovered(resource, node) || isGuestGone(resource, node)) {
            return false;
        }
        var probe = ResourceActions.offer(cluster, resource, Task.MONITOR, node);
        probe.clear(Action.Flag.OPTIONAL);
        Unfencing.order(cluster, resource, probe, Relation.ORDERED);
        expect(resource, probe, node);
        orderBeforeStart(resource, probe);
        return true;
    }

    private static boolean isDiscovered(Primitive resource, Node node) {
        var isExclusive = resource.is(Resource.Flag.EXCLUSIVE_DISCOVERY)
                || resource.top().is(Resource.Flag.EXCLUSIVE_DISCOVERY);
        return isExclusive
                ? isMarked(resource, node)
                : resource.weight(node).map(Weight::discovery)
                        .filter(discovery -> discovery == Weight.Discovery.NEVER).isEmpty();
    }

    /** Nothing runs in a machine that does not; what starts in it waits for the machine. */
    private boolean isGuestGone(Primitive resource, Node node) {
        var guest = node.kind() == Node.Kind.GUEST
                ? node.connection().flatMap(Resource::container).orElse(null)
                : null;
        if (guest == null) {
            return false;
        }
        var start = End.of(resource.top(), Task.START);
        if (guest.role() == Role.STOPPED) {
            if (guest.assignedTo().filter(host -> !guest.isKnownOn(host)).isPresent()) {
                cluster.orderings().add(Ordering.of(End.of(guest, Task.MONITOR), start, Relation.ORDERED));
            }
            return true;
        }
        if (willStop(guest, node)) {
            cluster.orderings().add(Ordering.of(End.of(guest, Task.STOP), start, Relation.ORDERED));
            return true;
        }
        return false;
    }

    private static boolean willStop(Resource guest, Node node) {
        return node.is(Node.Flag.REMOTE_NEEDS_RESET) || node.is(Node.Flag.UNCLEAN)
                || guest.is(Resource.Flag.FAILED)
                || (guest.isNextRoleKnown() && guest.nextRole() == Role.STOPPED)
                || guest.assignedTo().filter(host -> !guest.isActiveOn(host)).isPresent();
    }

    private static void expect(Primitive resource, Action probe, Node node) {
        if (!resource.isActiveOn(node)) {
            probe.tell(EXPECT_STOPPED);
        } else if (resource.role() == Role.PROMOTED) {
            probe.tell(EXPECT_PROMOTED);
        }
    }

    /** Where it cannot be probed it is not started, but what runs already is not stopped for that. */
    private void orderBeforeStart(Primitive resource, Action probe) {
        probed.add(resource);
        var started = started(resource);
        if (!probe.is(Action.Flag.RUNNABLE) && isInactive(started)) {
            cluster.orderings().add(Ordering.of(End.of(probe), End.of(started, Task.START), Relation.ORDERED,
                    Relation.UNRUNNABLE_FIRST_BLOCKS));
        }
    }

    private static Resource started(Primitive resource) {
        return resource.top() instanceof Clone clone ? clone : resource;
    }

    /** One for all probes of a resource: there are as many as nodes. */
    private void orderTheRest() {
        probed.forEach(resource -> {
            var started = started(resource);
            var probes = End.of(resource, Task.MONITOR);
            cluster.orderings().add(Ordering.of(probes, End.of(started, Task.START), Relation.ORDERED));
            cluster.orderings().add(Ordering.of(probes, End.of(started, Task.RELOAD), Relation.ORDERED));
        });
    }

    private static boolean isInactive(Resource resource) {
        return resource.active().isEmpty()
                && resource.primitives().stream().allMatch(one -> one.active().isEmpty());
    }

    private void probeReplica(Bundle bundle, Bundle.Replica replica, Node node) {
        if (replica.address() != null) {
            probe(replica.address(), node);
        }
        if (replica.inner() != null && replica.node() == node) {
            probe(replica.inner(), node);
        }
        if (probe(replica.container(), node) && bundle.replicasPerHost() == 1) {
            orderBeforeOthers(bundle, replica);
        }
        if (replica.connection() != null && probe(replica.connection(), node)) {
            cluster.actions().find(replica.connection().key(Task.MONITOR), node)
                    .ifPresent(probe -> cluster.orderings().add(
                            Ordering.of(End.of(replica.container(), Task.START), End.of(probe),
                                    Relation.NESTED_REMOTE_PROBE)));
        }
    }

    /**
     * Without addresses to tell them apart no other container starts on a node before it is known to be free.
     */
    private void orderBeforeOthers(Bundle bundle, Bundle.Replica probed) {
        for (var other : bundle.replicas()) {
            if (other.index() != probed.index()) {
                cluster.orderings().add(Ordering.of(End.of(probed.container(), Task.MONITOR),
                        End.of(other.container(), Task.START), Relation.ORDERED, Relation.IF_ON_SAME_NODE));
            }
        }
    }
}
