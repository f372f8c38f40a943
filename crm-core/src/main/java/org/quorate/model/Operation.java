package org.quorate.model;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A configured operation of a primitive.
 *
 * @param name the action: start, stop, monitor, promote, demote, ...
 * @param attributes interval, timeout, on-fail, role, enabled, start-delay, ... as written
 * @param params extra instance attributes of this operation (OCF_CHECK_LEVEL, ...)
 * @param further more sets of instance attributes, by rules
 * @param meta sets of attributes of the operation, by rules
 */
public record Operation(String name, SortedMap<String, String> attributes, NvSet params, List<NvSet> further,
        List<NvSet> meta, Extras extras) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

    public Operation {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        further = List.copyOf(further);
        meta = List.copyOf(meta);
    }

    public Operation(String name, SortedMap<String, String> attributes, NvSet params) {
        this(name, attributes, params, List.of(), List.of(), Extras.NONE);
    }

    /** Time from the end of one run to the start of the next; zero for an operation that does not recur. */
    public Duration interval() {
        return Durations.parse(attributes.getOrDefault("interval", "0")).orElse(Duration.ZERO);
    }

    /** The key under which history and failcounts name it: {@code monitor_10000}. */
    public String key() {
        return key(name, interval());
    }

    public static String key(String name, Duration interval) {
        return name + "_" + interval.toMillis();
    }

    public boolean isEnabled() {
        return !attributes.getOrDefault("enabled", "true").equalsIgnoreCase("false");
    }

    public Operation withAttributes(SortedMap<String, String> changed) {
        return new Operation(name, changed, params, further, meta, extras);
    }
}
