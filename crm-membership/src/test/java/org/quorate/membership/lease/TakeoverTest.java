package org.quorate.membership.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.membership.lease.Scene.X;
import static org.quorate.membership.lease.Scene.Y;
import static org.quorate.membership.lease.Scene.Z;
import static org.quorate.membership.lease.Scene.owner;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.membership.TakeoverQuestion;

/** Y wants what X owned; the wait is (300 + 200) x 1.03 = 515 ms. */
class TakeoverTest {

    private static final long ID = 7;

    private static Scene yAfterLossOf(long index, Owner... owners) {
        var nodes = Arrays.stream(owners).map(Owner::node).toArray(NodeName[]::new);
        var y = Scene.settled(Y);
        y.hears(X, y.twoWay(5));
        y.passes(100).on(new HeartbeatEvent.StandingsApplied(Scene.lost(index, nodes)))
                .on(new HeartbeatEvent.LogApplied(index, index));
        return y.forget().on(new HeartbeatEvent.Asked(
                new TakeoverQuestion(ID, index, List.of(owners), Scene.TIMINGS.takeoverWait())));
    }

    private static Message.TakeoverTell tell(long appliedIndex, long... agesMs) {
        return new Message.TakeoverTell(ID, appliedIndex, 0,
                Arrays.stream(agesMs).mapToObj(age -> age * 1_000_000).toList());
    }

    private static boolean cleared(Scene y) {
        return !y.told(MembershipEvent.TakeoverCleared.class).isEmpty();
    }

    @Test
    void clearsWhenTheYoungestAnswerOfAMajorityIsOldEnough() {
        var y = yAfterLossOf(9, owner(X));

        y.hears(Z, tell(9, 200));

        assertThat(cleared(y.passes(414))).isFalse();
        assertThat(cleared(y.passes(1))).isTrue();
    }

    @Test
    void waitsForLeaseAndBudgetNotForTheLeaseAlone() {
        var y = yAfterLossOf(9, owner(X));

        y.hears(Z, tell(9, 300)).passes(200);

        assertThat(cleared(y)).isFalse();
    }

    @Test
    void aVoterThatHasNotAppliedTheLossConfirmsNothing() {
        var y = yAfterLossOf(9, owner(X));

        y.hears(Z, tell(8, 60_000)).passes(5000);

        assertThat(cleared(y)).isFalse();
    }

    @Test
    void ownVoterAloneIsNoMajority() {
        assertThat(cleared(yAfterLossOf(9, owner(X)).passes(5000))).isFalse();
    }

    @Test
    void addsTimeSinceReceiptNeverSinceTheQuestion() {
        var y = yAfterLossOf(9, owner(X));

        y.passes(1000).forget().hears(Z, tell(9, 100));

        assertThat(cleared(y.passes(414))).isFalse();
        assertThat(cleared(y.passes(1))).isTrue();
    }

    @Test
    void asksAboutEveryPossibleOwnerAndWaitsForTheYoungest() {
        var y = yAfterLossOf(9, owner(X), owner(Z));
        assertThat(y.sent(Z, Message.TakeoverAsk.class)).extracting(Message.TakeoverAsk::owners)
                .containsExactly(List.of(owner(X), owner(Z)));

        y.passes(600).hears(X, tell(9, 10_000, 100)).passes(300);
        assertThat(cleared(y)).isFalse();

        assertThat(cleared(y.passes(115))).isTrue();
    }

    @Test
    void anAnswerThatLeavesOutAnOwnerCountsForNothing() {
        var y = yAfterLossOf(9, owner(X), owner(Z));

        y.hears(X, tell(9, 10_000)).passes(5000);

        assertThat(cleared(y)).isFalse();
    }

    @Test
    void anAnswerFromANewerVoterListCountsForNothing() {
        var y = yAfterLossOf(9, owner(X));

        y.hears(Z, new Message.TakeoverTell(ID, 9, 1, List.of(60_000_000_000L))).passes(5000);

        assertThat(cleared(y)).isFalse();
    }

    /** After 6, 12, 25, 50 ms, then once a period of 100 ms. */
    @Test
    void asksAgainLessAndLessOftenUntilAMajorityHasConfirmed() {
        var y = yAfterLossOf(9, owner(X)).forget();

        y.passes(100);
        assertThat(y.sent(Z, Message.TakeoverAsk.class)).hasSize(4);
        y.forget().passes(1000);
        assertThat(y.sent(Z, Message.TakeoverAsk.class)).hasSize(10);
        y.hears(Z, tell(9, 0)).forget().passes(300);

        assertThat(y.sent(Z, Message.TakeoverAsk.class)).isEmpty();
    }

    @Test
    void aWithdrawnQuestionIsNeverAnswered() {
        var y = yAfterLossOf(9, owner(X));

        y.on(new HeartbeatEvent.Withdrawn(ID)).hears(Z, tell(9, 60_000)).passes(5000);

        assertThat(cleared(y)).isFalse();
    }

    @Test
    void isToldOnce() {
        var y = yAfterLossOf(9, owner(X));

        y.hears(Z, tell(9, 60_000)).passes(1000).hears(Z, tell(9, 60_000)).passes(1000);

        assertThat(y.told(MembershipEvent.TakeoverCleared.class)).hasSize(1);
    }

    @Test
    void aLateSecondTellNeverMakesAVoterWaitLonger() {
        var y = yAfterLossOf(9, owner(X));

        y.hears(Z, tell(9, 300)).passes(200).hears(Z, tell(9, 300)).passes(215);

        assertThat(cleared(y)).isTrue();
    }
}
