package org.quorate.membership;

/** What a voter says of one incarnation of a node. */
public enum Standing {
    /** The log has it as a member. */
    MEMBER,
    /** The log has declared it lost, or has seen a later incarnation of that node. It never returns. */
    LOST,
    /** The voter's log knows nothing of it, or the voter counts for nobody yet. */
    UNKNOWN
}
