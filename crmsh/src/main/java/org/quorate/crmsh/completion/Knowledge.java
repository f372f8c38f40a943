package org.quorate.crmsh.completion;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.quorate.agent.AgentMetadata;
import org.quorate.model.AgentName;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit.Section;

/** What completion may ask; whatever cannot be known (no daemon, say) is empty. */
public interface Knowledge {

    /** The commands of a level, aliases not among them, each with one line of help. */
    SortedMap<String, String> commands(String level);

    List<String> levels();

    List<String> nodes();

    /** Resources, and where each runs. */
    SortedMap<String, List<String>> resources();

    /** With what is not committed yet. */
    Configuration configuration();

    List<AgentName> agents();

    /** What the agent of that name says, as someone types it (perhaps without class and provider). */
    Optional<AgentMetadata> metadata(String agent);

    List<Option> options(Section section);

    List<Option> metaAttributes();

    /**
     * An option of the cluster, or a meta attribute.
     *
     * @param values what it may be, where that is a list
     */
    record Option(String name, String meaning, List<String> values) {

        public Option {
            values = List.copyOf(values);
        }
    }
}
