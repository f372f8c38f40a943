package org.quorate.membership.lease;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Leadership;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;

/**
 * The part of a step that looks for silence: of the members while this node leads, of the leader while it
 * follows. It decides nothing alone: what counts is what a majority of voters says when asked.
 */
final class LookoutTurn {

    /**
     * In D. Sooner the log's own elections do better: they ask before they raise the term, and just after a
     * start connections take their time.
     */
    private static final int LEADERLESS = 4;

    private LookoutTurn() {}

    static void take(Turn turn, NodeName voter, Message.SilenceTell tell) {
        for (var inquiry : turn.lookout.inquiries().values()) {
            if (inquiry.id() == tell.inquiry()) {
                turn.lookout = turn.lookout
                        .with(inquiry.told(voter, tell, turn.timings().deadAfter(), turn.now));
                return;
            }
        }
    }

    static void settle(Turn turn) {
        switch (turn.lookout.leadership()) {
            case Leadership.Leads _ -> {
                lookAfter(turn, turn.lookout.watchedSince().keySet());
                findStalled(turn, turn.lookout.watchedSince().keySet());
                ContactTurn.settle(turn);
            }
            case Leadership.Follows(var leader, var _) ->
                lookAfter(turn, List.of(new Owner(leader, Incarnation.NONE)));
            case Leadership.NoLeader() -> seekLeader(turn);
        }
    }

    private static void lookAfter(Turn turn, Collection<Owner> subjects) {
        for (var about : turn.lookout.inquiries().keySet()) {
            if (!subjects.contains(about)) {
                turn.lookout = turn.lookout.withoutInquiry(about);
            }
        }
        for (var about : subjects) {
            if (!about.node().equals(turn.self)) {
                lookAfter(turn, about);
            }
        }
    }

    private static void lookAfter(Turn turn, Owner about) {
        long lastHeardAt = Math.max(turn.book.lastHeardAt(about), turn.lookout.knownSince(about));
        long inDoubtAt = lastHeardAt + turn.deadAfter();
        if (turn.now < inDoubtAt) {
            turn.lookout = turn.lookout.withoutInquiry(about);
            turn.wakeBy(inDoubtAt);
            return;
        }
        if (!turn.lookout.inquiries().containsKey(about)) {
            turn.lookout = turn.lookout
                    .with(SilenceInquiry.open(turn.lookout.lastInquiry() + 1, about, turn.now));
        }
        ask(turn, about);
        judge(turn, about);
    }

    private static void ask(Turn turn, Owner about) {
        var inquiry = turn.lookout.inquiries().get(about);
        if (inquiry != null && turn.now >= inquiry.nextAskAt()) {
            turn.lookout = turn.lookout.with(inquiry.askedAgainAt(turn.now + turn.period()));
            turn.sendToVoters(new Message.SilenceAsk(inquiry.id(), about));
        }
    }

    private static void judge(Turn turn, Owner about) {
        var inquiry = turn.lookout.inquiries().get(about);
        if (inquiry == null) {
            return;
        }
        if (!inquiry.isSilent(turn.standings(), turn.timings().deadAfter(), turn.now)) {
            turn.lookout = turn.lookout.with(inquiry.established(Majority.NONE));
            turn.wakeBy(inquiry.nextAskAt());
            return;
        }
        long since = inquiry.establishedAt() == Majority.NONE ? turn.now : inquiry.establishedAt();
        switch (turn.lookout.leadership()) {
            case Leadership.Leads _ -> {
                turn.tell(new MembershipEvent.NodeSilent(about.node(), about.incarnation(),
                        inquiry.silentForByVoter()));
                askAfresh(turn, about);
            }
            case Leadership.Follows(var leader, var term) ->
                stand(turn, inquiry.established(since), new HeartbeatEffect.StandForElection(leader, term),
                        inquiry.rankOf(turn.self, turn.logEnd, turn.timings().deadAfter(), turn.now)
                                * turn.deadAfter() / 4);
            case Leadership.NoLeader() -> {
            }
        }
    }

