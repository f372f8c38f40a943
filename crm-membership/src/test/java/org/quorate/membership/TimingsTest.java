package org.quorate.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingsTest {

    @Test
    void theDefaultIsTheTableOfTheDocumentation() {
        var times = Timings.DEFAULT;

        assertThat(times.deadAfter()).hasMillis(500);
        assertThat(times.lease()).hasMillis(300);
        assertThat(times.heartbeatPeriod()).hasMillis(100);
        assertThat(times.isolationBudget()).hasMillis(200);
        assertThat(times.stopping()).hasMillis(120);
        assertThat(times.guarding()).hasMillis(180);
        assertThat(times.takeoverWait()).hasMillis(515);
        assertThat(times.stallLimit()).hasSeconds(5);
        assertThat(times.raftElection()).hasSeconds(2);
        assertThat(times.raftElectionAtMost()).hasSeconds(3);
        assertThat(times.raftFirstElection()).hasMillis(250);
    }

    /** Each rule is one that keeps two nodes from owning one resource, or a node from losing its lease. */
    @ParameterizedTest
    @ValueSource(longs = {200, 201, 250, 299, 300, 500, 777, 1000, 2000, 15_000, 59_999, 60_000})
    void everyAllowedFailureDetectionKeepsTheRules(long millis) {
        var times = Timings.from(Duration.ofMillis(millis));

        assertThat(times.lease().plus(times.isolationBudget())).isLessThanOrEqualTo(times.deadAfter());
        assertThat(times.heartbeatPeriod().multipliedBy(3)).isLessThanOrEqualTo(times.lease());
        assertThat(times.stopping()).isPositive().isLessThan(times.guarding());
        assertThat(times.guarding().plusMillis(20)).isLessThanOrEqualTo(times.isolationBudget());
        assertThat(times.takeoverWait()).isGreaterThan(times.lease().plus(times.isolationBudget()));
        assertThat(times.raftElection()).isLessThan(times.raftElectionAtMost());
        // A leader speaks after half of its shortest time; half a second for that word to arrive late.
        for (var other : List.of(Timings.SHORTEST, Timings.DEFAULT.deadAfter(), Timings.LONGEST)) {
            assertThat(times.raftElection().dividedBy(2).plusMillis(500))
                    .isLessThanOrEqualTo(Timings.from(other).raftElection());
            assertThat(Timings.from(other).raftElection().dividedBy(2).plusMillis(500))
                    .isLessThanOrEqualTo(times.raftElection());
        }
    }

    @Test
    void raftsTimesFollowFailureDetection() {
        var slow = Timings.from(Duration.ofSeconds(2));

        assertThat(slow.raftElection()).hasSeconds(3);
        assertThat(slow.raftElectionAtMost()).hasSeconds(12);
        assertThat(slow.suitRaftLike(Timings.DEFAULT)).isFalse();
        assertThat(Timings.from(Duration.ofSeconds(5)).suitRaftLike(Timings.from(Duration.ofSeconds(60))))
                .isTrue();
    }

    @Test
    void refusesWhatLeavesNoTimeForKillingOrIsNoDetectionAtAll() {
        assertThatIllegalArgumentException().isThrownBy(() -> Timings.from(Duration.ofMillis(199)))
                .withMessage("failure detection of 199 ms is not in [200 ms, 60000 ms]");
        assertThatIllegalArgumentException().isThrownBy(() -> Timings.from(Duration.ofSeconds(61)));
    }
}
