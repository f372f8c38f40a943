package org.quorate.simulation.exhaustive;

import java.util.Arrays;

/**
 * The moments that have been seen, exactly, in the order in which they were first seen, and from which one of
 * them each was reached by which step.
 */
final class Visited {

    private static final int HOST_BITS = 21;
    private static final int TIME_BITS = 6;
    private static final int SPENT_BITS = 12;

    private long[] one = new long[1 << 16];
    private long[] other = new long[1 << 16];
    private int[] from = new int[1 << 16];
    private short[] step = new short[1 << 16];
    private int[] slots = new int[1 << 18];
    private int size;

    Visited() {
        Arrays.fill(slots, -1);
    }

    int size() {
        return size;
    }

    int from(int number) {
        return from[number];
    }

    int step(int number) {
        return step[number];
    }

    /** Its number, or -1 when it was seen before. */
    int add(Whole whole, int parent, int ordinal) {
        long a = 0;
        for (var host : whole.hosts()) {
            a = a << HOST_BITS | within(host.number, HOST_BITS);
        }
        long b = ((long) whole.newest().number() << TIME_BITS | within(whole.time(), TIME_BITS)) << SPENT_BITS
                | whole.spent().packed();
        int slot = find(a, b);
        if (slots[slot] >= 0) {
            return -1;
        }
        slots[slot] = size;
        append(a, b, parent, ordinal);
        return size - 1;
    }

    private static long within(int value, int bits) {
        if (value < 0 || value >= 1 << bits) {
            throw new IllegalStateException(value + " does not fit into " + bits + " bits");
        }
        return value;
    }

    private int find(long a, long b) {
        long mixed = (a * 0x9E3779B97F4A7C15L ^ b) * 0xC2B2AE3D27D4EB4FL;
        int slot = (int) (mixed ^ mixed >>> 32) & slots.length - 1;
        while (slots[slot] >= 0 && (one[slots[slot]] != a || other[slots[slot]] != b)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void append(long a, long b, int parent, int ordinal) {
        if (size == one.length) {
            one = Arrays.copyOf(one, size * 2);
            other = Arrays.copyOf(other, size * 2);
            from = Arrays.copyOf(from, size * 2);
            step = Arrays.copyOf(step, size * 2);
        }
        one[size] = a;
        other[size] = b;
        from[size] = parent;
        step[size] = (short) ordinal;
        size++;
        if (size * 2 > slots.length) {
            grow();
        }
    }

    private void grow() {
        slots = new int[slots.length * 2];
        Arrays.fill(slots, -1);
        for (int number = 0; number < size; number++) {
            slots[find(one[number], other[number])] = number;
        }
    }
}
