package org.quorate.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** One stream of chance. Streams split from one another in a fixed order do not disturb each other. */
final class Dice {

    private final SplittableRandom random;

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    static Dice of(long seed) {
        return new Dice(new SplittableRandom(seed));
    }

    Dice split() {
        return new Dice(random.split());
    }

    /** In [0, bound). */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** In [least, most]. */
    long between(long least, long most) {
        return least >= most ? least : random.nextLong(least, most + 1);
    }

    Duration between(Duration least, Duration most) {
        return Duration.ofNanos(between(least.toNanos(), most.toNanos()));
    }

    /** Milliseconds in [least, most], as nanoseconds to the microsecond. */
    long millis(long least, long most) {
        return between(least * 1000, most * 1000) * 1000;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    long seed() {
        return random.nextLong();
    }
}
