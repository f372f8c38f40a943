package org.quorate.scheduler.placement;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Weight;
import org.quorate.rules.ResourceOptions.Control;

/** What policy made of a CIB, as a value: the seat of each primitive, by its name. */
record Assigned(Map<String, Seat> seats) {

    private static final Seat NONE = new Seat(null, Control.MANAGED, Map.of());

    /**
     * The node of a primitive.
     *
     * @param node null for nowhere
     * @param control whether policy leaves it alone
     * @param weights what made the score of each node that comes into question
     */
    record Seat(@Nullable NodeName node, Control control, Map<String, List<Weight.Part>> weights) {

        Seat {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        }

        Optional<NodeName> assignedTo() {
            return Optional.ofNullable(node);
        }

        /** Empty where the node does not come into question. */
        Optional<List<Weight.Part>> parts(NodeName candidate) {
            return Optional.ofNullable(weights.get(candidate.value()));
        }
    }

    Assigned {
        seats = Collections.unmodifiableMap(new LinkedHashMap<>(seats));
    }

    static Assigned of(Cluster cluster) {
        var seats = new LinkedHashMap<String, Seat>();
        cluster.primitives().forEach(primitive -> seats.put(primitive.id(), seat(primitive)));
        return new Assigned(seats);
    }

    private static Seat seat(Primitive primitive) {
        var weights = new LinkedHashMap<String, List<Weight.Part>>();
        primitive.allowed().forEach((node, weight) -> weights.put(node.name(), weight.parts()));
        return new Seat(primitive.assignedTo().map(Node::name).map(NodeName::new).orElse(null),
                primitive.is(Flag.MANAGED) ? Control.MANAGED : Control.UNMANAGED, weights);
    }

    Seat seat(ResourceId resource) {
        return seats.getOrDefault(resource.value(), NONE);
    }
}
