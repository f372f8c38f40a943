package org.quorate.agent;

import java.time.Duration;

/**
 * One request to a fence device.
 *
 * @param target  the node to act on; empty for list, monitor, metadata and validate-all
 * @param timeout for the whole request with its retries and delays, in [1 ms, 24 h]
 */
public record FenceCall(FenceDevice device, FenceAction action, String target, Duration timeout) {

    private static final Duration LONGEST = Duration.ofHours(24);

    public FenceCall {
        if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("timeout outside [1 ms, 24 h]: " + timeout);
        }
        if (target.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("not a node: '" + target + "'");
        }
    }
}
