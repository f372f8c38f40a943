package org.quorate.policy.placement;

import java.util.Optional;
import java.util.function.Predicate;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.state.Reason;

/**
 * What belongs together without a constraint that says so: the members of a group, a bundle's address and its
 * container, what lives in a container and the container.
 */
final class InternalColocations {

    /** How much a replica's connection wants to start from where its container is. */
    private static final Score CONNECTION_NEARBY = new Score(10_000);

    private InternalColocations() {}

    static void add(Cluster cluster) {
        cluster.resources().forEach(InternalColocations::add);
    }

    private static void add(Resource resource) {
        switch (resource) {
            case Primitive primitive -> addPrimitive(primitive);
            case Group group -> addMembers(group);
            case Clone _ -> {
                // its instances keep apart by their number per node
            }
            case Bundle bundle -> addAddresses(bundle);
        }
        resource.children().forEach(InternalColocations::add);
    }

    /** Nobody moves what is not managed, so nothing follows for it. */
    private static void addPrimitive(Primitive primitive) {
        if (!primitive.is(Flag.MANAGED)) {
            return;
        }
        primitive.container().ifPresent(outer -> addContained(primitive, outer));
        if (primitive.is(Flag.REMOTE_CONNECTION) || primitive.is(Flag.FENCE_DEVICE)) {
            forbid(primitive, node -> node.connection().isPresent(), primitive);
        }
    }

    private static void addMembers(Group group) {
        if (!group.isColocated()) {
            return;
        }
        for (var i = 1; i < group.children().size(); i++) {
            var member = group.children().get(i);
            colocate("#group-members", member, group.children().get(i - 1), Score.INFINITY,
                    member.is(Flag.CRITICAL));
        }
    }

    private static void addAddresses(Bundle bundle) {
        for (var replica : bundle.replicas()) {
            if (replica.address() != null) {
                colocate("#ip-with-container", replica.address(), replica.container(), Score.INFINITY, true);
            }
        }
    }

    private static void addContained(Primitive primitive, Resource outer) {
        var isReplica = primitive.parent().filter(Bundle.class::isInstance).isPresent();
        if (primitive.is(Flag.REMOTE_CONNECTION)) {
            if (!isReplica) {
                forbid(outer, Node::isRemoteOrGuest, primitive);
            }
        } else {
            var behind = connection(outer);
            if (behind.isPresent()) {
                forbid(primitive, node -> node.connection().filter(behind.get()::equals).isEmpty(), outer);
                return;
            }
        }
        var isConnectionOfReplica = isReplica && primitive.is(Flag.REMOTE_CONNECTION);
        colocate("#resource-with-container", primitive, outer,
                isConnectionOfReplica ? CONNECTION_NEARBY : Score.INFINITY, true);
    }

    /** The connection that makes what the outer resource runs a node, if it does. */
    private static Optional<Resource> connection(Resource outer) {
        return outer.is(Flag.REMOTE_CONNECTION)
                ? Optional.of(outer)
                : outer.contained().stream().filter(inner -> inner.is(Flag.REMOTE_CONNECTION)).findFirst();
    }

    private static void forbid(Resource resource, Predicate<Node> which, Resource because) {
        var reason = Reason.of(Reason.Kind.CONTAINER, "container", because.id());
        resource.allowed().values().stream().filter(weight -> which.test(weight.node()))
                .forEach(weight -> weight.become(Score.MINUS_INFINITY, reason));
    }

    private static void colocate(String id, Resource dependent, Resource primary, Score score,
            boolean hasInfluence) {
        var colocation = new Colocation(id, dependent, primary, score, null, null, "#uname", hasInfluence);
        dependent.colocations().add(colocation);
        primary.colocatedWithIt().add(colocation);
    }
}
