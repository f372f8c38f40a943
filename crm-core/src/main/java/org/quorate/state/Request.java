package org.quorate.state;

import java.time.Instant;
import org.quorate.membership.NodeName;

/** What an operator asked of a resource, in force until it is done. */
public sealed interface Request {

    /** When it was asked: for a move the index of the entry, for a restart the transition adopted then. */
    long asked();

    /** Be on that node; ends when it is active there, or has failed there. */
    record Move(NodeName to, long asked, Instant until) implements Request {}

    /** Stop and start once where it is; ends when a transition after {@code asked} has started it. */
    record Restart(long asked) implements Request {}
}
