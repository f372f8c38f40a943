package org.quorate.state;

import java.time.Instant;
import org.quorate.membership.NodeName;

/** What an operator asked of a resource, in force until it is done. */
public sealed interface Request {

    /** Index of the entry that asked. */
    long asked();

    /** Be on that node; ends when it is active there, or has failed there. */
    record Move(NodeName to, long asked, Instant until) implements Request {}

    /** Stop and start once where it is; ends when it was started after {@code asked}. */
    record Restart(long asked) implements Request {}
}
