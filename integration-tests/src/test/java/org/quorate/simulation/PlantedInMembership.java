package org.quorate.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Leadership;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.NodeStanding;
import org.quorate.membership.Standing;
import org.quorate.membership.Standings;
import org.quorate.membership.TakeoverQuestion;
import org.quorate.membership.lease.HeartbeatCore;
import org.quorate.membership.lease.HeartbeatEffect;
import org.quorate.membership.lease.HeartbeatEvent;
import org.quorate.membership.lease.HeartbeatState;
import org.quorate.membership.lease.Message;
import org.quorate.membership.lease.Step;
import org.quorate.node.HandsEffect.GuardUntil;
import org.quorate.node.HandsEvent;
import org.quorate.state.Applied;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.NodeStatus.Presence;
import org.quorate.state.Owners;

/** Rules of lease and takeover, each removed where the pure parts meet (reference/lease.md). */
final class PlantedInMembership {

    private PlantedInMembership() {}

    /** A question that asks for less. */
    private static TakeoverQuestion waiting(TakeoverQuestion question, Duration leastAge) {
        return new TakeoverQuestion(question.id(), question.requiredIndex(), question.owners(), leastAge);
    }

    /** The takeover waits for the lease alone: L is 60 % of L + B. */
    static final class NoBudget extends Seams {

        @Override
        public TakeoverQuestion asked(Site by, TakeoverQuestion question) {
            return waiting(question, question.leastAge().multipliedBy(60).dividedBy(100));
        }
    }

    static final class NoAge extends Seams {

        @Override
        public TakeoverQuestion asked(Site by, TakeoverQuestion question) {
            return waiting(question, Duration.ZERO);
        }
    }

    static final class NoDriftMargin extends Seams {

        @Override
        public TakeoverQuestion asked(Site by, TakeoverQuestion question) {
            return waiting(question, question.leastAge().multipliedBy(100).dividedBy(103));
        }
    }

    /** Asks about the last of the possible owners alone. */
    static final class OneOwnerAsked extends Seams {

        @Override
        public TakeoverQuestion asked(Site by, TakeoverQuestion question) {
            return new TakeoverQuestion(question.id(), question.requiredIndex(),
                    List.of(question.owners().getLast()), question.leastAge());
        }
    }

    /** A voter tells ages although it has not applied the loss. */
    static final class NoAppliedIndex extends Seams {

        @Override
        public Step step(Site by, HeartbeatCore core, HeartbeatState state, HeartbeatEvent event, long now) {
            if (!(event instanceof HeartbeatEvent.Received(var _, var message))
                    || !(message instanceof Message.TakeoverAsk ask)) {
                return core.step(state, event, now);
            }
            var pretended = core.step(state, new HeartbeatEvent.StandingsApplied(allLost(by, ask)), now);
            var real = core.step(state, new HeartbeatEvent.Tick(), now);
            var effects = new ArrayList<>(real.effects());
            core.step(pretended.state(), event, now).effects().stream()
                    .filter(effect -> effect instanceof HeartbeatEffect.Send send
                            && send.message() instanceof Message.TakeoverTell)
                    .forEach(effects::add);
            return new Step(real.state(), effects, real.wakeAt());
        }

        private static Standings allLost(Site by, Message.TakeoverAsk ask) {
            var known = by.standings();
            var nodes = new TreeMap<>(known.nodes());
            ask.owners().forEach(owner -> nodes.put(owner.node(),
                    new NodeStanding(owner.incarnation(), Standing.LOST)));
            return new Standings(Long.MAX_VALUE - 1, nodes, known.list(), known.timings());
        }
    }

    /** Where a voter has no age to give it says "a day" instead of its uptime. */
    static final class UnknownAgeIsInfinite extends Seams {

        @Override
        public HeartbeatState begin(Standings known, long now) {
            return HeartbeatState.begin(known, now - Duration.ofDays(1).toNanos());
        }
    }

    /** A voter counts as soon as it lives. */
    static final class NoEntryOfThisLife extends Seams {

        @Override
        public void begun(Site by) {
            by.post(new HeartbeatEvent.TokenApplied(-1));
        }
    }

    static final class LeaseFromReceipt extends Seams {

        @Override
        public Message received(Site by, NodeName from, Message message) {
            return message instanceof Message.Answer answer
                    ? new Message.Answer(answer.incarnation(), by.boot(), answer.standing(),
                            answer.appliedIndex(), answer.votersVersion(), answer.hears())
                    : message;
        }
    }

    /** A node that leads, or is answered by the leader, takes that for its lease. */
    static final class LeadersWord extends Seams {

        private static final long LEASE = Duration.ofMillis(300).toNanos();

