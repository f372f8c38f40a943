package org.quorate.membership.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;
import org.quorate.membership.lease.HeartbeatEvent;

class MailboxTest {

    private final Mailbox mailbox = new Mailbox();

    private static HeartbeatEvent standings(long index) {
        return new HeartbeatEvent.StandingsApplied(
                new Standings(index, new TreeMap<>(), 1, new TreeSet<>(Set.of(new NodeName("n1")))));
    }

    @Test
    void ofALevelTheNewestSuffices() {
        assertThat(mailbox.offer(standings(3))).isTrue();
        assertThat(mailbox.offer(standings(4))).isTrue();

        assertThat(mailbox.drain()).containsExactly(standings(4));
        assertThat(mailbox.drain()).isEmpty();
    }

    /** A node whose daemon had just started believed the older ones, and joined no more. */
    @Test
    void standingsToldLateDoNotReplaceNewerOnes() {
        mailbox.offer(standings(4));
        mailbox.offer(standings(3));

        assertThat(mailbox.drain()).containsExactly(standings(4));
    }
}
