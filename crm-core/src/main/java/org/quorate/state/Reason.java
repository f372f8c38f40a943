package org.quorate.state;

import java.util.Map;
import org.quorate.model.TextMap;

/**
 * Why something was decided: a kind and the facts it rests on, such as {@code node}, {@code resource},
 * {@code constraint}, {@code failure}. The text is made from these alone.
 */
public record Reason(Kind kind, Map<String, String> facts) {

    /** The facts are sorted by name. */
    public Reason {
        facts = TextMap.sorted(facts);
    }

    /** A reason with facts as name, value, name, value, ... */
    public static Reason of(Kind kind, String... namesAndValues) {
        return new Reason(kind, TextMap.of(namesAndValues));
    }

    /** The kinds of reasons; what each means in words is said by {@code scheduler}. */
    public enum Kind {
        /** The resource should run and runs nowhere. */
        NOT_RUNNING,
        /** An operation failed: facts {@code operation}, {@code exit}, {@code why}. */
        FAILED,
        /** The node that ran it is lost. */
        NODE_LOST,
        /** The node is to run nothing: standby, shutdown. */
        NODE_STANDBY, NODE_LEAVING,
        /** The administrator wants it stopped (target-role). */
        TARGET_ROLE,
        /** The administrator moved it; fact {@code to}. */
        MOVE,
        /** A location, colocation or order constraint; fact {@code constraint}. */
        LOCATION, COLOCATION, ORDER,
        /** The group it belongs to. */
        GROUP,
        /** A better score elsewhere than stickiness holds. */
        BETTER_NODE,
        /** No node may run it. */
        NO_NODE,
        /** Its state on this node is not known yet. */
        UNKNOWN_STATE,
        /** It runs on more nodes than it may. */
        TOO_MANY,
        /** It, or an operation of it, is no longer in the configuration. */
        REMOVED,
        /** It runs and is to be watched. */
        WATCH,
        /** The resource holds where it is. */
        STICKINESS,
        /** The definition changed; it must restart. */
        CHANGED,
        /** The administrator asked for a restart. */
        RESTART,
        /** Failed too often on this node (migration-threshold). */
        THRESHOLD,
        /** Fencing must come first, or there is no device for it. */
        FENCING,
        /** The cluster or the resource is in maintenance or unmanaged. */
        UNMANAGED,
        /** A failed stop blocks it. */
        BLOCKED,
        /** A possible owner could still run it. */
        POSSIBLE_OWNER,
        /** The node can take it; the node is no member (it left, was fenced, or never joined). */
        NODE_FREE, NODE_ABSENT,
        /** The cluster takes resources only where a location says so (symmetric-cluster=false). */
        ASYMMETRIC,
        /** The node's health attributes ({@code node-health-strategy}). */
        HEALTH,
        /** A ticket that is not granted, or on standby; fact {@code ticket}. */
        TICKET,
        /** The node has not enough left of what it needs (utilization); fact {@code attribute}. */
        CAPACITY,
        /** It is locked to a node that was shut down (shutdown-lock); fact {@code to}. */
        SHUTDOWN_LOCK,
        /** It is looked for on some nodes alone (resource-discovery=exclusive). */
        DISCOVERY,
        /** Enough instances of the clone or bundle run there, or in the cluster; fact {@code limit}. */
        INSTANCE_LIMIT,
        /** How much its agent wants to be promoted there (promotion score). */
        PROMOTION_SCORE,
        /** It lives in a guest or a container; fact {@code container}. */
        CONTAINER,
        /** It is to have another role. */
        ROLE
    }
}
