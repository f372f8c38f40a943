package org.quorate.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.quorate.membership.AgreedLog;
import org.quorate.membership.BootClock;
import org.quorate.membership.HostPort;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Lease;
import org.quorate.membership.Membership;
import org.quorate.membership.MembershipView;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.membership.Standings;
import org.quorate.membership.TakeoverQuestion;
import org.quorate.membership.Vitals;

class AdmissionTest {

    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName N2 = new NodeName("n2");
    private static final NodeName N3 = new NodeName("n3");

    @Test
    void letsANodeThatHearsAMajorityAskAtOnce() {
        var membership = new Heard();
        membership.ages.put(N2, Duration.ofMillis(80));

        assertThat(verdict(membership)).isCompletedWithValue(Admission.Verdict.READY);
    }

    @Test
    void holdsBackANodeThatHearsOnlyItself() throws Exception {
        var verdict = verdict(new Heard());

        assertThat(verdict).isNotDone();
        assertThat(verdict.get(5, TimeUnit.SECONDS)).isEqualTo(Admission.Verdict.NOT_READY);
    }

    @Test
    void countsNobodyWhoWasHeardLongAgo() throws Exception {
        var membership = new Heard();
        membership.ages.put(N2, Duration.ofSeconds(31));
        membership.ages.put(N3, Duration.ofSeconds(45));

        assertThat(verdict(membership).get(5, TimeUnit.SECONDS)).isEqualTo(Admission.Verdict.NOT_READY);
    }

    @Test
    void asksAsSoonAsAMajorityIsHeard() throws Exception {
        var membership = new Heard();
        var verdict = verdict(membership);

        membership.ages.put(N3, Duration.ofMillis(1));

        assertThat(verdict.get(5, TimeUnit.SECONDS)).isEqualTo(Admission.Verdict.READY);
    }

    @Test
    void asksOnlyWhenItHasCaughtUpWithTheLog() throws Exception {
        var membership = new Heard();
        membership.ages.put(N2, Duration.ofMillis(1));
        membership.counts = false;
        var verdict = verdict(membership);
        assertThat(verdict).isNotDone();

        membership.counts = true;

        assertThat(verdict.get(5, TimeUnit.SECONDS)).isEqualTo(Admission.Verdict.READY);
    }

    @Test
    void holdsBackANodeThatIsNoVoter() throws Exception {
        var membership = new Heard();
        membership.ages.put(N2, Duration.ofMillis(1));
        membership.ages.put(N3, Duration.ofMillis(1));

        var verdict = verdict(membership, Set.of(N2, N3));

        assertThat(verdict.get(5, TimeUnit.SECONDS)).isEqualTo(Admission.Verdict.NOT_READY);
    }

    private static CompletableFuture<Admission.Verdict> verdict(Membership membership) {
        return verdict(membership, Set.of(N1, N2, N3));
    }

    private static CompletableFuture<Admission.Verdict> verdict(Membership membership,
            Set<NodeName> voters) {
        var verdict = new CompletableFuture<Admission.Verdict>();
        new Admission(N1, () -> voters, membership).await(verdict::complete);
        return verdict;
    }

    /** A membership of which only what it hears matters. */
    private static final class Heard implements Membership {

        private final SortedMap<NodeName, Duration> ages = new ConcurrentSkipListMap<>();

        private volatile boolean counts = true;

        @Override
        public MembershipView view() {
            return new MembershipView(ages, new TreeMap<>(), Duration.ZERO, counts);
        }

        @Override
        public Vitals vitals() {
            throw new UnsupportedOperationException();
        }

        @Override
        public BootClock clock() {
            return System::nanoTime;
        }

        @Override
        public AgreedLog log() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void incarnation(Incarnation mine) {}

        @Override
        public void standings(Standings standings) {}

        @Override
        public void heartbeatPeers(SortedMap<NodeName, List<HostPort>> peers) {}

        @Override
        public long votersSettled() {
            return -1;
        }

        @Override
        public SortedSet<NodeName> votersAnswering() {
            return new TreeSet<>();
        }

        @Override
        public void watch(Collection<Owner> members) {}

        @Override
        public void ask(TakeoverQuestion question) {}

        @Override
        public void withdraw(long questionId) {}

        @Override
        public void handOver(NodeName to) {}

        @Override
        public Lease lease() {
            return () -> Lease.NONE;
        }

        @Override
        public void close() {}
    }
}
