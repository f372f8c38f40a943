package org.quorate.crmsh.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Durations of one kind, at least one where a figure is asked for. */
record Samples(List<Duration> all) {

    Samples {
        all = List.copyOf(all);
    }

    static Samples none() {
        return new Samples(List.of());
    }

    Samples and(Duration next) {
        var more = new ArrayList<>(all);
        more.add(next);
        return new Samples(more);
    }

    /** Of an even number of samples, the upper of the two in the middle. */
    Duration median() {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    Duration worst() {
        return all.stream().max(Duration::compareTo).orElseThrow();
    }
}
