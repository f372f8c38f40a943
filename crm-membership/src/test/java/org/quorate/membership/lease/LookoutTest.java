package org.quorate.membership.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.membership.lease.Scene.X;
import static org.quorate.membership.lease.Scene.Y;
import static org.quorate.membership.lease.Scene.Z;
import static org.quorate.membership.lease.Scene.owner;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Leadership;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.Owner;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standing;

class LookoutTest {

    private static Scene leadingY() {
        var y = Scene.settled(Y);
        y.hears(X, y.twoWay(6)).hears(Z, y.twoWay(6));
        return y.on(new HeartbeatEvent.LeadershipKnown(new Leadership.Leads(2)))
                .on(new HeartbeatEvent.Watch(new TreeSet<>(Set.of(owner(X), owner(Y), owner(Z))))).forget();
    }

    private static Scene followingX(NodeName self) {
        var node = Scene.settled(self);
        node.hears(X, node.twoWay(6));
        return node.on(new HeartbeatEvent.LeadershipKnown(new Leadership.Follows(X, 2)))
                .on(new HeartbeatEvent.LogGrew(new LogEnd(2, 6))).forget();
    }

    private static Message.SilenceTell silent(long inquiry, long ms) {
        return new Message.SilenceTell(inquiry, ms * 1_000_000, new LogEnd(2, 6));
    }

    private static long lastAsked(Scene scene, NodeName to) {
        return scene.sent(to, Message.SilenceAsk.class).getLast().inquiry();
    }

    @Test
    void asksNobodyBeforeD() {
        assertThat(leadingY().passes(499).sent(Z, Message.SilenceAsk.class)).isEmpty();
    }

    @Test
    void tellsSilenceOnlyWhenAMajorityAskedThenHasHeardNothingForD() {
        var y = leadingY().passes(400);
        y.hears(Z, y.twoWay(6)).passes(100);
        assertThat(y.told(MembershipEvent.NodeSilent.class)).isEmpty();

        y.hears(Z, silent(lastAsked(y, Z), 510));

        assertThat(y.told(MembershipEvent.NodeSilent.class)).hasSize(1).first()
                .satisfies(silent -> assertThat(silent.node()).isEqualTo(X))
                .satisfies(silent -> assertThat(silent.silentForByVoter()).containsOnlyKeys(Y, Z));
    }

    /** An incarnation that nobody has heard yet is as silent as the voters are old. */
    @Test
    void doubtsAMemberOnlyWhenDHasPassedSinceItJoined() {
        var y = leadingY();
        for (int i = 0; i < 20; i++) {
            y.passes(100).hears(X, y.twoWay(6)).hears(Z, y.twoWay(6));
        }
        var again = new Owner(X, Scene.TWO);

        y.on(new HeartbeatEvent.Watch(new TreeSet<>(Set.of(again, owner(Y), owner(Z))))).forget();

        assertThat(y.passes(99).hears(Z, y.twoWay(6)).passes(400).sent(Z, Message.SilenceAsk.class))
                .isEmpty();
        assertThat(y.passes(1).sent(Z, Message.SilenceAsk.class)).extracting(Message.SilenceAsk::about)
                .containsExactly(again);
    }

    @Test
    void oneBadLinkOfTheLeaderSilencesNobody() {
        var y = leadingY();

        for (int i = 0; i < 50; i++) {
            y.passes(100).hears(Z, y.twoWay(6));
            y.sent(Z, Message.SilenceAsk.class).forEach(ask -> y.hears(Z, silent(ask.inquiry(), 20)));
        }

        assertThat(y.sent(Z, Message.SilenceAsk.class)).isNotEmpty();
        assertThat(y.told(MembershipEvent.NodeSilent.class)).isEmpty();
    }

    @Test
    void aLeaderThatWasPausedDeclaresNobodySilentByItself() {
        var y = leadingY();

        y.nowMs += 5000;
        y.on(new HeartbeatEvent.Tick());

        assertThat(y.sent(Z, Message.SilenceAsk.class)).isNotEmpty();
        assertThat(y.told(MembershipEvent.NodeSilent.class)).isEmpty();
    }

    @Test
    void whatWasSaidLongerThanDAgoDoesNotCount() {
        var y = leadingY().passes(400);
        y.hears(Z, y.twoWay(6)).passes(100);
        long inquiry = lastAsked(y, Z);

        y.hears(Z, silent(inquiry, 100)).passes(1000);

        assertThat(y.told(MembershipEvent.NodeSilent.class)).isEmpty();
    }

    @Test
    void asksAVoterAgainTheMomentItsOwnSilenceIsLongEnough() {
        var y = leadingY().passes(400);
        y.hears(Z, y.twoWay(6)).passes(100);

        y.hears(Z, silent(lastAsked(y, Z), 490)).forget().passes(10);

        assertThat(y.sent(Z, Message.SilenceAsk.class)).hasSize(1);
    }

    @Test
    void tellsAMemberThatIsHeardButStandsStillWhileTheLogGoesOn() {
        var y = leadingY().on(new HeartbeatEvent.StandingsApplied(Scene.members(20)))
                .on(new HeartbeatEvent.LogApplied(20, 20));

        for (int i = 0; i < 52; i++) {
            y.hears(X, y.twoWay(6)).hears(Z, y.twoWay(20 + i)).passes(100);
        }

        assertThat(y.told(MembershipEvent.NodeStalled.class)).hasSize(1).first()
                .satisfies(stalled -> assertThat(stalled.node()).isEqualTo(X));
        assertThat(y.told(MembershipEvent.NodeSilent.class)).isEmpty();
    }

