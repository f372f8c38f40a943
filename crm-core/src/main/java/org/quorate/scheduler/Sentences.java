package org.quorate.scheduler;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.quorate.state.Reason;

/** Reasons in words, for an operator at night: what is, and what would change it. */
public final class Sentences {

    private final Map<String, String> facts;

    private Sentences(Map<String, String> facts) {
        this.facts = facts;
    }

    /** One reason, as a clause without a full stop. */
    public static String text(Reason reason) {
        return new Sentences(reason.facts()).say(reason.kind());
    }

    /** {@code web_start_0} is the start of web. */
    private static String doneTo(String action) {
        var match = java.util.regex.Pattern.compile("(.+)_([a-z-]+)_\\d+").matcher(action);
        return match.matches() ? match.group(1) + " (" + match.group(2) + ")" : action;
    }

    static String all(List<Reason> reasons) {
        return reasons.stream().map(Sentences::text).distinct().collect(Collectors.joining("; "));
    }

    private String say(Reason.Kind kind) {
        return switch (kind) {
            case NOT_RUNNING -> "it should run and runs nowhere";
            case FAILED -> failed();
            case NODE_LOST -> "node " + of("node") + " is lost";
            case NODE_STANDBY -> facts.containsKey("operation")
                    ? "node " + of("node") + " is in standby because " + of("resource") + " failed there ("
                            + operation() + ", on-fail=standby)"
                    : "node " + of("node") + " is in standby";
            case NODE_LEAVING -> "node " + of("node") + " is shutting down";
            case NODE_ABSENT -> "node " + of("node") + " is not in the cluster";
            case NODE_FREE -> "node " + of("node") + " can take it and has the least to do";
            case TARGET_ROLE -> facts.containsKey("option")
                    ? "the cluster option " + of("option") + " is set"
                    : "it is meant to be stopped (target-role)";
            case MOVE -> "it was asked to move to " + of("to");
            case LOCATION -> "location " + of("constraint") + " gives " + of("node") + " the score "
                    + of("score");
            case COLOCATION -> facts.getOrDefault("score", "").startsWith("-")
                    ? "colocation " + of("constraint") + " keeps it away from " + of("with")
                    : "colocation " + of("constraint") + " wants it with " + of("with");
            case ORDER -> ordered();
            case GROUP -> "it follows " + of("with") + " in group " + of("group");
            case BETTER_NODE -> "node " + of("to") + " has a better score than " + of("from")
                    + ", by more than stickiness holds";
            case NO_NODE -> noNode();
            case UNKNOWN_STATE -> "node " + of("node") + " has still to say whether " + of("resource")
                    + " runs there (probe)";
            case TOO_MANY -> "it runs on more nodes than it may"
                    + (facts.containsKey("nodes") ? ": " + of("nodes") : "");
            case REMOVED -> facts.containsKey("operation")
                    ? "operation " + operation() + " is no longer configured"
                    : of("resource") + " is no longer configured";
            case WATCH -> "it is to be watched by " + operation();
            case STICKINESS -> "it runs there already (stickiness " + of("score") + ")";
            case CHANGED -> facts.containsKey("operation")
                    ? "the definition of " + operation() + " has changed"
                    : "its parameters have changed";
            case RESTART -> "a restart was asked for";
            case THRESHOLD -> "it failed too often on " + of("node") + " (" + of("failures") + ")";
            case FENCING -> fencing();
            case UNMANAGED -> unmanaged();
            case BLOCKED -> "its " + operation() + " failed on " + of("node")
                    + " and blocks it until an operator has looked";
            case POSSIBLE_OWNER -> "node " + of("node") + " was given it and has not said that it is stopped"
                    + (facts.containsKey("why") ? "; " + of("why") : "");
            case ASYMMETRIC -> "no location names node " + of("node") + " (symmetric-cluster=false)";
            case ROLE -> "it is to have another role";
            case HEALTH -> "the health of node " + of("node") + " says so (node-health-strategy)";
            case TICKET -> "ticket " + of("ticket") + " is not granted";
            case CAPACITY -> "node " + of("node") + " has not enough " + of("attribute") + " left";
            case SHUTDOWN_LOCK -> "it is kept for node " + of("to") + ", which was shut down (shutdown-lock)";
            case DISCOVERY -> "it is looked for on other nodes alone (resource-discovery=exclusive)";
            case INSTANCE_LIMIT -> "enough instances run already (" + of("limit") + ")";
            case PROMOTION_SCORE -> promotion();
            case CONTAINER -> "it belongs to " + of("container");
        };
    }

    private String noNode() {
        if (facts.containsKey("quorum")) {
            return "the cluster has no quorum (no-quorum-policy)";
        }
        return facts.containsKey("fencing")
                ? "fencing is on and there is no fence device (configure one, or set fencing-enabled=false)"
                : "no node may run it";
    }

    private String promotion() {
        return facts.containsKey("none")
                ? "none of " + of("clone") + " is promoted: its agent has set no promotion score, and no"
                        + " location gives its role Promoted one"
                : "its agent set a promotion score there";
    }

    private String ordered() {
        return facts.containsKey("action")
                ? "it follows from what is done to " + doneTo(of("action"))
                : facts.containsKey("untouched")
                        ? "order " + of("constraint", "group") + " wants " + of("untouched")
                                + " stopped before, and the cluster may not touch that"
                        : "order " + of("constraint") + " puts " + of("first") + " before " + of("then")
                                + ", and "
                                + of("first") + " does not run";
    }

    private String failed() {
        var exit = facts.containsKey("exit") ? " (exit " + of("exit") + detail() + ")" : "";
        var onFail = facts.containsKey("on-fail") ? ", and on-fail=" + of("on-fail") : "";
        var what = facts.containsKey("operation") ? "its " + operation() : "it";
        return what + " failed on " + of("node") + exit + onFail;
    }

    private String detail() {
        var why = facts.getOrDefault("why", "");
        var timedOut = facts.getOrDefault("status", "").equals("TIMED_OUT") ? ", timed out" : "";
        return timedOut + (why.isEmpty() ? "" : ": " + why);
    }

    private String fencing() {
        if (of("why").equals("it is being fenced")) {
            return "node " + of("node") + " is being fenced, and may run it until that is done";
        }
        if (!facts.containsKey("isolation")) {
            return "node " + of("node")
                    + (facts.containsKey("unfenced-for")
                            ? " must be unfenced for " + of("unfenced-for")
                            : " must be fenced")
                    + (facts.containsKey("why") ? ": " + of("why") : "");
        }
        return "node " + of("node") + " is lost and may still run it; " + of("why")
                + ", and nothing on that node ends it for certain (isolation " + of("isolation") + ")";
    }

    private String unmanaged() {
        return switch (facts.getOrDefault("scope", "node")) {
            case "cluster" -> "the cluster is in maintenance (maintenance-mode)";
            case "resource" -> "it is unmanaged or in maintenance";
            case "node" -> facts.containsKey("node")
                    ? "node " + of("node") + " is in maintenance"
                    : "it is in maintenance";
            default -> "it is in maintenance";
        };
    }

    /** {@code monitor_10000} as {@code monitor}. */
    private String operation() {
        var key = of("operation");
        return key.contains("_") ? key.substring(0, key.lastIndexOf('_')) : key;
    }

    private String of(String... names) {
        for (var name : names) {
            if (facts.containsKey(name)) {
                return facts.getOrDefault(name, "?");
            }
        }
        return "?";
    }
}
