package org.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A node whose data was wiped returns by the commands that its refusal, the manual and the shell name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RejoinIT {

    private ClusterUnderTest test;

    @BeforeAll
    void start() throws IOException {
        test = ClusterUnderTest.ofThree();
        test.crm(test.node("n1"), "configure", "primitive", "kept", "ocf:quorate:Dummy");
        test.awaitView("kept runs", ClusterUnderTest.RECOVERY,
                view -> view.places().containsKey("kept") && view.isSettled());
    }

    @AfterAll
    void end() {
        test.close();
    }

    @Test
    @Order(1)
    void aWipedNodeReturnsAsANewVoter() throws IOException {
        var wiped = test.another(test.active("kept"));
        test.cluster().daemon(wiped).signal("KILL");
        assertThat(test.cluster().daemon(wiped).waitFor(ClusterUnderTest.RECOVERY)).hasValue(128 + 9);
        deleteAll(wiped.seenFromHere(test.cluster().folder(wiped)).resolve("data"));

        var daemon = test.cluster().startDaemon(wiped);
        assertThat(daemon.waitFor(ClusterUnderTest.RECOVERY)).hasValue(1);
        assertThat(test.log(wiped)).contains("crm cluster replace NODE", "quorated rejoin");

        test.replace(wiped);
        test.mend();

        awaitNoChangeUnderWay();
        assertThat(test.active("kept")).isNotEqualTo(wiped);
        assertThat(test.crm(wiped, "configure", "show").text()).contains("primitive kept");
    }

    /** The settings of all still hold the peers of the set-up; the log knows better. */
    @Test
    @Order(2)
    void theWholeClusterComesBackWithTheVotersThatTheLogKnows() throws IOException {
        for (var node : test.lab().nodes()) {
            node.kill9();
        }

        test.mend();

        assertThat(test.crm(test.node("n1"), "configure", "show").text()).contains("primitive kept");
        assertThat(test.status().field("quorum").field("voters").items()).hasSize(3);
    }

    @Test
    @Order(3)
    void aNodeThatLeftIsRemovedAndTheOthersGoOn() throws IOException {
        var leaving = test.node("n3");
        test.crm(leaving, "cluster", "stop");
        assertThat(test.cluster().daemon(leaving).waitFor(ClusterUnderTest.RECOVERY)).hasValue(0);

        test.crm(test.node("n1"), "cluster", "remove", "n3");

        awaitNoChangeUnderWay();
        assertThat(test.status().field("quorum").field("voters").items()).hasSize(2);
        test.crm(test.node("n2"), "configure", "property", "cluster-recheck-interval=9min");
        assertThat(test.cluster().crm(test.node("n1"), "cluster", "remove", "n2").text())
                .contains("none of 2 voters can go");
    }

    private void awaitNoChangeUnderWay() {
        test.await("the change of voters has settled", Duration.ofSeconds(20), () -> {
            var quorum = test.status().field("quorum");
            return !quorum.flag("settling", false) && !quorum.has("awaited");
        });
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
