package org.quorate.state;

import java.util.List;
import org.quorate.membership.NodeName;

/** What an operator wants of the list of voters: one voter that comes, goes or returns. */
public sealed interface VoterChange {

    NodeName voter();

    /** A node or an arbiter comes. Its number is that after the last one used under its name. */
    record Add(NodeName voter, NodeStatus.Kind kind, String log, List<String> heartbeats)
            implements
                VoterChange {

        public Add {
            heartbeats = List.copyOf(heartbeats);
        }
    }

    record Remove(NodeName voter) implements VoterChange {}

    /**
     * A voter whose data folder is lost returns under the next number: the old one goes, and when that has
     * settled the new one comes.
     *
     * @param log where it will be; empty: where it was
     * @param heartbeats the same; empty: where they were
     */
    record Replace(NodeName voter, String log, List<String> heartbeats) implements VoterChange {

        public Replace {
            heartbeats = List.copyOf(heartbeats);
        }
    }
}
