package org.quorate.membership.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.membership.lease.Scene.ONE;
import static org.quorate.membership.lease.Scene.X;
import static org.quorate.membership.lease.Scene.Y;
import static org.quorate.membership.lease.Scene.Z;
import static org.quorate.membership.lease.Scene.owner;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.quorate.membership.Leadership;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standing;

/** Y leads, misses X, and hears Z. */
class ContactTest {

    private static Scene leadingY() {
        var y = Scene.settled(Y);
        y.hears(X, y.twoWay(6)).hears(Z, y.twoWay(6));
        return y.on(new HeartbeatEvent.LeadershipKnown(new Leadership.Leads(2)))
                .on(new HeartbeatEvent.Watch(new TreeSet<>(Set.of(owner(X), owner(Y), owner(Z))))).forget();
    }

    private static Message.Answer hearing(Scene scene, NodeName... nodes) {
        return new Message.Answer(ONE, scene.nanos(), Standing.MEMBER, 6, 0, new TreeSet<>(List.of(nodes)));
    }

    /** Z is heard, answers every Renew and says whom it hears itself. */
    private static Scene hearsZ(Scene y, int periods, NodeName... heardByZ) {
        for (int i = 0; i < periods; i++) {
            y.passes(100).hears(Z, y.twoWay(6)).hears(Z, hearing(y, heardByZ));
        }
        return y;
    }

    private static List<NodeName> handedTo(Scene y) {
        return y.did(HeartbeatEffect.HandOver.class).stream().map(HeartbeatEffect.HandOver::to).toList();
    }

    @Test
    void aLeaderWithABadLinkLetsTheVoterLeadThatHearsMore() {
        var y = leadingY();

        assertThat(handedTo(hearsZ(y, 9, X, Y, Z))).isEmpty();
        assertThat(handedTo(hearsZ(y, 2, X, Y, Z))).containsExactly(Z);
        assertThat(y.told(MembershipEvent.NodeSilent.class)).isEmpty();
    }

    @Test
    void itAsksNoMoreThanOnceInFourD() {
        assertThat(handedTo(hearsZ(leadingY(), 29, X, Y, Z))).hasSize(1);
        assertThat(handedTo(hearsZ(leadingY(), 31, X, Y, Z))).hasSize(2);
    }

    @Test
    void aMemberThatNobodyHearsIsNoReason() {
        assertThat(handedTo(hearsZ(leadingY(), 40, Y, Z))).isEmpty();
    }

    @Test
    void aVoterThatMissesAnotherOneIsNoBetter() {
        assertThat(handedTo(hearsZ(leadingY(), 40, X, Z))).isEmpty();
    }

    @Test
    void whatAVoterSaidLongAgoDoesNotCount() {
        var y = hearsZ(leadingY(), 5, X, Y, Z);

        for (int i = 0; i < 20; i++) {
            y.passes(100).hears(Z, y.twoWay(6));
        }

        assertThat(handedTo(y)).isEmpty();
    }

    @Test
    void aLeaderThatWasPausedHandsNothingOverByItself() {
        var y = hearsZ(leadingY(), 5, X, Y, Z);

        y.nowMs += 5000;
        y.on(new HeartbeatEvent.Tick());

        assertThat(handedTo(y)).isEmpty();
    }

    @Test
    void whoIsAskedForGetsItOnlyIfItHearsNoLess() {
        var y = hearsZ(leadingY(), 3, Y, Z);
        y.hears(X, y.twoWay(6)).on(new HeartbeatEvent.HandOverAsked(Z));
        assertThat(handedTo(y)).isEmpty();

        hearsZ(y, 1, X, Y, Z).on(new HeartbeatEvent.HandOverAsked(Z));

        assertThat(handedTo(y)).containsExactly(Z);
    }
}
