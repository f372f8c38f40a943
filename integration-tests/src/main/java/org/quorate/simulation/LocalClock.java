package org.quorate.simulation;

import java.time.Instant;

/** The clocks of one machine: they run a little fast or slow, and its wall clock can be set. */
final class LocalClock {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T12:00:00Z");
    private static final long MILLION = 1_000_000;

    private final Agenda agenda;
    private final long ppm;
    private final long bootOffset;
    private long wallOffset;

    /** @param ppm how many microseconds a second it runs fast; at most 100,000, negative for slow */
    LocalClock(Agenda agenda, long ppm, long bootOffset) {
        this.agenda = agenda;
        this.ppm = ppm;
        this.bootOffset = bootOffset;
    }

    /** Its CLOCK_BOOTTIME. */
    long boot() {
        return bootOf(agenda.now());
    }

    private long bootOf(long world) {
        return bootOffset + world + world / MILLION * ppm + world % MILLION * ppm / MILLION;
    }

    /** The first true time at which this clock shows {@code boot} or more. */
    long worldAt(long boot) {
        long local = boot - bootOffset;
        long guess = Math.max(0, local - (long) (local * (ppm / (double) (MILLION + ppm))) - 1000);
        while (bootOf(guess) < boot) {
            guess += Math.max(1, (boot - bootOf(guess)) / 2);
        }
        return guess;
    }

    Instant wall() {
        return BEGINNING.plusNanos(boot() - bootOffset + wallOffset);
    }

    void setWallBy(long nanos) {
        wallOffset += nanos;
    }
}
