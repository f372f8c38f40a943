package org.quorate.membership;

/** Nanoseconds since the machine booted, suspend included. Compare differences; never zero or negative. */
@FunctionalInterface
public interface BootClock {

    long nanos();
}