    @Test
    void aMemberThatMovesOnlySlowlyIsNotStalled() {
        var y = leadingY().on(new HeartbeatEvent.StandingsApplied(Scene.members(90)))
                .on(new HeartbeatEvent.LogApplied(90, 90));

        for (int i = 0; i < 80; i++) {
            y.hears(X, y.twoWay(6 + i / 20)).hears(Z, y.twoWay(90)).passes(100);
        }

        assertThat(y.told(MembershipEvent.NodeStalled.class)).isEmpty();
    }

    @Test
    void aLeaderThatNobodyAnswersResigns() {
        var y = leadingY();

        assertThat(y.passes(499).did(HeartbeatEffect.Resign.class)).isEmpty();
        y.passes(1);

        assertThat(y.did(HeartbeatEffect.Resign.class)).hasSize(1);
        assertThat(y.told(MembershipEvent.ContactLost.class)).hasSize(1);
    }

    @Test
    void aLeaderMaySubmitOnlyForLAfterItCouldAskAMajority() {
        var y = leadingY().passes(100);
        y.hears(Z, Scene.answer(Scene.ONE, y.nowMs, Standing.UNKNOWN, 0));

        assertThat(y.state.contactUntil(Scene.TIMINGS)).isEqualTo((y.nowMs + 300) * 1_000_000);
    }

    @Test
    void theBestPlacedVoterStandsAtOnceWhenAMajorityMissesTheLeader() {
        var y = followingX(Y).passes(500);

        y.hears(Z, silent(lastAsked(y, Z), 505));

        assertThat(y.did(HeartbeatEffect.StandForElection.class))
                .containsExactly(new HeartbeatEffect.StandForElection(X, 2));
    }

    @Test
    void aVoterThatIsNotBestPlacedLetsTheOtherGoFirst() {
        var z = followingX(Z).passes(500);

        z.hears(Y, silent(lastAsked(z, Y), 505));
        assertThat(z.did(HeartbeatEffect.StandForElection.class)).isEmpty();
        z.passes(125);

        assertThat(z.did(HeartbeatEffect.StandForElection.class)).hasSize(1);
    }

    @Test
    void theLongerLogGoesBeforeTheEarlierName() {
        var z = followingX(Z).on(new HeartbeatEvent.LogGrew(new LogEnd(2, 7))).passes(500);

        z.hears(Y, silent(lastAsked(z, Y), 505));

        assertThat(z.did(HeartbeatEffect.StandForElection.class)).hasSize(1);
    }

    @Test
    void nobodyStandsWhileTheOthersHearTheLeader() {
        var y = followingX(Y).passes(500);

        y.hears(Z, silent(lastAsked(y, Z), 50)).passes(1000);

        assertThat(y.did(HeartbeatEffect.StandForElection.class)).isEmpty();
    }

    @Test
    void anotherIncarnationIsNotTheOneAskedAbout() {
        var y = leadingY().passes(300);

        y.hears(X, new Message.Renew(Scene.TWO, y.nanos(), 6, Message.Hearing.TWO_WAY));
        y.hears(Z, y.twoWay(6)).passes(200);

        assertThat(y.sent(Z, Message.SilenceAsk.class)).isNotEmpty();
    }

    private static Scene leaderlessY() {
        return Scene.settled(Y).on(new HeartbeatEvent.LogGrew(new LogEnd(2, 6)))
                .on(new HeartbeatEvent.LeadershipKnown(new Leadership.NoLeader()));
    }

    @Test
    void aMajorityWithoutALeaderNeedsNoTimeoutToElectOne() {
        var y = leaderlessY().passes(2100);
        y.hears(Z, silent(lastAsked(y, Z), 20));

        assertThat(y.did(HeartbeatEffect.StandForElection.class)).containsExactly(
                new HeartbeatEffect.StandForElection(Y, 0));
    }

    @Test
    void aNodeWithoutALeaderStandsNotWhileTheOthersHaveOne() {
        var y = leaderlessY().passes(2100);
        var theyHaveOne = new Message.SilenceTell(lastAsked(y, Z), 0, LogEnd.EMPTY);

        y.hears(Z, theyHaveOne).hears(X, theyHaveOne).passes(50);

        assertThat(y.did(HeartbeatEffect.StandForElection.class)).isEmpty();
    }

    @Test
    void aVoterThatHearsItsLeaderHelpsNobodyElseToStand() {
        var ask = new Message.SilenceAsk(7, new Owner(X, Incarnation.NONE));
        var y = Scene.settled(Y).on(new HeartbeatEvent.LogGrew(new LogEnd(2, 6)))
                .on(new HeartbeatEvent.LeadershipKnown(new Leadership.Follows(Z, 2)));

        y.hears(Z, y.twoWay(6)).hears(X, ask);
        assertThat(y.sent(X, Message.SilenceTell.class).getLast().logEnd()).isEqualTo(LogEnd.EMPTY);

        y.passes(600).hears(X, ask);
        assertThat(y.sent(X, Message.SilenceTell.class).getLast().logEnd()).isEqualTo(new LogEnd(2, 6));
    }

    @Test
    void aVoterHelpsItsLeaderThatLeadsNoMore() {
        var y = Scene.settled(Y).on(new HeartbeatEvent.LogGrew(new LogEnd(2, 6)))
                .on(new HeartbeatEvent.LeadershipKnown(new Leadership.Follows(X, 2)));

        y.hears(X, y.twoWay(6)).hears(X, new Message.SilenceAsk(7, new Owner(X, Incarnation.NONE)));

        assertThat(y.sent(X, Message.SilenceTell.class).getLast().logEnd()).isEqualTo(new LogEnd(2, 6));
    }
}
