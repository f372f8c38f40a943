package org.quorate.membership;

/**
 * Who leads the log, as one node knows it. Never a ground for safety: a leader may be deposed and not know.
 */
public sealed interface Leadership {

    /** This node leads, since {@code term}, and has applied everything of earlier terms. */
    record Leads(long term) implements Leadership {}

    /** Another node leads. */
    record Follows(NodeName leader, long term) implements Leadership {}

    /** No leader is known. */
    record NoLeader() implements Leadership {}
}
