package org.quorate.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quorate.membership.Timings;
import org.quorate.membership.Urgency;
import org.quorate.membership.Vitals;

class PunctualityJsonTest {

    private static final Timings CALM = Timings.from(Timings.CALM_WITHOUT_PRIORITY);

    private static List<String> advice(Urgency urgency, Timings raft, Timings inForce) {
        var vitals = new Vitals(urgency, Duration.ZERO, Duration.ZERO, new TreeMap<>(), 0, 0);
        return PunctualityJson.advice(
                new Punctuality(vitals, urgency, Duration.ZERO, Duration.ZERO, raft), inForce);
    }

    @Test
    void realTimePriorityNeedsNoAdvice() {
        assertThat(advice(Urgency.REAL_TIME, Timings.DEFAULT, Timings.DEFAULT)).isEmpty();
    }

    @Test
    void withoutItAFailureDetectionMayBeTooShortAndMayBeLongEnough() {
        assertThat(advice(Urgency.NONE, Timings.DEFAULT, Timings.DEFAULT)).singleElement().asString()
                .contains("no real-time priority", "failure-detection=500ms", "LimitRTPRIO=2");
        assertThat(advice(Urgency.FAVOURED, Timings.DEFAULT, Timings.DEFAULT)).singleElement().asString()
                .contains("only niceness", "cpu.rt_runtime_us");
        assertThat(advice(Urgency.NONE, CALM, CALM)).isEmpty();
    }

    @Test
    void raftThatRunsWithOtherTimesThanThoseInForceWantsARestart() {
        var slow = Timings.from(Duration.ofSeconds(20));

        assertThat(advice(Urgency.REAL_TIME, Timings.DEFAULT, slow)).containsExactly(
                "Raft on this node still runs with the times of failure-detection=500ms, not of the 20s in "
                        + "force: to mend it, 'crm cluster restart' on this node");
        assertThat(advice(Urgency.REAL_TIME, slow, slow)).isEmpty();
    }

    /** From 2.5 s on Raft's times are the longest there are. */
    @Test
    void timesThatAreTheSameForRaftWantNone() {
        assertThat(advice(Urgency.REAL_TIME, Timings.from(Duration.ofSeconds(5)),
                Timings.from(Duration.ofSeconds(20)))).isEmpty();
    }
}
