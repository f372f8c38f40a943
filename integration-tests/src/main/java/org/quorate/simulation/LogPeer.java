package org.quorate.simulation;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quorate.membership.Leadership;
import org.quorate.membership.NodeName;
import org.quorate.membership.lease.LogEnd;
import org.quorate.simulation.Entry.Call;
import org.quorate.simulation.Entry.Content;
import org.quorate.state.ClusterState;
import org.quorate.state.Outcome;

/** One voter's part in the simulated log, for one life of its daemon. */
final class LogPeer {

    private static final long BEAT = 250_000_000L;
    private static final int MOST_AT_ONCE = 64;
    /** A newcomer that does not run is given up for this time's try after so long. */
    private static final long CHANGE_LIMIT = 5_000_000_000L;

    /** What the log is used by, and whom it reaches. */
    interface Surroundings {

        void send(NodeName to, LogMessage message);

        /** Whether this leader has asked a majority of late. */
        boolean hasContact();

        Outcome apply(long index, Entry.Ordered ordered);

        /** An entry of any kind was applied. */
        void applied(long index, Content content);

        void leadershipMoved();

        ClusterState state();

        /** The state is that of a snapshot. */
        void restore(ClusterState state);
    }

    /** A replica that is filled before it is one of those that count. */
    private record Newcomer(NodeName name, int number, SortedMap<NodeName, Integer> peers) {}

    private enum Role {
        FOLLOWER, CANDIDATE, LEADER
    }

    private final NodeName self;
    private final Disk disk;
    private final Life life;
    private final Dice dice;
    private final Surroundings surroundings;
    private final Map<NodeName, Long> matched = new HashMap<>();
    private final Map<NodeName, Long> next = new HashMap<>();
    private final Set<NodeName> votes = new HashSet<>();
    private final Map<Call, NodeName> waiting = new HashMap<>();
    private final Map<Call, Outcome> outcomes = new HashMap<>();
    private Role role = Role.FOLLOWER;
    private @Nullable NodeName leader;
    private long opening;
    private long committed;
    private long applied;
    private long elections;
    private long lag;
    private @Nullable Newcomer newcomer;

    LogPeer(Machine machine, World world, Life life, Surroundings surroundings) {
        this.self = machine.name();
        this.disk = machine.disk();
        this.life = life;
        this.dice = world.dice();
        this.surroundings = surroundings;
    }

    /** What is known to be agreed is applied before anybody is heard. */
    void begin() {
        var snapshot = disk.snapshot;
        if (snapshot != null) {
            applied = snapshot.index();
            surroundings.restore(snapshot.state());
        }
        committed = Math.max(disk.replayTo, applied);
        applyCommitted();
        awaitLeader(dice.millis(250, 500));
    }

    Leadership leadership() {
        var known = leader;
        if (role == Role.LEADER) {
            return applied >= opening
                    ? new Leadership.Leads(disk.term)
                    : new Leadership.NoLeader();
        }
        return known == null ? new Leadership.NoLeader() : new Leadership.Follows(known, disk.term);
    }

    /** A leader in its term. */
    record Leader(NodeName name, long term) {}

    /** Whom to bring an offer to. */
    Optional<Leader> leader() {
        return Optional.ofNullable(role == Role.LEADER ? self : leader)
                .map(name -> new Leader(name, disk.term));
    }

    LogEnd end() {
        return new LogEnd(disk.termAt(disk.lastIndex()), disk.lastIndex());
    }

    long applied() {
        return applied;
    }

    /** From now on each entry is applied so much later than it is known to be agreed. */
    void lag(long nanos) {
        lag = nanos;
        applyLater();
    }

    void stand(NodeName silentLeader, long term) {
        if (silentLeader.equals(leader) && term == disk.term) {
            standForElection();
        }
    }

    void resign() {
        if (role == Role.LEADER) {
            follow(null);
            awaitLeader(dice.millis(1000, 2000));
        }
    }

    void transfer(NodeName to) {
        if (role == Role.LEADER && matched.getOrDefault(to, 0L) == disk.lastIndex()) {
            surroundings.send(to, new LogMessage.HandOver(disk.term));
        }
    }

