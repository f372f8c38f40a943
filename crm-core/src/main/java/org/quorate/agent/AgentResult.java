package org.quorate.agent;

import java.time.Duration;

/**
 * The end of one run.
 *
 * @param ticket    as given to {@link AgentRunner#run} or {@link MonitorRunner#repeat}
 * @param startedAt when the agent's process started, or would have: time since boot, on CLOCK_BOOTTIME
 * @param endedAt   when the end was known, on the same clock
 */
public record AgentResult(long ticket, AgentOutcome outcome, Duration startedAt, Duration endedAt) {}
