package org.quorate.policy.cluster;

/** What an ordering means beyond "first, then". Several hold at once; none at all is no ordering. */
public enum Relation {

    /** If both run, first runs before then. */
    ORDERED,
    /** If first cannot run, then cannot either. */
    UNRUNNABLE_FIRST_BLOCKS,
    /** If first must run, then must too (a stop that forces a stop). */
    FIRST_IMPLIES_THEN,
    /** If then must run, first must too. */
    THEN_IMPLIES_FIRST,
    /** The same, as long as then's resource is to be promoted. */
    PROMOTED_THEN_IMPLIES_FIRST,
    /** If first must run, then must on the same node. */
    FIRST_IMPLIES_SAME_NODE_THEN,
    /** If then cannot migrate, first cannot either, and stays mandatory. */
    UNMIGRATABLE_THEN_BLOCKS,
    /** Holds only if first cannot migrate. */
    IF_FIRST_UNMIGRATABLE,
    /** Holds only if both are on the same node. */
    IF_ON_SAME_NODE,
    /** Holds only if then must run on the same node. */
    IF_REQUIRED_ON_SAME_NODE,
    /** Holds only on the same node, or where then's resource is to migrate to. */
    IF_ON_SAME_NODE_OR_TARGET,
    /** If one is in the graph, the other is too, be it optional. */
    THEN_IMPLIES_FIRST_GRAPHED, FIRST_IMPLIES_THEN_GRAPHED,
    /** The reverse does not hold. */
    ASYMMETRIC,
    /** Allowed even though an action is on a guest whose own actions are implied. */
    GUEST_ALLOWED,
    /** A stop in the middle of a move: first moves, so then stops. */
    INTERMEDIATE_STOP,
    /** Of two actions one must run: then when first does not. */
    FIRST_ELSE_THEN,
    /** A probe behind a connection's start. */
    NESTED_REMOTE_PROBE,
    /** Enough of the firsts must be able to run (clone-min, require-all=false). */
    MIN_RUNNABLE,
    /** From a probe to what waits for it. */
    PROBE,
    /** If then must run, first is dropped: then does away with what it would do (a reload before a stop). */
    THEN_CANCELS_FIRST;

    /** Relations are asked for all the time, so a link has them as bits of a number. */
    @SuppressWarnings("EnumOrdinal")
    private final int bit = 1 << ordinal();

    int bit() {
        return bit;
    }
}
