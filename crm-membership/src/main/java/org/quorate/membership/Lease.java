package org.quorate.membership;

/** The lease of this node, timed by itself. May be read from any thread. */
public interface Lease {

    /** No lease is held. */
    long NONE = Long.MIN_VALUE;

    /** Until when this node may keep its resources, in {@link BootClock} nanoseconds; {@link #NONE}. */
    long untilBoottimeNanos();

    default boolean isHeld(long nowBoottimeNanos) {
        long until = untilBoottimeNanos();
        return until != NONE && nowBoottimeNanos < until;
    }
}
