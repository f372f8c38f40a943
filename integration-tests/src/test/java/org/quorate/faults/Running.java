package org.quorate.faults;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A process of the canary and when it was seen running.
 *
 * @param from microseconds of CLOCK_MONOTONIC, which is one clock for all nodes of a laboratory
 */
record Running(String node, long pid, long from, long until) {

    /** Pairs of processes that ran at the same time, in words; none where at most one ran at a time. */
    static List<String> overlaps(List<Running> all) {
        var sorted = all.stream().sorted(Comparator.comparingLong(Running::from)).toList();
        var found = new ArrayList<String>();
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = i + 1; j < sorted.size() && sorted.get(j).from <= sorted.get(i).until; j++) {
                found.add(sorted.get(i) + " and " + sorted.get(j) + " for "
                        + (Math.min(sorted.get(i).until, sorted.get(j).until) - sorted.get(j).from) + " us");
            }
        }
        return found;
    }

    /** The longest time without any before one that began after an instant; empty where none began. */
    static Optional<Duration> silence(List<Running> all, long since) {
        long longest = -1;
        long until = Long.MAX_VALUE;
        for (var running : all.stream().sorted(Comparator.comparingLong(Running::from)).toList()) {
            if (running.from > since && until != Long.MAX_VALUE) {
                longest = Math.max(longest, running.from - until);
            }
            until = until == Long.MAX_VALUE ? running.until : Math.max(until, running.until);
        }
        return longest < 0 ? Optional.empty() : Optional.of(Duration.of(longest, ChronoUnit.MICROS));
    }

    @Override
    public String toString() {
        return "canary " + pid + " on " + node + " [" + from + ", " + until + "]";
    }
}