    /** The best placed voter stands at once, each other one so much later than the one before it. */
    private static void stand(Turn turn, SilenceInquiry inquiry, HeartbeatEffect.StandForElection effect,
            long delay) {
        long standAt = inquiry.establishedAt() + delay;
        turn.lookout = turn.lookout.with(inquiry);
        if (turn.now < standAt) {
            turn.wakeBy(Math.min(standAt, inquiry.nextAskAt()));
            return;
        }
        if (turn.standings().voters().contains(turn.self)) {
            turn.effects.add(effect);
        }
        askAfresh(turn, inquiry.about());
    }

    /**
     * Nobody has led for longer than an election takes, as far as this node knows: the leader resigned, or
     * the log's own elections failed. It asks the voters about itself; those that have no leader either
     * say where their log ends. As soon as a majority does, the best placed stands, the next one 2 D
     * later.
     */
    private static void seekLeader(Turn turn) {
        long patientUntil = turn.lookout.since() + LEADERLESS * turn.deadAfter();
        if (turn.now < patientUntil) {
            turn.wakeBy(patientUntil);
            return;
        }
        var about = new Owner(turn.self, Incarnation.NONE);
        if (!turn.lookout.inquiries().containsKey(about)) {
            turn.lookout = turn.lookout
                    .with(SilenceInquiry.open(turn.lookout.lastInquiry() + 1, about, turn.now));
        }
        ask(turn, about);
        var inquiry = turn.lookout.inquiries().get(about);
        if (inquiry == null) {
            return;
        }
        if (turn.logEnd.equals(LogEnd.EMPTY)
                || !inquiry.isLeaderless(turn.standings(), turn.timings().deadAfter(), turn.now)) {
            turn.lookout = turn.lookout.with(inquiry.established(Majority.NONE));
            turn.wakeBy(inquiry.nextAskAt());
            return;
        }
        long since = inquiry.establishedAt() == Majority.NONE ? turn.now : inquiry.establishedAt();
        int rank = inquiry.rankAmongLeaderless(turn.self, turn.logEnd, turn.timings().deadAfter(), turn.now);
        stand(turn, inquiry.established(since), new HeartbeatEffect.StandForElection(turn.self, 0),
                rank * turn.deadAfter() * 2);
    }

    /** What was said has been used; if the silence lasts, it is asked about again after D. */
    private static void askAfresh(Turn turn, Owner about) {
        var next = SilenceInquiry.open(turn.lookout.lastInquiry() + 1, about, turn.now + turn.deadAfter());
        turn.lookout = turn.lookout.with(next);
        turn.wakeBy(next.nextAskAt());
    }

    /**
     * A member that is heard but whose applied index stands still while the log goes on is cut off from it.
     */
    private static void findStalled(Turn turn, Collection<Owner> watched) {
        var stalls = new TreeMap<Owner, Lookout.Stall>();
        for (var owner : watched) {
            var heard = turn.book.heard().get(owner);
            if (heard == null || owner.node().equals(turn.self)
                    || heard.appliedIndex() >= turn.applied.index()) {
                continue;
            }
            var before = turn.lookout.stalls().get(owner);
            var stall = before != null && before.appliedIndex() == heard.appliedIndex()
                    ? before
                    : new Lookout.Stall(heard.appliedIndex(), turn.now);
            long stood = turn.now - stall.since();
            if (stood >= turn.timings().stallLimit().toNanos()) {
                turn.tell(new MembershipEvent.NodeStalled(owner.node(), owner.incarnation(),
                        heard.appliedIndex(), Duration.ofNanos(stood)));
                stall = new Lookout.Stall(heard.appliedIndex(), turn.now);
            }
            stalls.put(owner, stall);
        }
        turn.lookout = turn.lookout.with(stalls);
    }
}
