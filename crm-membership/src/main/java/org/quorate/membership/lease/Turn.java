package org.quorate.membership.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Leadership;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.membership.Standing;
import org.quorate.membership.Standings;
import org.quorate.membership.Timings;

/** One step in the making: the parts of the state as they change. Lives no longer than the step. */
final class Turn {

    final NodeName self;
    private final Timings atSetUp;
    final long now;
    final List<HeartbeatEffect> effects = new ArrayList<>();
    Holder holder;
    Applied applied;
    VoterBook book;
    Contact contact;
    Lookout lookout;
    LogEnd logEnd;
    SortedMap<Long, Takeover> takeovers;
    long nextRenewAt;
    long wakeAt;

    Turn(NodeName self, Timings timings, HeartbeatState state, long now) {
        this.self = self;
        this.atSetUp = timings;
        this.now = now;
        this.holder = state.holder();
        this.applied = state.applied();
        this.book = state.book();
        this.contact = state.contact();
        this.lookout = state.lookout();
        this.logEnd = state.logEnd();
        this.takeovers = state.takeovers();
        this.nextRenewAt = state.nextRenewAt();
        this.wakeAt = Long.MAX_VALUE;
    }

    HeartbeatState state() {
        return new HeartbeatState(holder, applied, book, contact, lookout, logEnd, takeovers, nextRenewAt);
    }

    Standings standings() {
        return applied.standings();
    }

    /** The times in force: those of the applied state, before it those of the set-up. */
    Timings timings() {
        return standings().appliedIndex() < 0 ? atSetUp : standings().timings();
    }

    long deadAfter() {
        return timings().deadAfter().toNanos();
    }

    long period() {
        return timings().heartbeatPeriod().toNanos();
    }

    void tell(MembershipEvent event) {
        effects.add(new HeartbeatEffect.Tell(event));
    }

    void wakeBy(long at) {
        wakeAt = Math.min(wakeAt, at);
    }

    /** To all voters, this node's own among them, which is asked through the same code. */
    void sendToVoters(Message message) {
        for (var voter : standings().voters()) {
            send(voter, message);
        }
    }

    void send(NodeName to, Message message) {
        if (to.equals(self)) {
            receive(self, message);
        } else {
            effects.add(new HeartbeatEffect.Send(to, message));
        }
    }

    void receive(NodeName from, Message message) {
        if (!from.equals(self)) {
            contact = contact.heard(from, now);
        }
        switch (message) {
            case Message.Renew renew -> {
                answer(from, renew);
                keepStep(from);
            }
            case Message.Answer answer -> LeaseTurn.take(this, from, answer);
            case Message.SilenceAsk ask -> send(from,
                    new Message.SilenceTell(ask.inquiry(), book.silentFor(ask.about(), now),
                            logEndFor(from, ask)));
            case Message.SilenceTell tell -> LookoutTurn.take(this, from, tell);
            case Message.TakeoverAsk ask -> tellAges(from, ask);
            case Message.TakeoverTell tell -> TakeoverTurn.take(this, from, tell);
        }
    }

    /**
     * A Renew that would be due soon leaves now: so all nodes come to send at one time, and a node wakes up
     * twice in a period and not once for each datagram. Nobody sends more than twice in a period by this.
     */
    private void keepStep(NodeName from) {
        if (!from.equals(self) && nextRenewAt - now <= period() / 2) {
            nextRenewAt = now;
        }
    }

    /** Who asks about itself seeks a leader: to it a voter that hears one has no log that could elect. */
    private LogEnd logEndFor(NodeName asker, Message.SilenceAsk ask) {
        if (!ask.about().node().equals(asker)) {
            return logEnd;
        }
        return switch (lookout.leadership()) {
            case Leadership.Leads _ -> LogEnd.EMPTY;
            case Leadership.Follows(var leader, _) -> leader.equals(asker) || isSilent(leader)
                    ? logEnd
                    : LogEnd.EMPTY;
            case Leadership.NoLeader() -> logEnd;
        };
    }

    private boolean isSilent(NodeName node) {
        return book.silentFor(new Owner(node, Incarnation.NONE), now) >= deadAfter();
    }

    private void answer(NodeName node, Message.Renew renew) {
        var hears = book.heardWithin(timings().deadAfter(), now);
        var answered = book.answer(new Owner(node, renew.incarnation()), renew, applied, hears, now);
        book = answered.book();
        send(node, answered.answer());
    }

    /** A voter that does not count, or to which one of the owners is still a member, says nothing. */
    private void tellAges(NodeName asker, Message.TakeoverAsk ask) {
        boolean allGone = ask.owners().stream().allMatch(owner -> standings().of(owner) != Standing.MEMBER);
        if (!applied.counts() || !allGone) {
            return;
        }
        var ages = ask.owners().stream().map(owner -> book.memberAge(owner, now)).toList();
        send(asker, new Message.TakeoverTell(ask.question(), applied.index(), standings().votersVersion(),
                ages));
    }
}
