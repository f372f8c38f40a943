package org.quorate.membership;

/** How a thread stands with the kernel's scheduler beside all else that wants the processor. */
public enum Urgency {
    /** Real-time: it runs before everything that is not. */
    REAL_TIME,
    /** Real-time priority was refused; it has the lowest niceness instead, and waits seldom and shortly. */
    FAVOURED,
    /** Like every other process: on a machine that is busy it waits its turn. */
    NONE
}
