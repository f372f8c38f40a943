package org.quorate.membership.lease;

import java.util.Comparator;

/** The last entry of a voter's log, committed or not; the later one is the better placed to lead. */
public record LogEnd(long term, long index) implements Comparable<LogEnd> {

    public static final LogEnd EMPTY = new LogEnd(0, -1);

    private static final Comparator<LogEnd> ORDER = Comparator.comparingLong(LogEnd::term)
            .thenComparingLong(LogEnd::index);

    @Override
    public int compareTo(LogEnd other) {
        return ORDER.compare(this, other);
    }
}
