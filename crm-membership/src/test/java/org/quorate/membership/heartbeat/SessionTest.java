package org.quorate.membership.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quorate.membership.NodeName;

class SessionTest {

    private static final NodeName PEER = new NodeName("peer");
    private static final NodeName SELF = new NodeName("self");
    private static final long OWN = 100;
    private static final long LIFE = 7;
    private static final long NEXT_LIFE = 8;
    private static final long MS = 1_000_000;

    private long nextNonce = 41;
    private final Session session = new Session(OWN, 2, () -> ++nextNonce);

    private Session.Verdict admit(long life, long toLife, long sequence, Frame.Content content, long nowMs) {
        return session.admit(new Frame(0, PEER, SELF, life, toLife, sequence, 0, content), nowMs * MS);
    }

    private Session.Verdict say(long life, long sequence, long nowMs) {
        return admit(life, OWN, sequence, new Frame.Objection("x"), nowMs);
    }

    private void prove(long life, long sequence, long nowMs) {
        assertThat(say(life, sequence, nowMs)).isEqualTo(new Session.ToChallenge(life, nextNonce));
        assertThat(admit(life, OWN, sequence + 1, new Frame.Echo(nextNonce), nowMs + 1))
                .isInstanceOf(Session.Accepted.class);
    }

    @Test
    void believesALifeOnlyAfterItSentBackAFreshNumber() {
        assertThat(say(LIFE, 1, 0)).isInstanceOf(Session.ToChallenge.class);
        assertThat(say(LIFE, 2, 100)).isInstanceOf(Session.ToChallenge.class);
        assertThat(admit(LIFE, OWN, 3, new Frame.Echo(999), 200)).isNotInstanceOf(Session.Accepted.class);
        assertThat(admit(LIFE, OWN, 4, new Frame.Echo(42), 300)).isInstanceOf(Session.Accepted.class);

        assertThat(say(LIFE, 5, 301)).isInstanceOf(Session.Accepted.class);
    }

    @Test
    void refusesWhatWasSentBefore() {
        prove(LIFE, 1, 0);
        assertThat(say(LIFE, 30, 10)).isInstanceOf(Session.Accepted.class);

        assertThat(say(LIFE, 30, 20)).isInstanceOf(Session.Dropped.class);
        assertThat(say(LIFE, 29, 20)).isInstanceOf(Session.Dropped.class);
        assertThat(say(LIFE, 3, 20)).isInstanceOf(Session.Replayed.class);
    }

    @Test
    void recordingsOfAnEarlierLifeNeverReplaceTheCurrentOne() {
        prove(LIFE, 1, 0);
        prove(NEXT_LIFE, 1, 1000);

        for (long i = 0; i < 50; i++) {
            assertThat(say(LIFE, 100 + i, 2000 + i * 100)).isNotInstanceOf(Session.Accepted.class);
        }

        assertThat(session.life()).isEqualTo(NEXT_LIFE);
        assertThat(say(NEXT_LIFE, 3, 9000)).isInstanceOf(Session.Accepted.class);
    }

    @Test
    void anEchoMadeForAnotherChallengeProvesNothing() {
        prove(LIFE, 1, 0);
        prove(NEXT_LIFE, 1, 1000);

        assertThat(say(LIFE, 200, 2000)).isInstanceOf(Session.ToChallenge.class);
        assertThat(admit(LIFE, OWN, 201, new Frame.Echo(42), 2001)).isInstanceOf(Session.Dropped.class);

        assertThat(session.life()).isEqualTo(NEXT_LIFE);
    }

    @Test
    void whatWasMadeForAnEarlierLifeOfThisNodeIsNotForIt() {
        prove(LIFE, 1, 0);

        assertThat(admit(LIFE, OWN - 1, 9, new Frame.Objection("x"), 10)).isInstanceOf(Session.Dropped.class);
        assertThat(say(LIFE, 9, 20)).isInstanceOf(Session.Accepted.class);
    }

    @Test
    void challengesAtMostTwentyTimesASecond() {
        int challenges = 0;
        for (long ms = 0; ms < 1000; ms++) {
            challenges += say(LIFE, ms, ms) instanceof Session.ToChallenge ? 1 : 0;
        }

        assertThat(challenges).isLessThanOrEqualTo(20);
    }

    @Test
    void aLifeThatNeverAnswersIsReportedAsAStranger() {
        boolean reported = false;
        for (long ms = 0; ms < 3000; ms += 50) {
            reported |= say(LIFE, ms, ms) instanceof Session.Stranger;
        }

        assertThat(reported).isTrue();
    }

    @Test
    void everyLinkHasItsOwnOrder() {
        prove(LIFE, 1, 0);
        assertThat(say(LIFE, 50, 10)).isInstanceOf(Session.Accepted.class);

        var overOther = new Frame(1, PEER, SELF, LIFE, OWN, 49, 0, new Frame.Objection("x"));

        assertThat(session.admit(overOther, 11 * MS)).isInstanceOf(Session.Accepted.class);
        assertThat(session.admit(overOther, 12 * MS)).isInstanceOf(Session.Dropped.class);
    }
}