    /** Whether it is for this replica, and from one that is not known to be another by now. */
    boolean admits(LogMessage.Letter letter) {
        boolean isMine = letter.toNumber() == 0 || letter.toNumber() == disk.number;
        int known = numberOf(letter.from());
        return isMine && (known == 0 || letter.fromNumber() >= known);
    }

    void receive(NodeName from, LogMessage message) {
        switch (message) {
            case LogMessage.Append append -> append(from, append);
            case LogMessage.Appended appended -> appended(from, appended);
            case LogMessage.VoteAsked asked -> vote(from, asked);
            case LogMessage.Voted voted -> voted(from, voted);
            case LogMessage.Install install -> install(from, install);
            case LogMessage.HandOver(var term) -> {
                if (term == disk.term && role != Role.LEADER) {
                    standForElection();
                }
            }
            case LogMessage.Offer(var call, var content) -> offered(from, call, content);
            case LogMessage.Offered _ -> throw new IllegalStateException("is for the submitter");
        }
    }

    private void awaitLeader(long patience) {
        long mine = ++elections;
        life.in(patience, () -> {
            if (mine == elections && role != Role.LEADER) {
                standForElection();
            }
        });
    }

    private void standForElection() {
        if (!isPeer(self)) {
            return;
        }
        role = Role.CANDIDATE;
        disk.term++;
        disk.votedFor = self;
        setLeader(null);
        votes.clear();
        votes.add(self);
        awaitLeader(dice.millis(1000, 2000));
        var asked = new LogMessage.VoteAsked(disk.term, disk.termAt(disk.lastIndex()), disk.lastIndex());
        others(voter -> surroundings.send(voter, asked));
        leadIfElected();
    }

    private void others(java.util.function.Consumer<NodeName> each) {
        for (var peer : disk.peers().keySet()) {
            if (!peer.equals(self)) {
                each.accept(peer);
            }
        }
        if (newcomer != null) {
            each.accept(newcomer.name());
        }
    }

    /** A newer term ends whatever this one was. */
    private void learn(long term) {
        if (term > disk.term) {
            disk.term = term;
            disk.votedFor = null;
            if (role != Role.FOLLOWER) {
                awaitLeader(dice.millis(1000, 2000));
            }
            follow(null);
        }
    }

    private void follow(@Nullable NodeName whom) {
        role = Role.FOLLOWER;
        newcomer = null;
        waiting.clear();
        setLeader(whom);
    }

    private void setLeader(@Nullable NodeName whom) {
        leader = whom;
        surroundings.leadershipMoved();
    }

    private boolean isPeer(NodeName name) {
        return disk.peers().containsKey(name);
    }

    /** Under which number that replica is known here; 0 when it is not. */
    int numberOf(NodeName peer) {
        return newcomer != null && newcomer.name().equals(peer)
                ? newcomer.number()
                : disk.peers().getOrDefault(peer, 0);
    }

    /** The replicas that are agreed and lead from here; empty while they change. */
    SortedMap<NodeName, Integer> peers() {
        return role == Role.LEADER && applied >= opening && newcomer == null
                && disk.peersSince() <= committed ? disk.peers() : Collections.emptySortedMap();
    }

    /** One that comes is filled first; one that goes does so at once. */
    void changePeers(SortedMap<NodeName, Integer> from, SortedMap<NodeName, Integer> to) {
        if (!peers().equals(from) || from.isEmpty()) {
            return;
        }
        var added = new TreeMap<>(to);
        added.entrySet().removeAll(from.entrySet());
        if (added.isEmpty()) {
            write(new Entry.Peers(to));
            return;
        }
        var first = added.firstEntry();
        var comes = new Newcomer(first.getKey(), first.getValue(), to);
        newcomer = comes;
        matched.remove(comes.name());
        next.put(comes.name(), disk.lastIndex() + 1);
        replicate(comes.name());
        life.in(CHANGE_LIMIT, () -> {
            if (comes.equals(newcomer)) {
                newcomer = null;
            }
        });
    }

