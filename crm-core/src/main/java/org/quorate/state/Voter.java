package org.quorate.state;

import java.util.List;
import org.quorate.membership.NodeName;

/**
 * One voter: a node or the arbiter, in one of its lives on disk.
 *
 * @param number of its replica of the log: 1 at set-up, one more each time the node returns as a new voter
 * @param log where it takes the log's traffic, {@code host:port}
 * @param heartbeats where it takes heartbeats, one per link
 */
public record Voter(NodeName name, NodeStatus.Kind kind, int number, String log, List<String> heartbeats) {

    public Voter {
        heartbeats = List.copyOf(heartbeats);
        if (number < 1) {
            throw new IllegalArgumentException("a voter's number begins with 1, not " + number);
        }
    }

    Voter numbered(int other) {
        return new Voter(name, kind, other, log, heartbeats);
    }
}
