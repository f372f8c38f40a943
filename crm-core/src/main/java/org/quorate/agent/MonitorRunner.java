package org.quorate.agent;

import java.time.Duration;

/**
 * Repeats monitors. Each runs first one interval after it was given, at most 500 ms, then one interval after
 * it last ended. The first outcome is reported, then only a change: an outcome that
 * {@link AgentOutcome#repeats} the last one reported is not.
 */
public interface MonitorRunner {

    /**
     * Begins to repeat a monitor; returns at once.
     *
     * @param ticket   the caller's number for this monitor, carried by all its results; not one still open
     * @param interval in [100 ms, 24 h]
     */
    void repeat(long ticket, AgentCall call, Duration interval);

    /** Ends the monitor; kills a run in flight. Nothing more is reported for the ticket once this returns. */
    void cancel(long ticket);
}
