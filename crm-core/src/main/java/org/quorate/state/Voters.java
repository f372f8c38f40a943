package org.quorate.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.NodeName;
import org.quorate.membership.VoterList;

/**
 * Who votes. A list follows the one before it by one voter that came or went, and is followed by the next
 * only when it has settled ({@link Command.VotersSettled}). A voter that is to come is awaited until its
 * replica of the log is complete ({@link Command.VoterAdmitted}).
 *
 * @param version 1 for the list of the set-up; 0 while the log says nothing of voters: then the list is that
 *        of the settings, as version 1
 * @param listed those whose word counts
 * @param former the names of the list before; empty when the last change has settled
 * @param awaited one to come, or none
 * @param retired the highest number ever used by those that are neither listed nor awaited
 * @param changedAt when the list was last changed
 */
public record Voters(long version, SortedMap<NodeName, Listed> listed, SortedSet<NodeName> former,
        List<Voter> awaited, SortedMap<NodeName, Integer> retired, Instant changedAt) {

    public static final Voters NONE = new Voters(0, new TreeMap<>(), new TreeSet<>(), List.of(),
            new TreeMap<>(), Instant.EPOCH);

    /** The version that the list of the settings has. */
    public static final long AT_SET_UP = 1;

    /** More would make each decision slower and none safer. */
    public static final int MOST = 7;

    /**
     * A voter of the list.
     *
     * @param since the version with which it came
     */
    public record Listed(Voter voter, long since) {}

    public Voters {
        listed = Frozen.of(listed);
        former = Collections.unmodifiableSortedSet(new TreeSet<>(former));
        awaited = List.copyOf(awaited);
        retired = Frozen.of(retired);
    }

    /** The list of the set-up, as the settings have it. */
    static Voters atSetUp(Collection<Voter> voters, Instant at) {
        var listed = new TreeMap<NodeName, Listed>();
        voters.forEach(voter -> listed.put(voter.name(), new Listed(voter, 0)));
        return new Voters(AT_SET_UP, listed, new TreeSet<>(), List.of(), new TreeMap<>(), at);
    }

    /** Whether the log says who votes. */
    public boolean areKnown() {
        return version > 0;
    }

    public boolean haveSettled() {
        return former.isEmpty();
    }

    public SortedSet<NodeName> names() {
        return new TreeSet<>(listed.keySet());
    }

    /** Whether a node is in the list; every node is while the log says nothing of voters. */
    public boolean allow(NodeName node) {
        return !areKnown() || listed.containsKey(node);
    }

    /** All that keep the log, or shall: those of the list and the one that is awaited. */
    public List<Voter> all() {
        var all = new ArrayList<Voter>();
        listed.values().forEach(each -> all.add(each.voter()));
        all.addAll(awaited);
        return List.copyOf(all);
    }

    public Optional<Voter> awaited(NodeName name) {
        return awaited.stream().filter(voter -> voter.name().equals(name)).findFirst();
    }

    /** The number under which a node that is not listed comes. */
    int nextNumber(NodeName name) {
        return awaited(name).map(Voter::number).orElse(retired.getOrDefault(name, 0)) + 1;
    }

    VoterList list(Duration settleWait) {
        var since = new TreeMap<NodeName, Long>();
        listed.forEach((name, each) -> since.put(name, each.since()));
        return new VoterList(version, since, former, settleWait);
    }

    Voters awaiting(Voter voter) {
        return new Voters(version, listed, former, List.of(voter), retired, changedAt);
    }

    /** Nobody is awaited any more; the number that was is used up. */
    Voters awaitingNobody() {
        var used = new TreeMap<>(retired);
        awaited.forEach(voter -> used.put(voter.name(), voter.number()));
        return new Voters(version, listed, former, List.of(), used, changedAt);
    }

    /** The next list: with the one that was awaited. */
    Voters admitted(Voter voter, Instant at) {
        var next = new TreeMap<>(listed);
        next.put(voter.name(), new Listed(voter, version + 1));
        var used = new TreeMap<>(retired);
        used.remove(voter.name());
        return new Voters(version + 1, next, names(), List.of(), used, at);
    }

    /** The next list: without that one. */
    Voters without(Voter voter, Instant at) {
        var next = new TreeMap<>(listed);
        next.remove(voter.name());
        var used = new TreeMap<>(retired);
        used.put(voter.name(), voter.number());
        return new Voters(version + 1, next, names(), awaited, used, at);
    }

    Voters settled() {
        return new Voters(version, listed, new TreeSet<>(), awaited, retired, changedAt);
    }
}
