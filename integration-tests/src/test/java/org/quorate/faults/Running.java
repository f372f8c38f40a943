package org.quorate.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    @Override
    public String toString() {
        return "canary " + pid + " on " + node + " [" + from + ", " + until + "]";
    }
}
