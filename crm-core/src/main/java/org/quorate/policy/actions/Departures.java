package org.quorate.policy.actions;

import java.util.Optional;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Prohibition;
import org.quorate.state.Reason;

/** Why a primitive cannot stay on a node; empty where it could, and only another node has a better score. */
final class Departures {

    private Departures() {}

    static Optional<Reason> of(Primitive primitive, Node from) {
        return unusable(from).map(kind -> Reason.of(kind, "node", from.name()))
                .or(() -> Optional.ofNullable(primitive.allowed().get(from))
                        .flatMap(weight -> Prohibition.of(primitive, weight)));
    }

    private static Optional<Reason.Kind> unusable(Node node) {
        if (!node.is(Node.Flag.ONLINE)) {
            return Optional.of(Reason.Kind.NODE_LOST);
        }
        if (node.is(Node.Flag.UNCLEAN)) {
            return Optional.of(Reason.Kind.FENCING);
        }
        if (node.is(Node.Flag.SHUTDOWN)) {
            return Optional.of(Reason.Kind.NODE_LEAVING);
        }
        return node.is(Node.Flag.STANDBY) ? Optional.of(Reason.Kind.NODE_STANDBY) : Optional.empty();
    }
}
