package org.quorate.agent;

/**
 * Runs agents. Operations of one resource run one at a time in the order given; those of different resources
 * run side by side, up to a limit per node. Each ticket gets exactly one {@link AgentResult}, on a thread of
 * the runner, through the consumer given when the runner was made.
 */
public interface AgentRunner {

    /**
     * Starts the call as soon as the limits allow; returns at once. A stop or demote first ends all recurring
     * monitors of the resource, as {@link MonitorRunner#cancel} does, and kills one that runs: they are to be
     * given again after it. A full queue ends the ticket with {@link AgentOutcome.CouldNotRun}.
     *
     * @param ticket the caller's number for this run; not one that is still open
     */
    void run(long ticket, AgentCall call);

    /**
     * Kills the run, or takes it out of the queue; its end is reported as usual. Unknown tickets are
     * ignored.
     */
    void cancel(long ticket);
}