    /**
     * One that is not among the replicas known here has left, and disturbs nobody, or it came with entries
     * that this one lacks.
     */
    private void vote(NodeName from, LogMessage.VoteAsked asked) {
        boolean upToDate = new LogEnd(asked.lastTerm(), asked.lastIndex()).compareTo(end()) >= 0;
        if (!isPeer(from) && !upToDate) {
            return;
        }
        learn(asked.term());
        boolean granted = asked.term() == disk.term && upToDate
                && (disk.votedFor == null || disk.votedFor.equals(from));
        if (granted) {
            disk.votedFor = from;
            awaitLeader(dice.millis(1000, 2000));
        }
        surroundings.send(from, new LogMessage.Voted(disk.term, granted));
    }

    private void voted(NodeName from, LogMessage.Voted voted) {
        learn(voted.term());
        if (role == Role.CANDIDATE && voted.granted() && voted.term() == disk.term && isPeer(from)) {
            votes.add(from);
            leadIfElected();
        }
    }

    private boolean isMajority(int count) {
        return count > disk.peers().size() / 2;
    }

    private void leadIfElected() {
        if (role != Role.CANDIDATE || !isMajority(votes.size())) {
            return;
        }
        role = Role.LEADER;
        leader = self;
        matched.clear();
        next.clear();
        waiting.clear();
        others(voter -> next.put(voter, disk.lastIndex() + 1));
        write(new Entry.Opening(self));
        opening = disk.lastIndex();
        surroundings.leadershipMoved();
        beat(disk.term);
    }

    private void beat(long term) {
        if (role == Role.LEADER && disk.term == term) {
            others(voter -> next.put(voter,
                    matched.getOrDefault(voter, next.getOrDefault(voter, 1L) - 1) + 1));
            others(this::replicate);
            life.in(BEAT, () -> beat(term));
        }
    }

    private void write(Content content) {
        disk.add(new Entry(disk.term, content));
        long written = disk.lastIndex();
        long term = disk.term;
        if (disk.slowestWrite == 0) {
            matched.put(self, written);
        } else {
            life.in(dice.between(0, disk.slowestWrite), () -> {
                if (role == Role.LEADER && disk.term == term) {
                    matched.merge(self, written, Math::max);
                    commit();
                }
            });
        }
        others(this::replicate);
        commit();
    }

    /** Sends what the peer may lack, and takes for granted that it arrives; the next beat looks again. */
    private void replicate(NodeName to) {
        long from = next.getOrDefault(to, 1L);
        long until = Math.min(disk.lastIndex(), from + MOST_AT_ONCE - 1);
        var snapshot = disk.snapshot;
        if (snapshot != null && from <= disk.purged()) {
            surroundings.send(to, new LogMessage.Install(disk.term, snapshot));
            next.put(to, snapshot.index() + 1);
            return;
        }
        var entries = disk.between(from - 1, until);
        surroundings.send(to, new LogMessage.Append(disk.term, from - 1, disk.termAt(from - 1), entries,
                committed));
        next.put(to, until + 1);
    }

    private void append(NodeName from, LogMessage.Append append) {
        learn(append.term());
        if (append.term() < disk.term) {
            surroundings.send(from, new LogMessage.Appended(disk.term, false, 0));
            return;
        }
        if (role != Role.FOLLOWER || !from.equals(leader)) {
            follow(from);
        }
        awaitLeader(dice.millis(1000, 2000));
        if (append.previous() > disk.lastIndex() || (append.previous() >= disk.purged()
                && disk.termAt(append.previous()) != append.previousTerm())) {
            long hint = Math.min(append.previous() - 1, disk.lastIndex());
            surroundings.send(from, new LogMessage.Appended(disk.term, false, Math.max(0, hint)));
            return;
        }
        store(append);
        long match = append.previous() + append.entries().size();
        committed = Math.max(committed, Math.min(append.committed(), match));
        life.in(disk.slowestWrite == 0 ? 0 : dice.between(0, disk.slowestWrite),
                () -> surroundings.send(from, new LogMessage.Appended(append.term(), true, match)));
        applyLater();
    }

