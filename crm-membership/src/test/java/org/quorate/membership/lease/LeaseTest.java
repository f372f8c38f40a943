package org.quorate.membership.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.membership.lease.Scene.ONE;
import static org.quorate.membership.lease.Scene.TWO;
import static org.quorate.membership.lease.Scene.X;
import static org.quorate.membership.lease.Scene.Y;
import static org.quorate.membership.lease.Scene.Z;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeStanding;
import org.quorate.membership.Standing;
import org.quorate.membership.Timings;

class LeaseTest {

    @Test
    void holdsTheLeaseOnceAMajorityHasAnsweredMember() {
        var x = Scene.settled(X).passes(100);

        x.hears(Y, x.member(x.nowMs));

        assertThat(x.told(MembershipEvent.LeaseHeld.class)).hasSize(1);
        assertThat(x.holdsLease()).isTrue();
    }

    @Test
    void ownVoterAloneIsNoMajority() {
        var x = Scene.settled(X).passes(1000);

        assertThat(x.holdsLease()).isFalse();
        assertThat(x.told(MembershipEvent.LeaseHeld.class)).isEmpty();
    }

    @Test
    void theLeaseCountsFromTheTimeOfSendingNotOfReceipt() {
        var x = Scene.settled(X).passes(100);
        long sentAt = x.nowMs;

        x.passes(250).hears(Y, x.member(sentAt));

        assertThat(x.state.leaseUntil()).isEqualTo((sentAt + 300) * 1_000_000);
        assertThat(x.passes(50).holdsLease()).isFalse();
    }

    /** By the period of 12 s that was in force it would be dead, by the new D, before it asked again. */
    @Test
    void asksAtOnceWhenOtherTimesComeIntoForce() {
        var slow = Timings.from(Timings.LONGEST);
        var x = Scene.settled(X).on(new HeartbeatEvent.StandingsApplied(Scene.timed(7, slow))).passes(100);
        x.forget().passes(slow.heartbeatPeriod().toMillis() / 2);
        assertThat(x.sent(Y, Message.Renew.class)).isEmpty();

        x.on(new HeartbeatEvent.StandingsApplied(Scene.timed(8, Scene.TIMINGS)));

        assertThat(x.sent(Y, Message.Renew.class)).hasSize(1);
        assertThat(x.forget().passes(100).sent(Y, Message.Renew.class)).hasSize(1);
    }

    @Test
    void anAnswerOlderThanTheLeaseGivesNone() {
        var x = Scene.settled(X).passes(100);
        long sentAt = x.nowMs;

        x.passes(300).hears(Y, x.member(sentAt));

        assertThat(x.told(MembershipEvent.LeaseHeld.class)).isEmpty();
    }

    @Test
    void tellsTheEndOfTheLeaseTheMomentItRunsOut() {
        var x = Scene.settled(X).passes(100);
        x.hears(Y, x.member(x.nowMs));

        x.passes(299);
        assertThat(x.told(MembershipEvent.LeaseEnded.class)).isEmpty();
        x.passes(1);

        assertThat(x.told(MembershipEvent.LeaseEnded.class)).hasSize(1);
        assertThat(x.holdsLease()).isFalse();
    }

    @Test
    void oneVoterThatSaysLostEndsTheLeaseAtOnceAndForEver() {
        var x = Scene.settled(X).passes(100);
        x.hears(Y, x.member(x.nowMs)).hears(Z, x.member(x.nowMs));

        x.hears(Z, Scene.answer(ONE, x.nowMs, Standing.LOST, 0));
        x.passes(100).hears(Y, x.member(x.nowMs)).hears(Z, x.member(x.nowMs));

        assertThat(x.holdsLease()).isFalse();
        assertThat(x.told(MembershipEvent.LeaseEnded.class)).hasSize(1);
        assertThat(x.told(MembershipEvent.DeclaredLost.class))
                .containsExactly(new MembershipEvent.DeclaredLost(ONE));
    }

    @Test
    void aNewIncarnationStartsWithoutALease() {
        var x = Scene.settled(X).passes(100);
        x.hears(Y, x.member(x.nowMs));

        x.on(new HeartbeatEvent.IncarnationTaken(TWO));
        x.passes(100).hears(Y, x.member(x.nowMs)).hears(Z, x.member(x.nowMs));

        assertThat(x.holdsLease()).isFalse();
        assertThat(x.told(MembershipEvent.LeaseEnded.class)).hasSize(1);
    }

