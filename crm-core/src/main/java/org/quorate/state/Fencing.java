package org.quorate.state;

import java.time.Instant;
import org.quorate.membership.NodeName;

/** An ended attempt to fence a node; {@code how} names the device, or the operator who confirmed. */
public record Fencing(NodeName target, String how, Progress.Ending ending, Instant at) {

    /** How many are kept. */
    public static final int HISTORY = 50;
}