    private void store(LogMessage.Append append) {
        long index = append.previous();
        for (var entry : append.entries()) {
            index++;
            if (index <= disk.purged()) {
                continue;
            }
            if (index <= disk.lastIndex() && disk.termAt(index) != entry.term()) {
                disk.truncateFrom(index);
            }
            if (index > disk.lastIndex()) {
                disk.add(entry);
            }
        }
    }

    private void install(NodeName from, LogMessage.Install install) {
        learn(install.term());
        if (install.term() < disk.term) {
            surroundings.send(from, new LogMessage.Appended(disk.term, false, 0));
            return;
        }
        if (role != Role.FOLLOWER || !from.equals(leader)) {
            follow(from);
        }
        awaitLeader(dice.millis(1000, 2000));
        var snapshot = install.snapshot();
        if (snapshot.index() > committed) {
            disk.install(snapshot);
            committed = snapshot.index();
            applied = snapshot.index();
            surroundings.restore(snapshot.state());
        }
        surroundings.send(from, new LogMessage.Appended(install.term(), true, snapshot.index()));
    }

    /** What was applied is kept as a state; of the entries only those after it. */
    void takeSnapshot() {
        if (applied > disk.purged()) {
            disk.snapshot(applied, surroundings.state());
        }
    }

    private void appended(NodeName from, LogMessage.Appended appended) {
        learn(appended.term());
        if (role != Role.LEADER || appended.term() != disk.term) {
            return;
        }
        if (!appended.fits()) {
            next.put(from, Math.max(matched.getOrDefault(from, 0L), appended.match()) + 1);
            replicate(from);
            return;
        }
        matched.merge(from, appended.match(), Math::max);
        takeIn(from);
        commit();
        if (next.getOrDefault(from, 1L) <= disk.lastIndex()) {
            replicate(from);
        }
    }

    /** A newcomer that has everything becomes one of those that count. */
    private void takeIn(NodeName from) {
        var comes = newcomer;
        if (comes != null && comes.name().equals(from)
                && matched.getOrDefault(from, 0L) >= disk.lastIndex()) {
            newcomer = null;
            write(new Entry.Peers(comes.peers()));
        }
    }

    /** Entries of earlier terms are agreed only together with one of this term. */
    private void commit() {
        long before = committed;
        for (long index = disk.lastIndex(); index > committed && disk.termAt(index) == disk.term; index--) {
            long reached = index;
            if (isMajority((int) disk.peers().keySet().stream()
                    .filter(peer -> matched.getOrDefault(peer, 0L) >= reached).count())) {
                committed = index;
            }
        }
        if (committed > before) {
            applyLater();
            others(this::replicate);
            if (!isPeer(self) && disk.peersSince() <= committed) {
                follow(null);
            }
        }
    }

    private void applyLater() {
        if (lag == 0) {
            applyCommitted();
        } else {
            life.in(lag, this::applyCommitted);
        }
    }

    private void applyCommitted() {
        while (applied < committed) {
            applied++;
            var content = disk.entry(applied).content();
            if (content instanceof Entry.Ordered ordered) {
                var outcome = surroundings.apply(applied, ordered);
                outcomes.put(ordered.call(), outcome);
                var asker = waiting.remove(ordered.call());
                if (asker != null) {
                    surroundings.send(asker,
                            new LogMessage.Offered(ordered.call(), new Answer.Agreed(outcome)));
                }
            }
            surroundings.applied(applied, content);
            if (role == Role.LEADER && applied == opening) {
                surroundings.leadershipMoved();
            }
        }
        disk.replayTo = Math.max(disk.replayTo, applied - dice.below(40));
    }

    private void offered(NodeName from, Call call, Content content) {
        var known = outcomes.get(call);
        if (role != Role.LEADER || applied < opening) {
            surroundings.send(from, new LogMessage.Offered(call, new Answer.NotTaken("is not the leader")));
        } else if (known != null) {
            surroundings.send(from, new LogMessage.Offered(call, new Answer.Agreed(known)));
        } else if (waiting.containsKey(call)) {
            waiting.put(call, from);
        } else if (!surroundings.hasContact()) {
            surroundings.send(from, new LogMessage.Offered(call,
                    new Answer.NotTaken("this leader has no contact to a majority of voters")));
        } else {
            waiting.put(call, from);
            write(content);
        }
    }
}
