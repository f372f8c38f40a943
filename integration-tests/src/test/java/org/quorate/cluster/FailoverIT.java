package org.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.quorate.crmsh.demo.View;
import org.quorate.crmsh.demo.WebVip;
import org.quorate.crmsh.lab.LabNode;
import org.quorate.crmsh.lab.Poller;

/** Three nodes, the example web-vip, a client that asks every 10 ms. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailoverIT {

    /**
     * Far above what it takes, far below a human's patience: these are tests of what happens, not of how
     * fast.
     */
    private static final Duration BEARABLE = Duration.ofSeconds(15);

    private ClusterUnderTest test;
    private Poller poller;
    private WebVip service;

    @BeforeAll
    void start() throws IOException {
        test = ClusterUnderTest.ofThree();
        poller = test.lab().poll("10.77.0.100", 80);
        service = test.loadWebVip(poller);
    }

    @AfterAll
    void end() {
        test.close();
    }

    @BeforeEach
    void mend() {
        test.mend();
        test.await("the client is served", BEARABLE,
                () -> poller.last().filter(Poller.Answer::ok).isPresent());
    }

    @Test
    void anotherNodeServesAfterTheDeathOfOneThatDoesNotLead() throws IOException {
        test.await("the lead has left the node that serves", ClusterUnderTest.RECOVERY,
                () -> !test.view().dc().isEmpty() && !test.view().dc().equals(test.active("web").name()));
        var victim = test.active("web");

        kill(victim);

        assertThat(test.active("vip")).isEqualTo(test.active("web")).isNotEqualTo(victim);
    }

    /**
     * Left alone, the lead goes to a node without services. Here every node has one of its own, so that
     * it stays, and the example is moved to it.
     */
    @Test
    void anotherNodeServesAfterTheDeathOfTheOneThatLeads() throws IOException {
        for (var node : test.lab().nodes()) {
            test.crm(node, "configure", "primitive", "busy-" + node.name(), "ocf:quorate:Dummy");
            test.crm(node, "configure", "location", "only-" + node.name(), "busy-" + node.name(), "rule",
                    "-inf:",
                    "#uname", "ne", node.name());
        }
        test.awaitSettled();
        var victim = test.node(test.view().dc());
        if (!test.active("web").equals(victim)) {
            test.crm(victim, "resource", "move", "service", victim.name());
            test.awaitView("the service is at " + victim.name(), BEARABLE,
                    view -> victim.name().equals(view.places().get("web")) && view.isSettled());
        }
        assertThat(test.view().dc()).isEqualTo(victim.name());

        kill(victim);

        assertThat(test.view().dc()).isNotEqualTo(victim.name());
        test.mend();
        for (var node : test.lab().nodes()) {
            test.crm(node, "resource", "stop", "busy-" + node.name());
        }
        test.awaitSettled();
        for (var node : test.lab().nodes()) {
            test.crm(node, "configure", "delete", "busy-" + node.name());
        }
    }

    private void kill(LabNode victim) throws IOException {
        var killed = System.nanoTime();
        victim.kill9();
        test.await("another node answers", BEARABLE,
                () -> ClusterUnderTest.firstFromAnother(poller, victim, killed).isPresent());
        test.awaitSettled();
        var server = test.active("web");
        assertThat(server).isNotEqualTo(victim);

        var revived = System.nanoTime();
        test.mend();
        assertThat(test.active("web")).as("the service stays when the node comes back").isEqualTo(server);
        assertThat(ClusterUnderTest.firstFromAnother(poller, server, revived)).isEmpty();
    }

    @Test
    void standbyMovesTheServiceAndOnlineDoesNotMoveItBack() throws IOException {
        var before = test.active("web");
        var begun = System.nanoTime();

        test.crm(test.another(before), "node", "standby", before.name());

        test.await("another node answers", BEARABLE,
                () -> ClusterUnderTest.firstFromAnother(poller, before, begun).isPresent());
        test.awaitSettled();
        var after = test.active("web");
        test.crm(after, "node", "online", before.name());
        test.awaitSettled();
        assertThat(test.active("web")).isEqualTo(after).isNotEqualTo(before);
    }

    /** What the leader cannot reach gets no entries from it, though nobody is lost. */
    @Test
    void theLeadLeavesANodeThatCannotReachAnother() throws IOException {
        var server = test.active("web");
        var pid = test.webServerPid(server);
        var leader = test.node(test.view().dc());
        var other = leader.equals(server) ? test.another(leader) : server;
        var third = test.another(leader, other);
        var begun = System.nanoTime();
        leader.cutTowards(other);
        other.cutTowards(leader);
        try {
            test.await(third.name() + " leads, as all see it", BEARABLE,
                    () -> test.lab().nodes().stream().allMatch(node -> sees(node, third)));
        } finally {
            leader.healTowards(other);
            other.healTowards(leader);
        }
        assertThat(test.active("web")).isEqualTo(server);
        assertThat(test.webServerPid(server)).isEqualTo(pid);
        // The cut itself, made on the server's node too, may swallow a request or two.
        assertThat(ClusterUnderTest.silence(poller, begun)).isLessThan(Duration.ofMillis(500));
    }

    private boolean sees(LabNode node, LabNode leader) {
        return test.cluster().status(node).map(View::of).filter(
                view -> view.dc().equals(leader.name()) && view.members() == test.lab().nodes().size())
                .isPresent();
    }

    @Test
    void moveEndsAndLeavesNoConstraintBehind() throws IOException {
        var before = test.active("web");
        var target = test.another(before);
        var configured = test.crm(target, "configure", "show").text();

        test.crm(before, "resource", "move", "service", target.name());

        test.awaitView("the service is at " + target.name(), BEARABLE,
                view -> target.name().equals(view.places().get("web")) && view.isSettled());
        assertThat(test.crm(target, "configure", "show").text()).isEqualTo(configured);
    }

    @Test
    void aKilledWebServerIsStartedAgainInItsPlace() throws IOException {
        var server = test.active("web");
        var pid = test.webServerPid(server);
        var killed = System.nanoTime();

        assertThat(server.exec("sh", "-c", "kill -9 " + pid).succeeded()).isTrue();

        test.await("the client has noticed", BEARABLE,
                () -> poller.since(killed).stream().anyMatch(answer -> !answer.ok()));
        var noticed = System.nanoTime();
        test.await("the server answers again", BEARABLE, () -> poller.firstGoodSince(noticed).isPresent());
        test.awaitSettled();
        assertThat(test.active("web")).isEqualTo(server);
        assertThat(test.webServerPid(server)).isNotEqualTo(pid);
        assertThat(test.resource("web").list("failed", each -> each)).isNotEmpty();
        test.crm(server, "resource", "cleanup", "web");
        test.awaitSettled();
        assertThat(test.resource("web").list("failed", each -> each)).isEmpty();
    }

    /** By the clock that all namespaces share: gone before the last look that did not find it elsewhere. */
    @Test
    void theAddressIsGoneFromAnIsolatedNodeBeforeItAppearsElsewhere() throws IOException {
        var isolated = test.active("vip");
        for (var node : test.lab().nodes()) {
            AddressWatch.start(node, service.address());
        }
        test.await("the watchers have looked", BEARABLE,
                () -> AddressWatch.read(isolated).isPresent("first"));
        var cut = System.nanoTime();

        isolated.cutLink();

        test.await("another node answers", BEARABLE,
                () -> ClusterUnderTest.firstFromAnother(poller, isolated, cut).isPresent());
        var survivor = test.another(isolated);
        test.await("the address was seen elsewhere", BEARABLE, () -> test.lab().nodes().stream()
                .filter(node -> !node.equals(isolated))
                .anyMatch(node -> AddressWatch.read(node).isPresent("appears")));
        var appears = test.lab().nodes().stream().filter(node -> !node.equals(isolated))
                .flatMapToLong(node -> AddressWatch.read(node).times("appears")).min().orElseThrow();
        test.await("the isolated node has noticed", BEARABLE,
                () -> AddressWatch.read(isolated).isPresent("gone"));
        var gone = AddressWatch.read(isolated).times("gone").max().orElseThrow();
        assertThat(gone).as("the address gone at %s, in µs", isolated.name()).isLessThan(appears);

        isolated.healLink();
        test.mend();
        assertThat(test.active("vip")).isNotEqualTo(isolated);
        assertThat(survivor.isAlive()).isTrue();
    }

    /** Every example of the distribution has a test; a new one belongs in this list and in a test. */
    @Test
    void everyExampleIsRunByATest() throws IOException {
        try (var folders = Files.list(Path.of("../config-examples"))) {
            assertThat(folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()))
                    .containsExactly("web-vip");
        }
        assertThat(service.configuration()).contains("group service vip web");
    }
}
