package org.quorate.policy.placement;

import java.util.ArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.placement.Ledger.OnFailure;
import org.quorate.state.Reason;

/** A bundle: its containers first, then what belongs to each, then what runs inside, on the nodes they make. */
final class BundleAssignment {

    private final Assigner assigner;
    private final InstanceAssignment instances;

    BundleAssignment(Assigner assigner) {
        this.assigner = assigner;
        instances = new InstanceAssignment(assigner);
    }

    void assign(Bundle bundle, @Nullable Node preferred, OnFailure onFailure) {
        if (bundle.is(Flag.ASSIGNED) || bundle.is(Flag.BEING_ASSIGNED)) {
            return;
        }
        bundle.set(Flag.BEING_ASSIGNED);
        var containers = new ArrayList<Primitive>();
        bundle.replicas().forEach(replica -> containers.add(replica.container()));
        containers.sort(new InstanceOrder(assigner));
        instances.assign(bundle, containers, containers.size(), bundle.replicasPerHost());
        bundle.replicas().forEach(replica -> assignRest(replica, preferred, onFailure));
        bundle.inside().ifPresent(inside -> {
            open(bundle, inside);
            assigner.assign(inside, preferred, onFailure);
        });
        bundle.clear(Flag.BEING_ASSIGNED);
        bundle.set(Flag.ASSIGNED);
    }

    private void assignRest(Bundle.Replica replica, @Nullable Node preferred, OnFailure onFailure) {
        if (replica.address() != null) {
            assigner.assign(replica.address(), preferred, onFailure);
        }
        if (replica.connection() != null) {
            keepBehindHost(replica.connection(), replica.container());
            assigner.assign(replica.connection(), preferred, onFailure);
        }
        var inner = replica.inner();
        var home = replica.node();
        if (inner == null || home == null) {
            return;
        }
        confine(inner, replica, home);
        var clone = inner.parent().orElseThrow();
        clone.set(Flag.BEING_ASSIGNED);
        assigner.assign(inner, home, onFailure);
        clone.clear(Flag.BEING_ASSIGNED);
    }

    /** To a container on a remote node only who holds the connection to that node can connect. */
    private static void keepBehindHost(Primitive connection, Primitive container) {
        container.assignedTo().filter(Node::isRemoteOrGuest).flatMap(Node::connection).ifPresent(outer -> {
            var colocation = new Colocation("#connection-with-host-connection", connection, outer, Score.INFINITY,
                    null, null, "#uname", true);
            connection.colocations().add(colocation);
            outer.colocatedWithIt().add(colocation);
        });
    }

    /** What runs inside may be on each node of its containers alike, and on no other. */
    private static void open(Bundle bundle, Clone inside) {
        var homes = bundle.replicas().stream().map(Bundle.Replica::node).collect(Collectors.toSet());
        var reason = Reason.of(Reason.Kind.CONTAINER, "container", bundle.id());
        for (var weight : inside.allowed().values()) {
            weight.become(homes.contains(weight.node()) ? Score.ZERO : Score.MINUS_INFINITY, reason);
        }
    }

    private void confine(Resource inner, Bundle.Replica replica, Node home) {
        var reason = Reason.of(Reason.Kind.CONTAINER, "container", replica.container().id());
        for (var weight : inner.allowed().values()) {
            if (weight.node() != home) {
                weight.become(Score.MINUS_INFINITY, reason);
            } else if (!assigner.thresholds().isReached(inner, home)) {
                weight.become(Score.INFINITY, reason);
            }
        }
    }
}
