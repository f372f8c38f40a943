package org.quorate.daemon;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.HostPort;
import org.quorate.membership.NodeName;
import org.quorate.membership.assembly.PeerSettings;
import org.quorate.membership.assembly.Role;
import org.quorate.state.ClusterState;
import org.quorate.state.NodeStatus.Kind;
import org.quorate.state.Voter;

/**
 * Who votes and where each voter is: as the log says, and before the log says anything of it, as the settings
 * of this node do.
 */
final class Places {

    private final SortedMap<NodeName, PeerSettings> atSetUp;

    Places(SortedMap<NodeName, PeerSettings> atSetUp) {
        this.atSetUp = atSetUp;
    }

    SortedSet<NodeName> voters(ClusterState state) {
        return state.voters().areKnown() ? state.voters().names() : new TreeSet<>(atSetUp.keySet());
    }

    /** The voters of the settings; the number of each is 1 at set-up. */
    List<Voter> atSetUp() {
        return atSetUp.entrySet().stream().map(peer -> new Voter(peer.getKey(), kind(peer.getValue().role()),
                1, peer.getValue().raft().toString(),
                peer.getValue().links().stream().map(HostPort::toString).toList())).toList();
    }

    static Kind kind(Role role) {
        return switch (role) {
            case NODE -> Kind.NODE;
            case ARBITER -> Kind.ARBITER;
        };
    }

    /** Where heartbeats go, also those of a voter that is awaited. */
    SortedMap<NodeName, List<HostPort>> heartbeats(ClusterState state) {
        var places = new TreeMap<NodeName, List<HostPort>>();
        if (!state.voters().areKnown()) {
            atSetUp.forEach((name, peer) -> places.put(name, peer.links()));
        }
        for (var voter : state.voters().all()) {
            places.put(voter.name(), voter.heartbeats().stream().map(HostPort::parse).toList());
        }
        return places;
    }
}
