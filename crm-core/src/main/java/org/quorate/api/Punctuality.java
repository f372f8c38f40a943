package org.quorate.api;

import java.time.Duration;
import org.quorate.membership.Timings;
import org.quorate.membership.Urgency;
import org.quorate.membership.Vitals;

/**
 * How well this daemon keeps time. What is worst is worst of the last minute.
 *
 * @param loop what priority the event loop has
 * @param loopDelay how long an event waited for the loop
 * @param guardLeft what was left until the guardian's deadline when that was extended, at the least; zero
 *        when
 *        it was not extended
 * @param raft the times with which Raft was started
 */
public record Punctuality(Vitals heartbeats, Urgency loop, Duration loopDelay, Duration guardLeft,
        Timings raft) {}
