package org.quorate.membership.ratis;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.HostPort;
import org.quorate.membership.NodeName;
import org.quorate.membership.Timings;
import org.quorate.membership.setup.Security;

/**
 * What the log of one node must know.
 *
 * @param peers where every voter of the cluster's set-up takes the log's traffic, this node included
 * @param dataFolder has voter.json; the log is in its sub-folder raft
 * @param timings have the log's own, calmer timeouts
 */
public record LogSettings(NodeName self, SortedMap<NodeName, HostPort> peers, Path dataFolder,
        Security security, Timings timings) {

    public LogSettings {
        peers = Collections.unmodifiableSortedMap(new TreeMap<>(peers));
        if (!peers.containsKey(self)) {
            throw new IllegalArgumentException("this node, " + self + ", is not among the voters");
        }
    }

    HostPort own() {
        return peers.getOrDefault(self, new HostPort("localhost", 0));
    }

    Path raftFolder() {
        return dataFolder.resolve("raft");
    }
}
