package org.quorate.state;

import java.util.List;
import org.quorate.model.Configuration;
import org.quorate.model.Resource;

/**
 * The configuration, its version and how it came to be.
 *
 * @param version grows by one with each accepted change
 * @param history the last changes, oldest first, at most {@link #HISTORY}
 * @param removed primitives that left the configuration while they may still run somewhere
 */
public record VersionedConfiguration(long version, Configuration current, List<ConfigurationChange> history,
        List<Resource.Primitive> removed) {

    /** How many changes are kept. */
    public static final int HISTORY = 100;

    public static final VersionedConfiguration EMPTY = new VersionedConfiguration(0, Configuration.EMPTY,
            List.of(), List.of());

    public VersionedConfiguration {
        history = List.copyOf(history.subList(Math.max(0, history.size() - HISTORY), history.size()));
        removed = List.copyOf(removed);
    }
}
