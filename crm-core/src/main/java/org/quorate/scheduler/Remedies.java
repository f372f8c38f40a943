package org.quorate.scheduler;

import java.util.Optional;
import org.quorate.model.ResourceId;
import org.quorate.state.Reason;

/** What an operator can do about a reason: a command to type, or what to wait for. */
final class Remedies {

    private Remedies() {}

    static Optional<String> of(Reason reason, ResourceId resource) {
        var facts = reason.facts();
        var node = facts.getOrDefault("node", "?");
        var named = facts.getOrDefault("resource", resource.value());
        return switch (reason.kind()) {
            case NODE_STANDBY -> Optional.of(facts.containsKey("operation")
                    ? "crm resource cleanup " + named + " " + node
                    : "crm node online " + node);
            case NODE_LOST, NODE_ABSENT -> Optional.of("start node " + node + " (crm cluster start there)");
            case NODE_LEAVING -> Optional.of("start node " + node + " again once it has left");
            case TARGET_ROLE -> Optional.of(facts.containsKey("option")
                    ? "crm configure property " + facts.get("option") + "=false"
                    : "crm resource start " + named);
            case LOCATION, COLOCATION, ORDER -> Optional.of("change or delete constraint "
                    + facts.getOrDefault("constraint", facts.getOrDefault("group", "?")));
            case GROUP -> Optional.of("see crm resource why " + facts.getOrDefault("with", "?"));
            case THRESHOLD, BLOCKED, FAILED -> Optional.of("mend it, then crm resource cleanup " + named + " "
                    + node);
            case FENCING -> Optional.of(fencing(facts.getOrDefault("why", ""), node));
            case UNMANAGED -> Optional.of(switch (facts.getOrDefault("scope", "node")) {
                case "cluster" -> "crm configure property maintenance-mode=false";
                case "resource" -> "crm resource manage " + named;
                default -> "crm node ready " + node;
            });
            case ASYMMETRIC -> Optional.of("crm configure location with a score for " + node);
            case HEALTH -> Optional.of("mend node " + node + ", or set allow-unhealthy-nodes for " + named);
            case TICKET -> Optional.of("grant ticket " + facts.getOrDefault("ticket", "?"));
            case CAPACITY -> Optional.of("free capacity on " + node);
            case SHUTDOWN_LOCK -> Optional.of("start node " + facts.getOrDefault("to", "?")
                    + ", or crm resource cleanup " + named);
            case DISCOVERY ->
                Optional.of("crm configure location with resource-discovery=exclusive for " + node);
            case INSTANCE_LIMIT -> Optional.of("raise " + facts.getOrDefault("limit", "clone-max"));
            case CONTAINER -> Optional.of("see crm resource why " + facts.getOrDefault("container", "?"));
            case UNKNOWN_STATE -> Optional.of("wait for the probe on " + node);
            case STICKINESS, MOVE, BETTER_NODE -> Optional.of("crm resource move " + named);
            case POSSIBLE_OWNER -> Optional.of(facts.getOrDefault("why", "").contains("under way")
                    ? "wait for the start on " + node
                    : "crm node ready " + node);
            case NOT_RUNNING, NO_NODE, TOO_MANY, REMOVED, WATCH, CHANGED, RESTART, NODE_FREE, PROMOTION_SCORE,
                    ROLE ->
                Optional.empty();
        };
    }

    private static String fencing(String why, String node) {
        if (why.equals("it is being fenced")) {
            return "wait until " + node + " has been fenced";
        }
        return "configure a fence device that covers " + node + " (crm configure primitive ... stonith:...);"
                + " or, when " + node + " is certainly off, crm node confirm-dead " + node;
    }
}
