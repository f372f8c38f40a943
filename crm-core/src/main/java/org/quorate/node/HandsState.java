package org.quorate.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.state.ActionId;
import org.quorate.state.ClusterState;
import org.quorate.state.NodeStatus;
import org.quorate.state.OpRecord;
import org.quorate.state.Owner;

/**
 * What a node's hands remember between events.
 *
 * @param self who this is, for the whole life of the daemon
 * @param phase where it stands in the cluster
 * @param cluster the newest applied state
 * @param lease the lease as last heard
 * @param actions the actions this incarnation has begun
 * @param monitors the recurring monitors that run here, by ticket
 * @param outbox commands for the log
 * @param counters the last numbers used
 */
public record HandsState(Self self, Phase phase, ClusterState cluster, LeaseClock lease, Actions actions,
        SortedMap<Long, RunningMonitor> monitors, Outbox outbox, Counters counters) {

    public HandsState {
        monitors = Collections.unmodifiableSortedMap(new TreeMap<>(monitors));
    }

    public static HandsState initial(Self self) {
        return new HandsState(self, new Phase.Joining(Incarnation.NONE, 0), ClusterState.EMPTY,
                LeaseClock.NONE,
                Actions.NONE, new TreeMap<>(), Outbox.EMPTY, new Counters(0, 0));
    }

    /**
     * Who this is. The life names this run of the daemon.
     *
     * @param guardedUntil the deadline that an earlier life left to the guardian; {@link Long#MIN_VALUE}
     *        where it left none, or one that this life is not to touch
     */
    public record Self(NodeName name, String life, NodeStatus.Traits traits, Heirloom heirloom,
            long guardedUntil) {

        public Self(NodeName name, String life, NodeStatus.Traits traits, Heirloom heirloom) {
            this(name, life, traits, heirloom, Long.MIN_VALUE);
        }
    }

    /** Whether an earlier life left resources under a guardian that still counts down. */
    public enum Heirloom {
        NOTHING, GUARDED_RESOURCES
    }

    /**
     * Until when the lease of {@code mine} is held; {@link Long#MIN_VALUE}: not held.
     *
     * @param asOfBootNanos when this node had asked for it; {@link Long#MIN_VALUE} for no lease
     */
    public record LeaseClock(Incarnation mine, long asOfBootNanos, long untilBootNanos) {

        public static final LeaseClock NONE = new LeaseClock(Incarnation.NONE, Long.MIN_VALUE,
                Long.MIN_VALUE);

        /** It ends at that time, unless it had ended before. */
        LeaseClock endedAt(long bootNanos) {
            return new LeaseClock(mine, asOfBootNanos, Math.min(untilBootNanos, bootNanos));
        }

        /** No longer than a lease of this length: who takes over waits by what the log says. */
        LeaseClock under(Duration lease) {
            return asOfBootNanos == Long.MIN_VALUE ? this : endedAt(asOfBootNanos + lease.toNanos());
        }
    }

    /**
     * Where a node stands. Legal changes: Joining to In; In to Isolating (lease ended, or declared lost) to
     * Joining with a new incarnation; In to Gone (left in good order) or Away (restarting), Joining and
     * Isolating to Gone (asked to leave).
     */
    public sealed interface Phase {

        /**
         * Asks to become a member, first at {@code notBefore}; {@code tried} is the incarnation it asked for
         * last.
         */
        record Joining(Incarnation tried, long notBefore) implements Phase {}

        record In(Incarnation mine, Intent intent) implements Phase {}

        /**
         * Makes its resources harmless; {@code left} are not yet. When all are, {@code heirloom} tells
         * whether an earlier life may have left more.
         */
        record Isolating(Incarnation was, SortedSet<ResourceId> left, Intent intent, Heirloom heirloom)
                implements
                    Phase {

            public Isolating {
                left = Collections.unmodifiableSortedSet(new TreeSet<>(left));
            }
        }

        record Gone() implements Phase {}

        /** The daemon ends while everything runs on; the guardian has the deadline that the log knows. */
        record Away() implements Phase {}
    }

    /** Whether the node wants to stay. */
    public enum Intent {
        STAY, LEAVE,
        /** End the daemon, and leave everything running for the next life. */
        RESTART
    }

    /**
     * The actions of this incarnation.
     *
     * @param begun started here and not ended
     * @param succeeded ended well here, not yet seen as ended in the log
     * @param failed ended badly here, not yet seen as ended in the log
     * @param questions open takeover questions by the action that waits for them
     * @param cleared answered takeover questions, likewise
     * @param digests of the definitions that begun actions run with, where that is recorded
     * @param started what runs or may run here for all this node knows by itself, each with the
     *        parameters it was
     *        last started, or found running, with; until the log knows that it stopped
     */
    public record Actions(Set<ActionId> begun, Set<ActionId> succeeded, Set<ActionId> failed,
            SortedMap<ActionId, Asked> questions, SortedMap<ActionId, Asked> cleared,
            SortedMap<ActionId, String> digests,
            SortedMap<ResourceId, SortedMap<String, String>> started) {

        public static final Actions NONE = new Actions(Set.of(), Set.of(), Set.of(), new TreeMap<>(),
                new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

        public Actions {
            begun = Collections.unmodifiableSet(new TreeSet<>(begun));
            succeeded = Collections.unmodifiableSet(new TreeSet<>(succeeded));
            failed = Collections.unmodifiableSet(new TreeSet<>(failed));
            questions = Collections.unmodifiableSortedMap(new TreeMap<>(questions));
            cleared = Collections.unmodifiableSortedMap(new TreeMap<>(cleared));
            digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
            started = Collections.unmodifiableSortedMap(new TreeMap<>(started));
        }

        boolean hasSeen(ActionId id) {
            return begun.contains(id) || succeeded.contains(id) || failed.contains(id);
        }

        /** Whether one runs here, or has ended and the log has not taken note. */
        boolean isAnyOnItsWay() {
            return !begun.isEmpty() || !succeeded.isEmpty() || !failed.isEmpty();
        }

        Actions begin(ActionId id, String digest) {
            return new Actions(with(begun, id), succeeded, failed, questions, withoutKey(cleared, id),
                    digest.isEmpty() ? digests : withKey(digests, id, digest), started);
        }

        Actions end(ActionId id, boolean well) {
            return new Actions(without(begun, id), well ? with(succeeded, id) : succeeded,
                    well ? failed : with(failed, id), questions, cleared, withoutKey(digests, id), started);
        }

        Actions ask(ActionId id, Asked question) {
            return new Actions(begun, succeeded, failed, withKey(questions, id, question),
                    withoutKey(cleared, id), digests, started);
        }

        Actions clear(ActionId id) {
            var question = questions.get(id);
            return question == null
                    ? this
                    : new Actions(begun, succeeded, failed, withoutKey(questions, id),
                            withKey(cleared, id, question), digests, started);
        }

        /** As if it had never been begun: it is begun again when the time has come. */
        Actions forget(ActionId id) {
            return new Actions(without(begun, id), succeeded, failed, questions, cleared,
                    withoutKey(digests, id), started);
        }

        Actions withdraw(ActionId id) {
            return new Actions(begun, succeeded, failed, withoutKey(questions, id), withoutKey(cleared, id),
                    digests, started);
        }

        Actions startedWith(ResourceId resource, SortedMap<String, String> parameters) {
            var changed = new TreeMap<>(started);
            changed.put(resource, parameters);
            return new Actions(begun, succeeded, failed, questions, cleared, digests, changed);
        }

        Actions withoutStarted(Set<ResourceId> stopped) {
            var changed = new TreeMap<>(started);
            changed.keySet().removeAll(stopped);
            return new Actions(begun, succeeded, failed, questions, cleared, digests, changed);
        }

        /** Without the results that the log has taken note of, or that no longer matter. */
        Actions keeping(Set<ActionId> open) {
            var well = new TreeSet<>(succeeded);
            well.retainAll(open);
            var badly = new TreeSet<>(failed);
            badly.retainAll(open);
            return new Actions(begun, well, badly, questions, cleared, digests, started);
        }

        private static Set<ActionId> with(Set<ActionId> ids, ActionId id) {
            var changed = new TreeSet<>(ids);
            changed.add(id);
            return changed;
        }

        private static Set<ActionId> without(Set<ActionId> ids, ActionId id) {
            var changed = new TreeSet<>(ids);
            changed.remove(id);
            return changed;
        }

        private static <V> SortedMap<ActionId, V> withoutKey(SortedMap<ActionId, V> map, ActionId id) {
            var changed = new TreeMap<>(map);
            changed.remove(id);
            return changed;
        }

        private static <V> SortedMap<ActionId, V> withKey(SortedMap<ActionId, V> map, ActionId id, V value) {
            var changed = new TreeMap<>(map);
            changed.put(id, value);
            return changed;
        }
    }

    /** A takeover question and the possible owners it asks about; an answer counts for these alone. */
    public record Asked(long question, List<Owner> owners) {

        public Asked {
            owners = List.copyOf(owners);
        }
    }

    /**
     * A recurring monitor that runs here.
     *
     * @param action the action that began it; its first result is the result of the action
     * @param sent how many changes were offered to the log
     * @param waiting changes still to be offered, in order, at most {@link #MOST_WAITING}; one at a time, and
     *        none before the log has the first result
     */
    public record RunningMonitor(ResourceId resource, String key, ActionId action, long sent,
            List<OpRecord> waiting) {

        /** Of more changes than these only the newest is kept: the one that stands. */
        static final int MOST_WAITING = 10;

        public RunningMonitor {
            waiting = List.copyOf(waiting);
        }

        RunningMonitor changed(OpRecord result) {
            var longer = new ArrayList<>(waiting.subList(0, Math.min(waiting.size(), MOST_WAITING - 1)));
            longer.add(result);
            return new RunningMonitor(resource, key, action, sent, longer);
        }

        RunningMonitor sentFirst() {
            return new RunningMonitor(resource, key, action, sent + 1, waiting.subList(1, waiting.size()));
        }
    }

    /** The last numbers given out. */
    public record Counters(long submit, long ticket) {}

    /** The incarnation under which this node is a member; NONE outside. */
    public Incarnation mine() {
        return phase instanceof Phase.In(var mine, _) ? mine : Incarnation.NONE;
    }

    HandsState withSurveyed() {
        return new HandsState(new Self(self.name(), self.life(), self.traits(), Heirloom.NOTHING), phase,
                cluster,
                lease, actions, monitors, outbox, counters);
    }

    HandsState withPhase(Phase changed) {
        return new HandsState(self, changed, cluster, lease, actions, monitors, outbox, counters);
    }

    HandsState withCluster(ClusterState changed) {
        return new HandsState(self, phase, changed, lease, actions, monitors, outbox, counters);
    }

    HandsState withLease(LeaseClock changed) {
        return new HandsState(self, phase, cluster, changed, actions, monitors, outbox, counters);
    }

    HandsState withActions(Actions changed) {
        return new HandsState(self, phase, cluster, lease, changed, monitors, outbox, counters);
    }

    HandsState withMonitors(SortedMap<Long, RunningMonitor> changed) {
        return new HandsState(self, phase, cluster, lease, actions, changed, outbox, counters);
    }

    HandsState withOutbox(Outbox changed) {
        return new HandsState(self, phase, cluster, lease, actions, monitors, changed, counters);
    }

    HandsState withCounters(Counters changed) {
        return new HandsState(self, phase, cluster, lease, actions, monitors, outbox, changed);
    }
}