    @Test
    void aLostAnswerToAnEarlierIncarnationMeansNothing() {
        var x = Scene.settled(X);
        var changes = new TreeMap<>(Map.of(X, new NodeStanding(TWO, Standing.MEMBER)));
        x.on(new HeartbeatEvent.IncarnationTaken(TWO));
        x.on(new HeartbeatEvent.StandingsApplied(Scene.standings(7, 0, changes))).passes(100);

        x.hears(Y, Scene.answer(ONE, x.nowMs, Standing.LOST, 0));
        x.hears(Y, Scene.answer(TWO, x.nowMs, Standing.MEMBER, 0));

        assertThat(x.holdsLease()).isTrue();
        assertThat(x.told(MembershipEvent.DeclaredLost.class)).isEmpty();
    }

    @Test
    void answersFromANewerVoterListDoNotCount() {
        var x = Scene.settled(X).passes(100);

        x.hears(Y, Scene.answer(ONE, x.nowMs, Standing.MEMBER, 1));
        assertThat(x.holdsLease()).isFalse();
        x.on(new HeartbeatEvent.StandingsApplied(Scene.standings(7, 1, new TreeMap<>())));
        x.hears(Y, Scene.answer(ONE, x.nowMs, Standing.MEMBER, 1));

        assertThat(x.holdsLease()).isTrue();
    }

    @Test
    void aVoterThatIsInDoubtLeavesItsEarlierAnswerStanding() {
        var x = Scene.settled(X).passes(100);
        x.hears(Y, x.member(x.nowMs));

        x.hears(Y, Scene.answer(ONE, x.nowMs + 1, Standing.UNKNOWN, 0));

        assertThat(x.holdsLease()).isTrue();
    }

    @Test
    void anAnswerToARenewFromTheFutureIsNotBelieved() {
        var x = Scene.settled(X).passes(100);

        x.hears(Y, x.member(x.nowMs + 10_000)).hears(Z, x.member(x.nowMs + 10_000));

        assertThat(x.holdsLease()).isFalse();
    }

    @Test
    void ownVoterThatAppliedItsOwnLossEndsTheLease() {
        var x = Scene.settled(X).passes(100);
        x.hears(Y, x.member(x.nowMs));

        x.on(new HeartbeatEvent.StandingsApplied(Scene.lost(9, X))).passes(100);

        assertThat(x.told(MembershipEvent.DeclaredLost.class)).hasSize(1);
        assertThat(x.holdsLease()).isFalse();
    }

    @Test
    void asksAgainAtOnceWhenTheLogHasMadeItAMember() {
        var x = new Scene(X).passes(50).forget();

        x.on(new HeartbeatEvent.IncarnationTaken(TWO)).forget();
        var changes = new TreeMap<>(Map.of(X, new NodeStanding(TWO, Standing.MEMBER)));
        x.on(new HeartbeatEvent.StandingsApplied(Scene.standings(8, 0, changes)));

        assertThat(x.sent(Y, Message.Renew.class)).hasSize(1);
    }

    @Test
    void aRenewIsTwoWayOnlyWhileAnotherVoterIsHeardWithinTheLease() {
        var x = Scene.settled(X).passes(200);
        assertThat(x.sent(Y, Message.Renew.class))
                .allMatch(renew -> renew.hearing() == Message.Hearing.ONE_WAY);

        x.hears(Z, x.member(x.nowMs)).forget().passes(100);
        assertThat(x.sent(Y, Message.Renew.class)).isNotEmpty()
                .allMatch(renew -> renew.hearing() == Message.Hearing.TWO_WAY);

        x.passes(300).forget().passes(100);
        assertThat(x.sent(Y, Message.Renew.class)).isNotEmpty()
                .allMatch(renew -> renew.hearing() == Message.Hearing.ONE_WAY);
    }

    @Test
    void asksEveryOtherVoterFiveTimesInD() {
        var x = Scene.settled(X).passes(100).forget();

        x.passes(500);

        assertThat(x.sent(Y, Message.Renew.class)).hasSize(5);
        assertThat(x.sent(Z, Message.Renew.class)).hasSize(5);
        assertThat(x.sent(X, Message.Renew.class)).isEmpty();
    }
}
