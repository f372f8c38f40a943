package org.quorate.agent;

import org.quorate.model.AgentName;
import java.util.SortedSet;

/** The agents that this node has. */
public interface AgentCatalog {

    /** Every agent found, by reading directories; milliseconds. */
    SortedSet<AgentName> agents();

    /** What the agent says about itself: runs it once (up to 30 s), then answers from memory. */
    Lookup metadata(AgentName name);

    /** An answer of {@link #metadata}. */
    sealed interface Lookup {

        record Found(AgentMetadata metadata) implements Lookup {}

        /** There is no such agent here; the text names the nearest that there is. */
        record Unknown(String why) implements Lookup {}

        /** It is there, but its meta-data action failed or is not well-formed. */
        record Unreadable(String why) implements Lookup {}
    }
}
