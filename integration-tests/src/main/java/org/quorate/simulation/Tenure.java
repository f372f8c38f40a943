package org.quorate.simulation;

/** Until when, in true time, a machine was ever told that it holds its lease. */
final class Tenure {

    private long until = Long.MIN_VALUE;

    void told(long end) {
        until = Math.max(until, end);
    }

    void forget() {
        until = Long.MIN_VALUE;
    }

    long until() {
        return until;
    }
}
