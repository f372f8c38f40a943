package org.quorate.policy.outcome;

import java.util.Optional;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Action.Flag;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.state.Reason;

/**
 * Why an action is carried out: what was noted when it became necessary; else what made the action before it
 * necessary; else what actions of its kind are for. Mere points in the order need no reason.
 */
final class Because {

    private Because() {}

    static Optional<Reason> of(Action action) {
        if (action.reason().isPresent() || action.is(Flag.PSEUDO)) {
            return action.reason();
        }
        return ofKind(action).or(() -> action.firsts().stream().map(Action.Link::first)
                .filter(first -> !first.is(Flag.OPTIONAL)).map(Action::reason).flatMap(Optional::stream)
                .findFirst())
                .or(() -> Optional.of(Reason.of(Reason.Kind.ORDER, "action", action.key())));
    }

    private static Optional<Reason> ofKind(Action action) {
        var resource = action.resource().map(Resource::id).orElse("");
        var node = action.node().map(Node::name).orElse("");
        return switch (action.task()) {
            case Task.START, Task.MIGRATE_FROM -> reason(Reason.Kind.NOT_RUNNING, resource, node);
            case Task.PROMOTE, Task.DEMOTE -> reason(Reason.Kind.ROLE, resource, node);
            case Task.STOP -> action.resource().flatMap(Resource::assignedTo).isEmpty()
                    ? reason(Reason.Kind.NO_NODE, resource, node)
                    : Optional.empty();
            case Task.MONITOR -> action.intervalMs() == 0
                    ? reason(Reason.Kind.UNKNOWN_STATE, resource, node)
                    : Optional.of(Reason.of(Reason.Kind.WATCH, "resource", resource, "operation",
                            action.task() + "_" + action.intervalMs()));
            default -> Optional.empty();
        };
    }

    private static Optional<Reason> reason(Reason.Kind kind, String resource, String node) {
        return Optional.of(Reason.of(kind, "node", node, "resource", resource));
    }
}
