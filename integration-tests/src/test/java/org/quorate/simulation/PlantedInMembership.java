package org.quorate.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quorate.membership.Leadership;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.membership.Standing;
import org.quorate.membership.TakeoverQuestion;
import org.quorate.membership.lease.HeartbeatEvent;
import org.quorate.membership.lease.Message;
import org.quorate.node.HandsEffect.GuardUntil;
import org.quorate.node.HandsEvent;
import org.quorate.state.Applied;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.NodeStatus.Presence;

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
        TakeoverQuestion asked(Daemon by, TakeoverQuestion question) {
            return waiting(question, question.leastAge().multipliedBy(60).dividedBy(100));
        }
    }

    static final class NoAge extends Seams {

        @Override
        TakeoverQuestion asked(Daemon by, TakeoverQuestion question) {
            return waiting(question, Duration.ZERO);
        }
    }

    static final class NoDriftMargin extends Seams {

        @Override
        TakeoverQuestion asked(Daemon by, TakeoverQuestion question) {
            return waiting(question, question.leastAge().multipliedBy(100).dividedBy(103));
        }
    }

    /** Asks about the last of the possible owners alone. */
    static final class OneOwnerAsked extends Seams {

        @Override
        TakeoverQuestion asked(Daemon by, TakeoverQuestion question) {
            return new TakeoverQuestion(question.id(), question.requiredIndex(),
                    List.of(question.owners().getLast()), question.leastAge());
        }
    }

    /** What a voter has answered, remembered outside it. */
    abstract static class Remembering extends Seams {

        private record Said(NodeName voter, int life, Owner to) {}

        private final Map<Said, Long> members = new HashMap<>();

        @Override
        Message sent(Daemon by, NodeName to, Message message) {
            if (message instanceof Message.Answer answer && answer.standing() == Standing.MEMBER) {
                members.put(said(by, new Owner(to, answer.incarnation())), by.machine().clock().boot());
            }
            return message;
        }

        private static Said said(Daemon by, Owner to) {
            return new Said(by.machine().name(), by.life().number(), to);
        }

        /** The age of its last "member"; a very long one where this life has given none. */
        long age(Daemon voter, Owner owner) {
            var at = members.get(said(voter, owner));
            return at == null ? Duration.ofDays(1).toNanos() : voter.machine().clock().boot() - at;
        }
    }

    /** A voter tells ages although it has not applied the loss. */
    static final class NoAppliedIndex extends Remembering {

        @Override
        Message received(Daemon by, NodeName from, Message message) {
            if (message instanceof Message.TakeoverAsk ask) {
                by.heart().send(from, new Message.TakeoverTell(ask.question(), Long.MAX_VALUE, 0,
                        ask.owners().stream().map(owner -> age(by, owner)).toList()));
            }
            return message;
        }
    }

    /** Where a voter has no age to give it says "never" instead of its uptime. */
    static final class UnknownAgeIsInfinite extends Remembering {

        private final Map<Long, List<Owner>> questions = new HashMap<>();

        @Override
        Message received(Daemon by, NodeName from, Message message) {
            if (message instanceof Message.TakeoverAsk ask) {
                questions.put(ask.question(), ask.owners());
            }
            return message;
        }

        @Override
        Message sent(Daemon by, NodeName to, Message message) {
            super.sent(by, to, message);
            if (message instanceof Message.TakeoverTell tell) {
                return new Message.TakeoverTell(tell.question(), tell.appliedIndex(), tell.votersVersion(),
                        questions.getOrDefault(tell.question(), List.of()).stream()
                                .map(owner -> age(by, owner)).toList());
            }
            return message;
        }
    }

    /** A voter counts as soon as it lives. */
    static final class NoEntryOfThisLife extends Seams {

        @Override
        void begun(Daemon daemon) {
            daemon.heart().post(new HeartbeatEvent.TokenApplied(-1));
        }
    }

    static final class LeaseFromReceipt extends Seams {

        @Override
        Message received(Daemon by, NodeName from, Message message) {
            return message instanceof Message.Answer answer
                    ? new Message.Answer(answer.incarnation(), by.machine().clock().boot(), answer.standing(),
                            answer.appliedIndex(), answer.votersVersion(), answer.hears())
                    : message;
        }
    }

    /** A node that leads, or is answered by the leader, takes that for its lease. */
    static final class LeadersWord extends Seams {

        private static final long LEASE = Duration.ofMillis(300).toNanos();

        @Override
        Message received(Daemon by, NodeName from, Message message) {
            if (message instanceof Message.Answer answer && answer.standing() == Standing.MEMBER
                    && by.log().leadership() instanceof Leadership.Follows(var leader, var _)
                    && leader.equals(from)) {
                by.brain().offer(new HandsEvent.LeaseHeld(answer.incarnation(), answer.sentAt() + LEASE));
            }
            return message;
        }

        @Override
        Message sent(Daemon by, NodeName to, Message message) {
            if (message instanceof Message.Renew renew && by.log().leadership() instanceof Leadership.Leads) {
                by.brain().offer(new HandsEvent.LeaseHeld(renew.incarnation(), renew.sentAt() + LEASE));
            }
            return message;
        }

        @Override
        MembershipEvent told(Daemon by, MembershipEvent event) {
            return event instanceof MembershipEvent.LeaseEnded
                    ? new MembershipEvent.Notice("the leader's word counts")
                    : event;
        }
    }

    static final class DaemonSpared extends Seams {

        @Override
        boolean guardianSparesTheDaemon() {
            return true;
        }
    }

    /** A new life extends the deadline of what it has not looked at yet. */
    static final class ReattachedWithoutTheLog extends Seams {

        @Override
        MembershipEvent told(Daemon by, MembershipEvent event) {
            var guardian = by.machine().guardian();
            if (event instanceof MembershipEvent.LeaseHeld(var _, var until)
                    && guardian.deadline() != GuardUntil.NOTHING) {
                guardian.until(Math.max(guardian.deadline(), until + Duration.ofMillis(180).toNanos()),
                        by.life().number());
            }
            return event;
        }
    }

    /** The leader takes a lost incarnation back when it hears it again. */
    static final class SameIncarnationReturns extends Seams {

        private static final String READMIT = "readmit";
        private long keys;

        @Override
        Message received(Daemon by, NodeName from, Message message) {
            if (message instanceof Message.Renew renew && by.log().leadership() instanceof Leadership.Leads) {
                var known = by.state().nodes().get(from);
                if (known != null && known.presence() == Presence.LOST
                        && known.incarnation().equals(renew.incarnation())) {
                    var values = new TreeMap<>(Map.of(READMIT, renew.incarnation().toString()));
                    by.life().in(Duration.ofMillis(20).toNanos(),
                            () -> by.submit(new Command.SetAttributes(READMIT + ++keys, from, values,
                                    by.machine().clock().wall()), 1_000_000_000L, _ -> {}));
                }
            }
            return message instanceof Message.Answer answer && answer.standing() == Standing.LOST
                    ? new Message.Answer(answer.incarnation(), answer.sentAt(), Standing.UNKNOWN,
                            answer.appliedIndex(), answer.votersVersion(), answer.hears())
                    : message;
        }

        @Override
        Applied apply(ClusterState before, long index, Command command) {
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
