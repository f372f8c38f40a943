package org.quorate.state;

import java.util.ArrayList;
import java.util.List;

/** The idempotence keys of the last requests, oldest first, at most {@link #LIMIT}. */
public record RecentKeys(List<String> keys) {

    /** How many are kept; a retry that comes later than this many requests would count twice. */
    public static final int LIMIT = 500;

    public static final RecentKeys NONE = new RecentKeys(List.of());

    public RecentKeys {
        keys = List.copyOf(keys.subList(Math.max(0, keys.size() - LIMIT), keys.size()));
    }

    public boolean holds(String key) {
        return keys.contains(key);
    }

    public RecentKeys with(String key) {
        var changed = new ArrayList<>(keys);
        changed.add(key);
        return new RecentKeys(changed);
    }
}
