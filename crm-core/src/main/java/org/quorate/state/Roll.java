package org.quorate.state;

import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.NodeName;
import org.quorate.membership.NodeStanding;
import org.quorate.membership.Standing;
import org.quorate.membership.Standings;
import org.quorate.membership.VoterList;

/** What membership must know of a state, and whom the DC looks after. */
public final class Roll {

    private Roll() {}

    /**
     * What became of every node, who votes, and the times in force.
     *
     * @param atSetUp the voters of the settings, for as long as the log says nothing of voters
     */
    public static Standings standings(ClusterState state, SortedSet<NodeName> atSetUp) {
        var nodes = new TreeMap<NodeName, NodeStanding>();
        state.nodes().forEach((name, status) -> nodes.put(name,
                new NodeStanding(status.incarnation(), status.isMember() ? Standing.MEMBER : Standing.LOST)));
        var voters = state.voters();
        var list = voters.areKnown()
                ? voters.list(longestHold(state))
                : VoterList.settled(Voters.AT_SET_UP, atSetUp);
        return new Standings(state.position().index(), nodes, list, Owners.timings(state.configuration()));
    }

    /**
     * For how long somebody may have something after a majority of voters has answered it for the last time.
     * One that keeps it without quorum is not ended by waiting, whatever the list of voters.
     */
    private static Duration longestHold(ClusterState state) {
        var longest = Owners.timings(state.configuration()).takeoverWait();
        for (var status : state.resources().values()) {
            for (var owner : status.owners()) {
                if (!owner.isEndedByFencingAlone() && owner.takeoverWait().compareTo(longest) > 0) {
                    longest = owner.takeoverWait();
                }
            }
        }
        return longest;
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
