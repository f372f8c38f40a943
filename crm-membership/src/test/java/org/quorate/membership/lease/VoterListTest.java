package org.quorate.membership.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.membership.lease.Scene.ONE;
import static org.quorate.membership.lease.Scene.X;
import static org.quorate.membership.lease.Scene.Y;
import static org.quorate.membership.lease.Scene.Z;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.NodeStanding;
import org.quorate.membership.Standing;
import org.quorate.membership.Standings;
import org.quorate.membership.Timings;
import org.quorate.membership.TakeoverQuestion;
import org.quorate.membership.VoterList;

/** Leases and takeovers while the list of voters changes (story 11 of the lease rules). */
class VoterListTest {

    private static final NodeName V4 = new NodeName("v4");
    private static final NodeName V5 = new NodeName("v5");
    private static final Duration WAIT = Scene.TIMINGS.takeoverWait();
    private static final VoterList OLD = VoterList.settled(0, new TreeSet<>(List.of(X, Y, Z)));
    private static final VoterList FOUR = with(OLD, V4);
    private static final VoterList FIVE = with(FOUR, V5);

    private static VoterList with(VoterList before, NodeName comes) {
        var since = new TreeMap<>(before.since());
        since.put(comes, before.version() + 1);
        return new VoterList(before.version() + 1, since, before.names(), WAIT);
    }

    private static VoterList without(VoterList before, NodeName goes) {
        var since = new TreeMap<>(before.since());
        since.remove(goes);
        return new VoterList(before.version() + 1, since, before.names(), WAIT);
    }

    private static Standings standings(long index, VoterList list) {
        return standings(index, list, Standing.MEMBER);
    }

    private static Standings standings(long index, VoterList list, Standing ofX) {
        var nodes = new TreeMap<NodeName, NodeStanding>();
        for (var node : List.of(X, Y, Z, V4, V5)) {
            nodes.put(node, new NodeStanding(ONE, node.equals(X) ? ofX : Standing.MEMBER));
        }
        return new Standings(index, nodes, list, Scene.TIMINGS);
    }

    private static Standings timed(long index, VoterList list, Timings timings) {
        return new Standings(index, standings(index, list).nodes(), list, timings);
    }

    private static HeartbeatEvent.StandingsApplied applied(long index, VoterList list) {
        return new HeartbeatEvent.StandingsApplied(standings(index, list));
    }

    private static Message.Answer member(Scene scene, VoterList list) {
        return Scene.answer(ONE, scene.nowMs, Standing.MEMBER, list.version());
    }

    /** X and Y are cut off with the old list: a majority of it, but only as long as no other has the next. */
    @Test
    void whoIsCutOffWithTheOldListLosesItsLeaseOnceAMajorityOfItHasTheNext() {
        var x = Scene.settled(X).passes(100);
        x.hears(Y, member(x, OLD));
        assertThat(x.holdsLease()).isTrue();

        for (int i = 0; i < 4; i++) {
            x.passes(100).hears(Y, member(x, FOUR));
        }

        assertThat(x.holdsLease()).isFalse();
        assertThat(x.told(MembershipEvent.LeaseEnded.class)).hasSize(1);
    }

    /** A start adopted after that may be taken over after the shorter wait. */
    @Test
    void whatTheListBeforeGaveEndsSoonerToWhenLeasesBecomeShorter() {
        var long10s = Timings.from(Duration.ofSeconds(10));
        var x = Scene.settled(X).on(new HeartbeatEvent.StandingsApplied(timed(7, OLD, long10s))).passes(100);
        x.hears(Y, member(x, OLD));
        x.on(new HeartbeatEvent.StandingsApplied(timed(8, FOUR, long10s))).passes(1000);
        assertThat(x.holdsLease()).isTrue();

        x.on(applied(9, FOUR));

        assertThat(x.holdsLease()).isFalse();
    }

    /** With X and Y behind, no majority of the old list has the next one: then no third list may come. */
    @Test
    void theChangeHasNotSettledWhileAMajorityOfTheOldListMayStillCountByIt() {
        var z = Scene.settled(Z).on(applied(7, FOUR)).passes(100);

        z.hears(V4, member(z, FOUR)).hears(X, member(z, OLD)).hears(Y, member(z, OLD)).passes(10_000);
        assertThat(z.state.votersSettled(z.nanos())).isEqualTo(-1);

        z.hears(Y, member(z, FOUR));
        assertThat(z.state.votersSettled(z.nanos())).isEqualTo(-1);
        z.passes(WAIT.toMillis() - 1);
        assertThat(z.state.votersSettled(z.nanos())).isEqualTo(-1);
        z.passes(2);
        assertThat(z.state.votersSettled(z.nanos())).isEqualTo(FOUR.version());
    }

    @Test
    void ofTheNewListTooAMajorityMustHaveAppliedIt() {
        var y = Scene.settled(Y).on(applied(7, FOUR)).on(applied(8, FIVE)).passes(100);

        y.hears(Z, member(y, FIVE)).passes(10_000);
        assertThat(y.state.votersSettled(y.nanos())).isEqualTo(-1);

        y.hears(V4, member(y, FIVE)).passes(WAIT.toMillis() + 1);
        assertThat(y.state.votersSettled(y.nanos())).isEqualTo(FIVE.version());
    }

