package org.quorate.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets a fault last. */
final class Hold {

    private Hold() {}

    /** Not less than that: a thread that is parked may wake up before its time. */
    static void on(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
