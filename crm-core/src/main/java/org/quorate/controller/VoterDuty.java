package org.quorate.controller;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.membership.HostPort;
import org.quorate.membership.LogPeer;
import org.quorate.membership.NodeName;
import org.quorate.state.Command;
import org.quorate.state.Voter;
import org.quorate.state.Voters;

/**
 * What the DC does next about a change of voters. Looked at again after each step, by whoever leads then:
 * everything it needs is in the log and in the log's own configuration, so that a change of DC in the middle
 * loses nothing.
 *
 * <p>A voter that goes leaves our list first and the log's replicas after; one that comes has a complete
 * replica before our list has it. So our list is never ahead of the replicas: at any moment its voters are
 * all among them, and at most one replica is no voter.
 */
public sealed interface VoterDuty {

    /** Nothing, now. */
    record Nothing() implements VoterDuty {}

    /** The awaited one is not taken in yet, for this reason. */
    record Waits(String why) implements VoterDuty {}

    /**
     * What membership on this node sees of the voters.
     *
     * @param settled the newest version of the list that has settled, as far as it knows
     * @param answering the listed voters that answer it
     */
    record Seen(long settled, SortedSet<NodeName> answering) {

        public Seen {
            answering = Collections.unmodifiableSortedSet(new TreeSet<>(answering));
        }
    }

    /** The replicas are to change by one. */
    record ChangePeers(SortedSet<LogPeer> from, SortedSet<LogPeer> to) implements VoterDuty {

        public ChangePeers {
            from = Collections.unmodifiableSortedSet(new TreeSet<>(from));
            to = Collections.unmodifiableSortedSet(new TreeSet<>(to));
        }
    }

    /** A command is to be offered to the log. */
    record Propose(Command command) implements VoterDuty {}

    /**
     * The next step.
     *
     * @param peers the log's replicas as this leader knows them; empty while they change
     */
    static VoterDuty next(Voters voters, SortedSet<LogPeer> peers, Seen seen, Instant now) {
        if (!voters.areKnown() || peers.isEmpty()) {
            return new Nothing();
        }
        var listed = peers(voters.listed().values().stream().map(Voters.Listed::voter).toList());
        var wanted = peers(voters.all());
        var extra = without(peers, wanted);
        if (!extra.isEmpty()) {
            return new ChangePeers(peers, without(peers, List.of(extra.first())));
        }
        var lacking = without(listed, peers);
        if (!lacking.isEmpty()) {
            return new ChangePeers(peers, with(peers, lacking.first()));
        }
        if (!voters.haveSettled()) {
            return seen.settled() == voters.version()
                    ? new Propose(new Command.VotersSettled(voters.version(), now))
                    : new Nothing();
        }
        return voters.awaited().isEmpty()
                ? new Nothing()
                : takeIn(voters, peers, seen.answering(), now);
    }

    /**
     * The replica first, then the voter; and either only while the present voters that answer would be a
     * majority of the larger list by themselves. The newcomer cannot make up for one that is missing: it
     * votes for no leader before the change of the replicas has reached it, and its answers to heartbeats
     * count only once it is in the list. So should this leader fail in the middle, the others need it not.
     */
    private static VoterDuty takeIn(Voters voters, SortedSet<LogPeer> peers, SortedSet<NodeName> answering,
            Instant now) {
        var awaited = voters.awaited().getFirst();
        var answer = new TreeSet<>(answering);
        answer.retainAll(voters.names());
        int larger = voters.names().size() + 1;
        int needed = Math.min(larger / 2 + 1, voters.names().size());
        if (answer.size() < needed) {
            return new Waits("of the " + larger + " voters that there would be, " + needed
                    + " that vote already must answer, and only " + answer
                    + " do; start the others, or remove those"
                    + " that are gone (crm cluster remove)");
        }
        var missing = without(peers(List.of(awaited)), peers);
        return missing.isEmpty()
                ? admit(voters, awaited, now)
                : new ChangePeers(peers, with(peers, missing.first()));
    }

    private static SortedSet<LogPeer> with(SortedSet<LogPeer> peers, LogPeer more) {
        var to = new TreeSet<>(peers);
        to.add(more);
        return to;
    }

    private static SortedSet<LogPeer> peers(List<Voter> voters) {
        var peers = new TreeSet<LogPeer>();
        voters.forEach(voter -> peers
                .add(new LogPeer(voter.name(), voter.number(), HostPort.parse(voter.log()))));
        return peers;
    }

    private static SortedSet<LogPeer> without(SortedSet<LogPeer> from, Collection<LogPeer> those) {
        var left = new TreeSet<>(from);
        left.removeAll(those);
        return left;
    }

    /** Whether there is, or will be, anything to do before the list has settled and nobody is awaited. */
    static boolean isOpen(Voters voters, SortedSet<LogPeer> peers) {
        return voters.areKnown()
                && (!voters.haveSettled() || !voters.awaited().isEmpty()
                        || peers.size() != voters.all().size());
    }

    private static VoterDuty admit(Voters voters, Voter awaited, Instant now) {
        return new Propose(
                new Command.VoterAdmitted(voters.version(), awaited.name(), awaited.number(), now));
    }
}