    /** The whole story: by the time of the third list X holds nothing by the first. */
    @Test
    void nobodyHoldsALeaseByTheFirstListWhenTheThirdMayCome() {
        var x = Scene.settled(X).passes(100);
        var z = Scene.settled(Z).passes(100).on(applied(7, FOUR)).passes(100);
        x.passes(100).hears(Y, member(x, OLD));
        assertThat(x.holdsLease()).isTrue();

        z.hears(V4, member(z, FOUR)).hears(Y, member(z, FOUR));
        while (z.state.votersSettled(z.nanos()) < 0) {
            z.passes(10);
            x.passes(10).hears(Y, member(x, FOUR));
        }

        assertThat(x.holdsLease()).isFalse();
        assertThat(x.nowMs).isGreaterThanOrEqualTo(
                x.state.applied().standings().timings().isolationBudget().toMillis());
    }

    @Test
    void aLeaseHeldByTheOldListIsKeptAcrossOneChange() {
        var x = Scene.settled(X).passes(100);
        x.hears(Y, member(x, OLD)).hears(Z, member(x, OLD));

        x.on(applied(7, FOUR));

        assertThat(x.holdsLease()).isTrue();
        assertThat(x.told(MembershipEvent.LeaseEnded.class)).isEmpty();
    }

    /** With Z down, X and Y are no majority of four: the one that came is asked while the lease lasts. */
    @Test
    void aLeaseHeldByTheOldListLastsUntilTheVoterThatCameHasBeenAsked() {
        var x = Scene.settled(X).passes(100);
        x.hears(Y, member(x, OLD));
        long until = x.state.leaseUntil();

        x.on(applied(7, FOUR)).passes(150);
        assertThat(x.state.leaseUntil()).isEqualTo(until);
        assertThat(x.told(MembershipEvent.LeaseEnded.class)).isEmpty();
        x.hears(Y, member(x, FOUR));
        assertThat(x.state.leaseUntil()).isEqualTo(until);

        x.hears(V4, member(x, FOUR));
        assertThat(x.state.leaseUntil()).isGreaterThan(until);
    }

    @Test
    void aLeaseHeldByTheOldListEndsWithItWhenTheVoterThatCameSaysNothing() {
        var x = Scene.settled(X).passes(100);
        x.hears(Y, member(x, OLD));
        long until = x.state.leaseUntil();

        x.on(applied(7, FOUR));
        while (x.nanos() < until) {
            x.hears(Y, member(x, FOUR)).passes(10);
        }

        assertThat(x.holdsLease()).isFalse();
        assertThat(x.told(MembershipEvent.LeaseEnded.class)).hasSize(1);
    }

    @Test
    void whoIsLostKeepsNothingThatTheOldListGave() {
        var x = Scene.settled(X).passes(100);
        x.hears(Y, member(x, OLD)).on(applied(7, FOUR));
        assertThat(x.holdsLease()).isTrue();

        x.on(new HeartbeatEvent.StandingsApplied(standings(8, FOUR, Standing.LOST)));

        assertThat(x.holdsLease()).isFalse();
    }

    @Test
    void aVoterThatWentCountsNoMore() {
        var x = Scene.settled(X).on(applied(7, FOUR)).passes(100);
        x.hears(V4, member(x, FOUR)).hears(Y, member(x, FOUR));
        assertThat(x.holdsLease()).isTrue();

        x.on(applied(8, without(FOUR, V4))).passes(1);
        assertThat(x.holdsLease()).isTrue();
        x.on(applied(9, without(without(FOUR, V4), Y)));

        assertThat(x.holdsLease()).isFalse();
    }

    /** Z was wiped and returned; what the process says that was Z before is nobody's word. */
    @Test
    void whatAVoterSaysThatWasReplacedUnderItsNameDoesNotCount() {
        var two = without(OLD, Z);
        var again = with(two, Z);
        var x = Scene.settled(X).passes(100);
        x.hears(Z, member(x, OLD));
        assertThat(x.holdsLease()).isTrue();

        x.on(applied(8, again));
        assertThat(x.holdsLease()).isFalse();
        x.passes(100).hears(Z, member(x, OLD)).hears(Z, member(x, two));
        assertThat(x.holdsLease()).isFalse();
        x.passes(100).hears(Z, member(x, again));

        assertThat(x.holdsLease()).isTrue();
    }

    @Test
    void aTakeoverIsNotClearedByTheWordOfAReplacedVoter() {
        var again = with(without(OLD, Z), Z);
        var y = Scene.settled(Y);
        y.on(new HeartbeatEvent.StandingsApplied(standings(7, again, Standing.LOST)));
        y.on(new HeartbeatEvent.LogApplied(7, 7)).passes(2000);
        y.on(new HeartbeatEvent.Asked(
                new TakeoverQuestion(1, 7, List.of(Scene.owner(X)), WAIT)));

        y.hears(Z, tell(7, OLD)).passes(2000);
        assertThat(y.told(MembershipEvent.TakeoverCleared.class)).isEmpty();
        y.hears(Z, tell(7, again));

        assertThat(y.told(MembershipEvent.TakeoverCleared.class)).hasSize(1);
    }

    private static Message.TakeoverTell tell(long index, VoterList list) {
        return new Message.TakeoverTell(1, index, list.version(), List.of(Long.MAX_VALUE / 2));
    }

    @Test
    void aNodeWhoseOwnStateSaysLostHoldsNothingWhateverTheListMakesOfEarlierAnswers() {
        var five = new VoterList(1, FIVE.since(), new TreeSet<>(), Duration.ZERO);
        var x = Scene.settled(X).on(applied(7, five)).passes(100);
        x.hears(Y, member(x, five));
        assertThat(x.holdsLease()).isFalse();

        x.on(new HeartbeatEvent.StandingsApplied(
                standings(9, without(without(five, V4), V5), Standing.LOST)));

        assertThat(x.told(MembershipEvent.LeaseHeld.class)).isEmpty();
        assertThat(x.told(MembershipEvent.DeclaredLost.class)).hasSize(1);
    }
}
