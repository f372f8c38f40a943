package org.quorate.simulation;

import java.time.Duration;
import java.util.Arrays;

/** What is to happen, in the order of virtual time; what is due at one instant happens as it was put down. */
final class Agenda {

    /** A heap of their times; what is due is beside its time, so that nothing is made for an entry. */
    private long[] times = new long[256];
    private long[] order = new long[256];
    private Runnable[] what = new Runnable[256];
    private int size;
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

    void at(long when, Runnable then) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            order = Arrays.copyOf(order, 2 * size);
            what = Arrays.copyOf(what, 2 * size);
        }
        int hole = size++;
        long time = Math.max(when, now);
        while (hole > 0 && time < times[(hole - 1) / 2]) {
            move((hole - 1) / 2, hole);
            hole = (hole - 1) / 2;
        }
        put(hole, time, numbers++, then);
    }

    private void put(int place, long time, long number, Runnable then) {
        times[place] = time;
        order[place] = number;
        what[place] = then;
    }

    private void move(int from, int to) {
        put(to, times[from], order[from], what[from]);
    }

    private boolean isBefore(int one, int other) {
        return times[one] != times[other] ? times[one] < times[other] : order[one] < order[other];
    }

    private static void nothing() {}

    private Runnable removeFirst() {
        var first = what[0];
        int last = --size;
        int hole = 0;
        for (int child = 1; child < last; child = 2 * hole + 1) {
            if (child + 1 < last && isBefore(child + 1, child)) {
                child++;
            }
            if (!isBefore(child, last)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        move(last, hole);
        what[last] = Agenda::nothing;
        return first;
    }

    void in(long nanos, Runnable what) {
        at(now + nanos, what);
    }

    void in(Duration delay, Runnable what) {
        at(now + delay.toNanos(), what);
    }

    /** Lets the next event happen, if it is due by {@code end}. */
    boolean step(long end) {
        if (size == 0 || times[0] > end) {
            now = Math.max(now, end);
            return false;
        }
        now = times[0];
        steps++;
        removeFirst().run();
        return true;
    }
}
