package org.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.crmsh.demo.View;

/**
 * Packets that take 200 ms each way. An answer is then older than the lease of 300 ms at default settings:
 * who is so far away holds none. With a longer {@code failure-detection} it is a cluster like any other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DelayIT {

    private static final int DELAY_MS = 200;
    private static final Duration HOLD = Duration.ofSeconds(8);

    private ClusterUnderTest test;

    @BeforeAll
    void start() throws IOException {
        test = ClusterUnderTest.ofThree();
        for (var node : test.lab().nodes()) {
            Canary.install(node);
        }
        detectIn("500ms");
        test.crm(test.node("n1"), Canary.definition(test.node("n1")));
        awaitCanary();
    }

    @AfterAll
    void end() {
        test.close();
    }

    private void detectIn(String time) throws IOException {
        test.mend();
        test.crm(test.node("n1"), "configure", "property", "failure-detection=" + time);
    }

    private void awaitCanary() {
        test.awaitView("the canary runs", ClusterUnderTest.RECOVERY,
                view -> view.places().containsKey(Canary.NAME) && view.isSettled());
    }

    @Test
    @Order(1)
    void anActiveNodeFarAwayLosesItsLeaseAndWhatItRan() throws IOException {
        var far = test.active(Canary.NAME);
        new DelayLine(far).insert(DELAY_MS, 0);

        test.await("the canary runs elsewhere", ClusterUnderTest.RECOVERY, () -> {
            var place = test.cluster().status(test.another(far)).map(View::of)
                    .map(view -> view.places().get(Canary.NAME));
            return place.isPresent() && !place.get().equals(far.name());
        });
        Hold.on(HOLD);

        new DelayLine(far).remove();
        test.mend();
        assertThat(Running.overlaps(runs())).isEmpty();
    }

    @Test
    @Order(2)
    void whereAllAreFarApartNothingRunsTwiceAndTheStatusSaysWhy() throws IOException {
        delayAll();

        test.await("some node says that it has no quorum", ClusterUnderTest.RECOVERY,
                this::someSaysWhy);
        Hold.on(HOLD);

        endDelays();
        test.mend();
        assertThat(Running.overlaps(runs())).isEmpty();
    }

    private boolean someSaysWhy() throws IOException {
        for (var node : test.cluster().up()) {
            if (test.cluster().crm(node, "status").text().contains("NO QUORUM")) {
                return true;
            }
        }
        return false;
    }

    @Test
    @Order(3)
    void withMoreTimeToDetectFailuresItRunsWell() throws IOException {
        detectIn("3s");
        awaitCanary();
        var before = test.active(Canary.NAME);
        long since = TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
        delayAll();
        test.await("every node sees all members", ClusterUnderTest.START, () -> test.lab().nodes().stream()
                .allMatch(node -> test.cluster().status(node).map(View::of)
                        .filter(view -> view.isQuorate() && view.members() == 3).isPresent()));
        Hold.on(HOLD);
        assertThat(test.active(Canary.NAME)).isEqualTo(before);
        assertThat(Running.silence(runs(), since)).as("the canary's silence").isEmpty();

        var target = test.another(before);
        test.crm(target, "resource", "move", Canary.NAME, target.name());
        test.awaitView("the canary is at " + target.name(), ClusterUnderTest.RECOVERY,
                view -> target.name().equals(view.places().get(Canary.NAME)) && view.isSettled());

        endDelays();
        test.mend();
        assertThat(Running.overlaps(runs())).isEmpty();
    }

    private void delayAll() throws IOException {
        for (var node : test.lab().nodes()) {
            new DelayLine(node).insert(DELAY_MS / 2, 0);
        }
    }

    private void endDelays() throws IOException {
        for (var node : test.lab().nodes()) {
            new DelayLine(node).remove();
        }
    }

    private List<Running> runs() throws IOException {
        var all = new ArrayList<Running>();
        for (var node : test.lab().nodes()) {
            all.addAll(Canary.runs(node));
        }
        return all;
    }
}
