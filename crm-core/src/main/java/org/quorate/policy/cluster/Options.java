package org.quorate.policy.cluster;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cluster options in force now, by their current names, defaults filled in by {@code input}.
 *
 * @param values every option that has a value
 */
public record Options(SortedMap<String, String> values) {

    /** What to do without quorum. */
    public enum NoQuorum {
        STOP, FREEZE, IGNORE, DEMOTE, FENCE
    }

    public Options {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** True for {@code true, yes, on, 1, y} in any case. */
    public boolean isOn(String name) {
        return switch (value(name).toLowerCase(java.util.Locale.ROOT)) {
            case "true", "yes", "on", "1", "y" -> true;
            default -> false;
        };
    }

    public boolean isSymmetric() {
        return isOn("symmetric-cluster");
    }

    public boolean isFencingEnabled() {
        return isOn("fencing-enabled");
    }

    /** Whether a node that was never seen counts as dangerous until it is fenced. */
    public boolean isStartupFencing() {
        return isFencingEnabled() && isOn("startup-fencing");
    }

    public boolean isMaintenance() {
        return isOn("maintenance-mode");
    }
}
