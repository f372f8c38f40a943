package org.quorate.state;

import java.time.Instant;
import java.util.List;
import org.quorate.model.ConfigurationEdit;

/** One committed change of the configuration: who, when, from where, why and what. */
public record ConfigurationChange(long version, Instant at, Origin origin, String message,
        List<ConfigurationEdit> edits) {

    public ConfigurationChange {
        edits = List.copyOf(edits);
    }

    /** Who asked: the user, the node it was typed on, and the client. */
    public record Origin(String user, String node, String client) {}
}
