package org.quorate.state;

import java.time.Duration;
import java.time.Instant;

/**
 * The last result of one operation of a resource on a node.
 *
 * @param exit the exit code of the agent (0 to 9, 190, 191); 1 where it did not exit by itself
 * @param status how it ended
 * @param digest of the parameters it ran with, empty where not recorded
 */
public record OpRecord(ActionId action, int exit, Status status, Instant at, Duration took, String exitReason,
        String digest) {

    /** How the run of an agent ended. */
    public enum Status {
        DONE, TIMED_OUT, NOT_INSTALLED, COULD_NOT_RUN
    }
}
