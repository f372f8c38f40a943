package org.quorate.membership.heartbeat;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.quorate.membership.HostPort;
import org.quorate.membership.NodeName;
import org.quorate.membership.Timings;

/**
 * What the heartbeats of one node must know.
 *
 * @param peers where every voter takes heartbeats, this node included: one address per link
 * @param clusterKey at least 16 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a key, compared by nobody
public record HeartbeatSettings(NodeName self, UUID cluster, SortedMap<NodeName, List<HostPort>> peers,
        byte[] clusterKey, Timings timings) {

    public HeartbeatSettings {
        peers = Collections.unmodifiableSortedMap(new TreeMap<>(peers));
    }

    List<HostPort> own() {
        return peers.getOrDefault(self, List.of());
    }
}
