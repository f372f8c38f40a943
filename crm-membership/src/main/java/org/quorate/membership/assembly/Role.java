package org.quorate.membership.assembly;

/** What a member is for. */
public enum Role {
    /** Votes and runs resources. */
    NODE,
    /** Votes, stores the log and answers; runs nothing. */
    ARBITER
}