        @Override
        public Message received(Site by, NodeName from, Message message) {
            if (message instanceof Message.Answer answer && answer.standing() == Standing.MEMBER
                    && by.leadership() instanceof Leadership.Follows(var leader, var _)
                    && leader.equals(from)) {
                by.offer(new HandsEvent.LeaseHeld(answer.incarnation(), answer.sentAt() + LEASE));
            }
            return message;
        }

        @Override
        public Message sent(Site by, NodeName to, Message message) {
            if (message instanceof Message.Renew renew && by.leadership() instanceof Leadership.Leads) {
                by.offer(new HandsEvent.LeaseHeld(renew.incarnation(), renew.sentAt() + LEASE));
            }
            return message;
        }

        @Override
        public MembershipEvent told(Site by, MembershipEvent event) {
            return event instanceof MembershipEvent.LeaseEnded
                    ? new MembershipEvent.Notice("the leader's word counts")
                    : event;
        }
    }

    /** What a voter says counts, whatever list of voters it has applied. */
    static final class AnyListCounts extends Seams {

        @Override
        public Message received(Site by, NodeName from, Message message) {
            long mine = by.standings().votersVersion();
            return switch (message) {
                case Message.Answer answer -> new Message.Answer(answer.incarnation(), answer.sentAt(),
                        answer.standing(), answer.appliedIndex(), mine, answer.hears());
                case Message.TakeoverTell tell -> new Message.TakeoverTell(tell.question(),
                        tell.appliedIndex(), mine, tell.memberAges());
                default -> message;
            };
        }
    }

    /** The next change of voters does not wait for the last one. */
    static final class NothingSettles extends Seams {

        @Override
        public long votersSettled(Site by, HeartbeatState state) {
            return by.standings().votersVersion();
        }
    }

    /** A takeover waits for the times in force now, not for those that the owner may still go by. */
    static final class ShortenedTimesForAll extends Seams {

        @Override
        public TakeoverQuestion asked(Site by, TakeoverQuestion question) {
            return waiting(question, Owners.timings(by.state().configuration()).takeoverWait());
        }
    }

    static final class DaemonSpared extends Seams {

        @Override
        public boolean guardianSparesTheDaemon() {
            return true;
        }
    }

    /** A new life extends the deadline of what it has not looked at yet. */
    static final class ReattachedWithoutTheLog extends Seams {

        @Override
        public MembershipEvent told(Site by, MembershipEvent event) {
            if (event instanceof MembershipEvent.LeaseHeld(var _, var until, var _)
                    && by.guardedUntil() != GuardUntil.NOTHING) {
                by.guardUntil(Math.max(by.guardedUntil(), until + Duration.ofMillis(180).toNanos()));
            }
            return event;
        }
    }

    /** The leader takes a lost incarnation back when it hears it again. */
    static final class SameIncarnationReturns extends Seams {

        private static final String READMIT = "readmit";
        private long keys;

        @Override
        public Message received(Site by, NodeName from, Message message) {
            if (message instanceof Message.Renew renew && by.leadership() instanceof Leadership.Leads) {
                var known = by.state().nodes().get(from);
                if (known != null && known.presence() == Presence.LOST
                        && known.incarnation().equals(renew.incarnation())) {
                    by.propose(readmission(from, renew.incarnation(), READMIT + ++keys, by.wall()));
                }
            }
            return message instanceof Message.Answer answer && answer.standing() == Standing.LOST
                    ? new Message.Answer(answer.incarnation(), answer.sentAt(), Standing.UNKNOWN,
                            answer.appliedIndex(), answer.votersVersion(), answer.hears())
                    : message;
        }

        private static Command readmission(NodeName node, Incarnation incarnation, String key, Instant at) {
            return new Command.SetAttributes(key, node,
                    new TreeMap<>(Map.of(READMIT, incarnation.toString())),
                    at);
        }

        @Override
        public List<Command> temptations(ClusterState newest) {
            return newest.nodes().entrySet().stream()
                    .filter(entry -> entry.getValue().presence() == Presence.LOST)
                    .map(entry -> readmission(entry.getKey(), entry.getValue().incarnation(),
                            READMIT + newest.position().index(), Instant.EPOCH))
                    .toList();
        }

        @Override
        public Applied apply(ClusterState before, long index, Command command) {
            var applied = super.apply(before, index, command);
            if (command instanceof Command.SetAttributes set && set.values().containsKey(READMIT)) {
                var known = applied.state().nodes().get(set.node());
                if (known != null && known.presence() == Presence.LOST
                        && known.incarnation().toString().equals(set.values().get(READMIT))) {
                    return new Applied(applied.state().with(set.node(),
                            known.withPresence(Presence.MEMBER, set.at(), index)), applied.outcome(),
                            applied.weight());
                }
            }
            return applied;
        }
    }
}
