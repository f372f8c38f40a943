package org.quorate.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quorate.membership.NodeName;
import org.quorate.state.ClusterState;

/** What of the log survives a loss of power: one replica, with its number. */
final class Disk {

    /** How it takes a write. */
    enum Health {
        WELL, FULL,
        /**
         * Nothing is left; the marker beside it keeps the daemon from beginning anew under the old number.
         */
        WIPED,
        /** An older copy has come back, and the marker is not the one that belongs to it. */
        STALE
    }

    /** The state after an entry, in place of all entries up to it. */
    record Snapshot(long index, long term, ClusterState state, SortedMap<NodeName, Integer> peers) {}

    /** Of the replica; one more each time its machine comes back as a new voter. */
    int number = 1;
    long term;
    @Nullable
    NodeName votedFor;
    @Nullable
    Snapshot snapshot;
    private final List<Entry> entries = new ArrayList<>();
    /** Which replicas there are from an entry on. */
    private final NavigableMap<Long, SortedMap<NodeName, Integer>> configurations = new TreeMap<>();
    private long purged;
    /** A lower bound of what is agreed: a new life applies so much before it hears of anybody. */
    long replayTo;
    Health health = Health.WELL;
    /** The longest that a write takes, in nanoseconds. */
    long slowestWrite;

    Disk(SortedMap<NodeName, Integer> peers) {
        configurations.put(0L, peers);
    }

    /** Whether a daemon begins from it at all, sooner or later. */
    boolean canBegin() {
        return health == Health.WELL || health == Health.FULL;
    }

    /** An empty replica of that number, which votes for nobody until a leader takes it in. */
    void setUp(int newNumber) {
        number = newNumber;
        term = 0;
        votedFor = null;
        snapshot = null;
        entries.clear();
        configurations.clear();
        configurations.put(0L, Collections.emptySortedMap());
        purged = 0;
        replayTo = 0;
        health = Health.WELL;
    }

    /** The replicas and their numbers, by the newest entry that says so, agreed or not. */
    SortedMap<NodeName, Integer> peers() {
        return configurations.lastEntry().getValue();
    }

    /** Where the newest list of replicas stands. */
    long peersSince() {
        return configurations.lastKey();
    }

    SortedMap<NodeName, Integer> peersAt(long index) {
        var known = configurations.floorEntry(index);
        return known == null ? peers() : known.getValue();
    }

    long lastIndex() {
        return purged + entries.size();
    }

    /** Entries up to here are in the snapshot alone. */
    long purged() {
        return purged;
    }

    /** The term of an entry; 0 before the first, whose index is 1. */
    long termAt(long index) {
        if (snapshot != null && index == snapshot.index()) {
            return snapshot.term();
        }
        return index == 0 ? 0 : entry(index).term();
    }

    Entry entry(long index) {
        return entries.get((int) (index - purged) - 1);
    }

    /** The entries after {@code from} up to {@code until}. */
    List<Entry> between(long from, long until) {
        return List.copyOf(entries.subList((int) (from - purged), (int) (until - purged)));
    }

    void add(Entry entry) {
        entries.add(entry);
        if (entry.content() instanceof Entry.Peers(var peers)) {
            configurations.put(lastIndex(), peers);
        }
    }

    void truncateFrom(long index) {
        entries.subList((int) (index - purged) - 1, entries.size()).clear();
        configurations.tailMap(index, true).clear();
    }

    /** From now on the state stands for the entries up to it. */
    void snapshot(long index, ClusterState state) {
        var taken = new Snapshot(index, termAt(index), state, peersAt(index));
        entries.subList(0, (int) (index - purged)).clear();
        snapshot = taken;
        purged = index;
        configurations.headMap(index, true).clear();
        configurations.put(index, taken.peers());
        replayTo = Math.max(replayTo, index);
    }

    /** Takes over another replica's snapshot, and forgets all else. */
    void install(Snapshot other) {
        entries.clear();
        configurations.clear();
        configurations.put(other.index(), other.peers());
        snapshot = other;
        purged = other.index();
        replayTo = Math.max(replayTo, other.index());
    }
}
