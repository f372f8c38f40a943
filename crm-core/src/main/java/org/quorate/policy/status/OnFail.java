package org.quorate.policy.status;

import java.util.Map;
import java.util.Optional;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.OperationSpec;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;

/**
 * What follows from a failed operation, the mildest first: of several failures the gravest consequence holds.
 */
enum OnFail {

    IGNORE, DEMOTE, RESTART, RESET_REMOTE, RESTART_CONTAINER,
    /** It runs elsewhere or not at all. */
    BAN,
    /** Nothing is done with it until somebody cleans up. */
    BLOCK, STOP, STANDBY, FENCE;

    boolean isGraverThan(OnFail other) {
        return compareTo(other) > 0;
    }

    /**
     * The consequence of a failure of that operation.
     *
     * @param meta the settings of the operation
     */
    static OnFail of(Cluster cluster, Primitive resource, OperationSpec operation, Map<String, String> meta) {
        return configured(cluster, resource, operation, meta).orElseGet(
                () -> byDefault(cluster, resource, operation));
    }

    private static Optional<OnFail> configured(Cluster cluster, Primitive resource, OperationSpec operation,
            Map<String, String> meta) {
        if (isRemoteLost(cluster, resource, operation) && !resource.is(Flag.MANAGED)) {
            return Optional.empty();
        }
        var word = Optional.ofNullable(meta.get("on-fail"))
                .or(() -> operation.name().equals(Task.DEMOTE) ? asForPromoted(resource) : Optional.empty())
                .orElse("");
        return switch (word.toLowerCase(java.util.Locale.ROOT)) {
            case "block" -> Optional.of(BLOCK);
            case "fence" -> Optional.of(cluster.options().isFencingEnabled() ? FENCE : STOP);
            case "standby" -> operation.name().equals(Task.STOP) ? Optional.empty() : Optional.of(STANDBY);
            case "ignore", "nothing" -> Optional.of(IGNORE);
            case "migrate" -> Optional.of(BAN);
            case "stop" -> Optional.of(STOP);
            case "restart" -> Optional.of(RESTART);
            case "restart-container" -> resource.container().isPresent()
                    ? Optional.of(RESTART_CONTAINER)
                    : Optional.empty();
            case "demote" -> isOfPromoted(operation) ? Optional.of(DEMOTE) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isOfPromoted(OperationSpec operation) {
        return operation.name().equals(Task.PROMOTE) || operation.name().equals(Task.DEMOTE)
                || (operation.name().equals(Task.MONITOR) && operation.intervalMs() > 0
                        && operation.role().equals("Promoted"));
    }

    /** A failed demotion is treated as a failure of what watches the promoted role. */
    private static Optional<String> asForPromoted(Primitive resource) {
        return resource.operations().stream()
                .filter(spec -> spec.isEnabled() && spec.name().equals(Task.MONITOR) && spec.intervalMs() > 0
                        && spec.role().equals("Promoted"))
                .flatMap(spec -> spec.xml().attribute("on-fail").stream())
                .filter(word -> !word.equals("demote")).findFirst();
    }

    private static OnFail byDefault(Cluster cluster, Primitive resource, OperationSpec operation) {
        if (resource.container().isPresent()) {
            return RESTART_CONTAINER;
        }
        if (isRemoteLost(cluster, resource, operation)) {
            return resource.is(Flag.MANAGED) ? RESET_REMOTE : STOP;
        }
        if (operation.name().equals(Task.STOP)) {
            return cluster.options().isFencingEnabled() ? FENCE : BLOCK;
        }
        return RESTART;
    }

    /** Only probes and starts of a connection may fail without the remote node being lost. */
    private static boolean isRemoteLost(Cluster cluster, Primitive resource, OperationSpec operation) {
        var isProbe = operation.name().equals(Task.MONITOR) && operation.intervalMs() == 0;
        return resource.is(Flag.REMOTE_CONNECTION) && !isProbe && !operation.name().equals(Task.START)
                && cluster.node(resource.id()).filter(node -> node.kind() == Node.Kind.REMOTE).isPresent();
    }
}
