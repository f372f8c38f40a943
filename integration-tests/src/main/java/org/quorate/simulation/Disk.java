package org.quorate.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quorate.membership.NodeName;

/** What of the log survives a loss of power. */
final class Disk {

    /** How it takes a write. */
    enum Health {
        WELL, FULL, WIPED
    }

    long term;
    @Nullable
    NodeName votedFor;
    final List<Entry> entries = new ArrayList<>();
    /** A lower bound of what is agreed: a new life applies so much before it hears of anybody. */
    long replayTo;
    Health health = Health.WELL;
    /** The longest that a write takes, in nanoseconds. */
    long slowestWrite;

    long lastIndex() {
        return entries.size();
    }

    /** The term of an entry; 0 before the first, whose index is 1. */
    long termAt(long index) {
        return index == 0 ? 0 : entry(index).term();
    }

    Entry entry(long index) {
        return entries.get((int) index - 1);
    }

    void truncateFrom(long index) {
        entries.subList((int) index - 1, entries.size()).clear();
    }
}
