package org.quorate.simulation;

import java.time.Duration;
import java.util.PriorityQueue;

/** What is to happen, in the order of virtual time; what is due at one instant happens as it was put down. */
final class Agenda {

    private record Due(long at, long number, Runnable what) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Due> queue = new PriorityQueue<>(256);
    private long now;
    private long numbers;
    private long steps;

    /** Nanoseconds of true time since the world began. */
    long now() {
        return now;
    }

    /** How many events there were. */
    long steps() {
        return steps;
    }

    void at(long when, Runnable what) {
        queue.add(new Due(Math.max(when, now), numbers++, what));
    }

    void in(long nanos, Runnable what) {
        at(now + nanos, what);
    }

    void in(Duration delay, Runnable what) {
        at(now + delay.toNanos(), what);
    }

    /** Lets the next event happen, if it is due by {@code end}. */
    boolean step(long end) {
        var due = queue.peek();
        if (due == null || due.at() > end) {
            now = Math.max(now, end);
            return false;
        }
        queue.remove();
        now = due.at();
        steps++;
        due.what().run();
        return true;
    }
}
