package org.quorate.membership.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.membership.lease.Scene.ONE;
import static org.quorate.membership.lease.Scene.TWO;
import static org.quorate.membership.lease.Scene.X;
import static org.quorate.membership.lease.Scene.Y;
import static org.quorate.membership.lease.Scene.Z;
import static org.quorate.membership.lease.Scene.owner;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quorate.membership.Standing;

class VoterTest {

    @Test
    void answersWithTheIncarnationAndTimeOfTheRenew() {
        var z = Scene.settled(Z);

        z.hears(X, new Message.Renew(ONE, 4711, 3, Message.Hearing.TWO_WAY));

        assertThat(z.sent(X, Message.Answer.class)).hasSize(1).first()
                .satisfies(answer -> assertThat(answer.sentAt()).isEqualTo(4711))
                .satisfies(answer -> assertThat(answer.incarnation()).isEqualTo(ONE))
                .satisfies(answer -> assertThat(answer.standing()).isEqualTo(Standing.MEMBER));
    }

    @Test
    void recordsTheAgeOfAMemberAnswerInTheStepThatGivesIt() {
        var z = Scene.settled(Z).passes(1000);

        z.hears(X, z.twoWay(3));

        assertThat(z.state.book().memberAge(owner(X), z.nanos())).isZero();
    }

    @Test
    void recordsTheAgeOfAMemberAnswerToAOneWayRenewToo() {
        var z = Scene.settled(Z).passes(1000);

        z.hears(X, new Message.Renew(ONE, z.nanos(), 3, Message.Hearing.ONE_WAY));

        assertThat(z.sent(X, Message.Answer.class)).hasSize(1);
        assertThat(z.state.book().memberAge(owner(X), z.nanos())).isZero();
        assertThat(z.state.book().silentFor(owner(X), z.nanos())).isEqualTo(1_000_000_000);
    }

    @Test
    void saysLostToALostIncarnationAndToAnEarlierOne() {
        var z = Scene.settled(Z).on(new HeartbeatEvent.StandingsApplied(Scene.lost(9, X)));

        z.hears(X, z.twoWay(3));
        z.hears(X, new Message.Renew(TWO, z.nanos(), 3, Message.Hearing.TWO_WAY));

        assertThat(z.sent(X, Message.Answer.class)).extracting(Message.Answer::standing)
                .containsExactly(Standing.LOST, Standing.UNKNOWN);
    }

    @Test
    void aRestartedVoterCountsForNobodyUntilItAppliedATokenOfThisLife() {
        var z = new Scene(Z).on(new HeartbeatEvent.StandingsApplied(Scene.members(5)))
                .on(new HeartbeatEvent.LogApplied(5, 5));

        z.hears(X, z.twoWay(3));
        assertThat(z.sent(X, Message.Answer.class)).extracting(Message.Answer::standing)
                .containsExactly(Standing.UNKNOWN);
        z.forget().on(new HeartbeatEvent.TokenApplied(6)).hears(X, z.twoWay(3));
        assertThat(z.sent(X, Message.Answer.class)).extracting(Message.Answer::standing)
                .containsExactly(Standing.UNKNOWN);
        z.forget().on(new HeartbeatEvent.LogApplied(5, 6)).hears(X, z.twoWay(3));

        assertThat(z.sent(X, Message.Answer.class)).extracting(Message.Answer::standing)
                .containsExactly(Standing.MEMBER);
    }

    @Test
    void aRestartedVoterDoesNotCountForItselfEither() {
        var x = new Scene(X).on(new HeartbeatEvent.StandingsApplied(Scene.members(5)))
                .on(new HeartbeatEvent.LogApplied(5, 5)).on(new HeartbeatEvent.IncarnationTaken(ONE))
                .passes(100);

        x.hears(Y, x.member(x.nowMs));

        assertThat(x.holdsLease()).isFalse();
    }

    @Test
    void theIndexIsNoFurtherThanTheStandingsWhileCommandsWait() {
        var z = Scene.settled(Z);

        z.on(new HeartbeatEvent.LogApplied(8, 9));
        assertThat(z.state.applied().index()).isEqualTo(5);
        z.on(new HeartbeatEvent.StandingsApplied(Scene.members(8)));

        assertThat(z.state.applied().index()).isEqualTo(9);
    }

    @Test
    void givesItsUptimeWhereItHasNoAge() {
        var z = Scene.settled(Z).passes(250).on(new HeartbeatEvent.StandingsApplied(Scene.lost(9, X)));

        z.hears(Y, new Message.TakeoverAsk(1, List.of(owner(X))));

        assertThat(z.sent(Y, Message.TakeoverTell.class)).extracting(Message.TakeoverTell::memberAges)
                .containsExactly(List.of(250_000_000L));
    }

    @Test
    void keepsSilentAboutAgesUntilItCounts() {
        var z = new Scene(Z).on(new HeartbeatEvent.StandingsApplied(Scene.lost(9, X)))
                .on(new HeartbeatEvent.LogApplied(9, 9));

        z.hears(Y, new Message.TakeoverAsk(1, List.of(owner(X))));

        assertThat(z.sent(Y, Message.TakeoverTell.class)).isEmpty();
    }

    @Test
    void keepsSilentAboutAgesWhileAnOwnerIsAMemberToIt() {
        var z = Scene.settled(Z);

        z.hears(Y, new Message.TakeoverAsk(1, List.of(owner(X))));

        assertThat(z.sent(Y, Message.TakeoverTell.class)).isEmpty();
    }

    @Test
    void onlyATwoWayRenewIsHeard() {
        var z = Scene.settled(Z).passes(600);

        z.hears(X, new Message.Renew(ONE, z.nanos(), 3, Message.Hearing.ONE_WAY));
        assertThat(z.state.book().silentFor(owner(X), z.nanos())).isEqualTo(600_000_000);
        z.hears(X, z.twoWay(3));

        assertThat(z.state.book().silentFor(owner(X), z.nanos())).isZero();
    }

    @Test
    void forgetsNoAgeYoungerThanAnyWait() {
        var z = Scene.settled(Z);
        z.hears(X, z.twoWay(3)).on(new HeartbeatEvent.StandingsApplied(Scene.lost(9, X)));
        long answeredAt = z.nowMs;

        z.nowMs += VoterBook.KEPT.toMillis() - 1;
        z.hears(Y, z.twoWay(9));

        assertThat(z.state.book().memberAge(owner(X), z.nanos()))
                .isEqualTo((z.nowMs - answeredAt) * 1_000_000);
        assertThat(z.state.book().memberAnswers()).containsKey(owner(X));
    }
}
