package org.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.quorate.crmsh.lab.Poller;

/** The smallest cluster: two nodes and an arbiter that votes and runs nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArbiterIT {

    private ClusterUnderTest test;
    private Poller poller;

    @BeforeAll
    void start() throws IOException {
        test = ClusterUnderTest.start(List.of("n1", "n2"), List.of("arb"));
        poller = test.lab().poll("10.77.0.100", 80);
        test.loadWebVip(poller);
    }

    @AfterAll
    void end() {
        test.close();
    }

    @BeforeEach
    void mend() {
        test.mend();
    }

    @Test
    void theOtherNodeServesAfterADeath() throws IOException {
        var victim = test.active("web");
        var killed = System.nanoTime();

        victim.kill9();

        test.await("the other node answers", ClusterUnderTest.RECOVERY,
                () -> ClusterUnderTest.firstFromAnother(poller, victim, killed).isPresent());
        test.awaitSettled();
        assertThat(test.active("web").name()).isIn("n1", "n2").isNotEqualTo(victim.name());
    }

    @Test
    void losingTheArbiterMovesAndStopsNothing() throws IOException {
        var arbiter = test.node("arb");
        var server = test.active("web");
        var pid = test.webServerPid(server);

        arbiter.kill9();

        test.awaitView("the arbiter is lost", ClusterUnderTest.RECOVERY,
                view -> !view.isMember("arb") && view.isQuorate() && !view.dc().isEmpty()
                        && !view.dc().equals("arb")
                        && view.isSettled());
        test.mend();
        assertThat(test.active("web")).isEqualTo(server);
        assertThat(test.webServerPid(server)).isEqualTo(pid);
    }

    @Test
    void theArbiterRunsNothingEvenWhenBothNodesAreInStandby() throws IOException {
        for (var node : List.of("n1", "n2")) {
            test.crm(test.node("n1"), "node", "standby", node);
        }

        test.awaitView("the service is stopped", ClusterUnderTest.RECOVERY,
                view -> view.places().isEmpty() && view.isSettled());

        for (var node : List.of("n1", "n2")) {
            test.crm(test.node("n1"), "node", "online", node);
        }
        test.awaitView("the service runs", ClusterUnderTest.RECOVERY,
                view -> view.places().containsKey("web") && view.isSettled());
    }
}
