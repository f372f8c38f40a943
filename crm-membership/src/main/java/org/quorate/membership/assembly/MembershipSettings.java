package org.quorate.membership.assembly;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.membership.Timings;
import org.quorate.membership.setup.Security;

/**
 * What one node must know to take part. Its cluster's id and its own voter identity are in
 * {@code dataFolder/voter.json}, written at set-up.
 *
 * @param peers every voter of the cluster at set-up, this node included
 * @param dataFolder holds voter.json and the log; must exist: nothing is ever started from empty
 * @param timings Raft's for as long as this runs; all others are those of the replicated state once that is
 *        known
 */
public record MembershipSettings(NodeName self, SortedMap<NodeName, PeerSettings> peers, Path dataFolder,
        Security security, Timings timings) {

    public static final int MOST_VOTERS = 7;

    public MembershipSettings {
        peers = Collections.unmodifiableSortedMap(new TreeMap<>(peers));
        var own = peers.get(self);
        if (own == null) {
            throw new IllegalArgumentException(
                    "this node, " + self + ", is not among the peers " + peers.keySet());
        }
        if (peers.size() > MOST_VOTERS) {
            throw new IllegalArgumentException("more than " + MOST_VOTERS + " voters: " + peers.keySet());
        }
        for (var peer : peers.entrySet()) {
            if (peer.getValue().links().size() != own.links().size()) {
                throw new IllegalArgumentException("node " + peer.getKey() + " has "
                        + peer.getValue().links().size() + " links, this node has " + own.links().size());
            }
        }
    }

    public PeerSettings own() {
        var own = peers.get(self);
        if (own == null) {
            throw new IllegalStateException("checked when the settings were made");
        }
        return own;
    }
}
