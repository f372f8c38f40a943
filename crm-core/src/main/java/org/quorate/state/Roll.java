package org.quorate.state;

import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.NodeName;
import org.quorate.membership.NodeStanding;
import org.quorate.membership.Standing;
import org.quorate.membership.Standings;

/** What membership must know of a state, and whom the DC looks after. */
public final class Roll {

    private static final long VOTERS_VERSION = 1;

    private Roll() {}

    /** What became of every node, who votes, and the times in force. */
    public static Standings standings(ClusterState state, SortedSet<NodeName> voters) {
        var nodes = new TreeMap<NodeName, NodeStanding>();
        state.nodes().forEach((name, status) -> nodes.put(name,
                new NodeStanding(status.incarnation(), status.isMember() ? Standing.MEMBER : Standing.LOST)));
        return new Standings(state.position().index(), nodes, VOTERS_VERSION, voters,
                Owners.timings(state.configuration()));
    }

    /** The members, each in its incarnation. */
    public static SortedSet<org.quorate.membership.Owner> members(ClusterState state) {
        var members = new TreeSet<org.quorate.membership.Owner>();
        state.nodes().forEach((name, status) -> {
            if (status.isMember()) {
                members.add(new org.quorate.membership.Owner(name, status.incarnation()));
            }
        });
        return members;
    }
}
