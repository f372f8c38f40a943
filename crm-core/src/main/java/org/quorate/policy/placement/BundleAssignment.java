package org.quorate.policy.placement;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.placement.Ledger.OnFailure;
import org.quorate.state.Reason;

/**
 * A bundle: its containers first, then what belongs to each, then what runs inside, on the nodes they make.
 */
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
            keepInside(inside, bundle);
            assigner.assign(inside, preferred, onFailure);
        });
        bundle.clear(Flag.BEING_ASSIGNED);
        bundle.set(Flag.ASSIGNED);
    }

    /** What runs inside has the nodes that the containers make, and no others. */
    private static void keepInside(Resource inside, Bundle bundle) {
        var reason = Reason.of(Reason.Kind.CONTAINER, "container", bundle.id());
        for (var weight : inside.allowed().values()) {
            var isInside = bundle.replicas().stream().anyMatch(replica -> replica.node() == weight.node());
            weight.become(isInside ? Score.ZERO : Score.MINUS_INFINITY, reason);
        }
    }

    private void assignRest(Bundle.Replica replica, @Nullable Node preferred, OnFailure onFailure) {
        if (replica.address() != null) {
            assigner.assign(replica.address(), preferred, onFailure);
        }
        if (replica.connection() != null) {
            nest(replica.connection(), replica.container());
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

    /** A remote node takes connections from one host alone: those into its containers go with its own. */
    private void nest(Primitive connection, Primitive container) {
        container.assignedTo().filter(Node::isRemoteOrGuest).flatMap(Node::connection)
                .ifPresent(outer -> assigner.colocations()
                        .add(new Colocation("#connection-with-connection", connection,
                                outer, Score.INFINITY, null, null, "#uname", true)));
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
