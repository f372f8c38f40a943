package org.quorate.crmsh.language;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.agent.AgentMetadata;
import org.quorate.model.AgentName;

/** What is known of the agents that are installed. Asked only where a statement needs it. */
public interface AgentKnowledge {

    /** Where no agents are known, as on a machine without a running daemon: nothing is checked. */
    AgentKnowledge NONE = new AgentKnowledge() {

        @Override
        public SortedSet<AgentName> agents() {
            return new TreeSet<>();
        }

        @Override
        public Optional<AgentMetadata> metadata(AgentName agent) {
            return Optional.empty();
        }
    };

    /** Every agent found; empty when that is not known. */
    SortedSet<AgentName> agents();

    /** What an agent says of itself; empty when that is not known. */
    Optional<AgentMetadata> metadata(AgentName agent);
}
