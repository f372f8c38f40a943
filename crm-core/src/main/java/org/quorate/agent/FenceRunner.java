package org.quorate.agent;

/**
 * Runs fence agents. Each ticket gets exactly one {@link FenceOutcome}, on a thread of the runner, through
 * the consumer given when the runner was made.
 */
public interface FenceRunner {

    /**
     * Starts the request; returns at once. Requests to one device run one at a time (pcmk_action_limit 1).
     */
    void fence(long ticket, FenceCall call);

    /** Kills the request; its end is reported as usual. Unknown tickets are ignored. */
    void cancel(long ticket);
}
