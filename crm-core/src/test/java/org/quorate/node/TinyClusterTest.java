package org.quorate.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.n;
import static org.quorate.state.Story.r;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quorate.model.ConfigurationEdit.PutResource;
import org.quorate.model.ConfigurationEdit.SetNodeAttribute;
import org.quorate.node.HandsState.Phase;
import org.quorate.state.Command;
import org.quorate.state.NodeStatus.Presence;
import org.quorate.state.Story;

/** The life of a small cluster, from its first start to the loss of nodes. */
class TinyClusterTest {

    private final TinyCluster cluster = new TinyCluster();

    @BeforeEach
    void aGroupRuns() {
        cluster.until("three members", cluster::areAllMembers);
        cluster.configure(new PutResource(Story.primitive("ip")), new PutResource(Story.primitive("web")),
                new PutResource(Story.group("site", "ip", "web")));
        cluster.until("a start", () -> !owner().isEmpty());
        cluster.pass(Duration.ofSeconds(1));
    }

    /** Where the whole group is active; empty where it is not whole. */
    private String owner() {
        return cluster.where("web").equals(cluster.where("ip")) ? cluster.where("web") : "";
    }

    private String other(String node) {
        return List.of("n1", "n2", "n3").stream().filter(name -> !name.equals(node)).findFirst()
                .orElseThrow();
    }

    private void moved(String from) {
        cluster.until("the group elsewhere", () -> !owner().isEmpty() && !owner().equals(from));
    }

    @Test
    void anIdleClusterWritesNothing() {
        var before = cluster.log.size();

        cluster.pass(Duration.ofSeconds(5));

        assertThat(cluster.log).hasSize(before);
    }

    @Test
    void theControllerDoesNotSitWhereTheServiceRuns() {
        cluster.pass(Duration.ofSeconds(11));

        assertThat(cluster.leader()).isNotEqualTo(n(owner()));
    }

    @Test
    void aPlannedMoveEndsAndLeavesNothingBehind() {
        var from = owner();
        var to = other(from);

        cluster.ask(new Command.MoveResource("m", r("site"), n(to), cluster.wall().plusSeconds(60),
                cluster.wall()));
        moved(from);
        cluster.pass(Duration.ofSeconds(1));

        assertThat(owner()).isEqualTo(to);
        assertThat(cluster.state().resource(r("site")).requests()).isEmpty();
    }

    @Test
    void standbyMovesTheGroup() {
        var from = owner();

        cluster.configure(new SetNodeAttribute(n(from), "standby", "on"));
        moved(from);
    }

    @Test
    void aServiceThatDiedIsRestartedEachTime() {
        var node = owner();

        for (var time = 0; time < 2; time++) {
            cluster.node(node).kill("web");
            cluster.until("web again", () -> cluster.where("web").equals(node));
            cluster.pass(Duration.ofMillis(200));
        }

        assertThat(owner()).isEqualTo(node);
        assertThat(cluster.state().resource(r("web")).on(n(node)).failures().get("monitor_10000"))
                .satisfies(failures -> assertThat(failures.count()).isEqualTo(2));
    }

    @Test
    void aStartThatFailsIsTriedElsewhere() {
        var from = owner();
        var to = other(from);
        cluster.node(to).fail("start web");

        cluster.ask(new Command.MoveResource("m", r("site"), n(to), cluster.wall().plusSeconds(60),
                cluster.wall()));
        cluster.until("the group on a third node or back", () -> !owner().isEmpty()
                && cluster.state().resource(r("site")).requests().isEmpty());

        assertThat(owner()).isNotEqualTo(to);
    }

    @Test
    void aCrashedNodeIsReplacedAfterTheWait() {
        var from = owner();
        var before = cluster.now();

        cluster.node(from).crash();
        moved(from);

        assertThat(Duration.ofNanos(cluster.now() - before)).isBetween(Duration.ofMillis(500),
                Duration.ofMillis(750));
    }

    @Test
    void aNodeThatComesBackDoesNotTakeTheServiceBack() {
        var from = owner();
        cluster.node(from).crash();
        moved(from);
        var to = owner();

        cluster.node(from).startDaemon();
        cluster.until("the node again", cluster::areAllMembers);
        cluster.pass(Duration.ofSeconds(2));

        assertThat(owner()).isEqualTo(to);
    }

    @Test
    void aNodeThatIsCutOffLetsGoBeforeAnotherStarts() {
        var from = owner();

        cluster.node(from).cut();
        cluster.until("the group stopped", () -> cluster.where("web").isEmpty());
        moved(from);

        cluster.node(from).heal();
        cluster.until("the node again", () -> cluster.isMember(from, 2));
        cluster.pass(Duration.ofSeconds(1));
        assertThat(owner()).isNotEqualTo(from);
    }

    @Test
    void aNodeThatWasCutOffForAMomentKeepsEverything() {
        var node = owner();

        cluster.node(node).cut();
        cluster.pass(Duration.ofMillis(200));
        cluster.node(node).heal();
        cluster.pass(Duration.ofSeconds(2));

        assertThat(owner()).isEqualTo(node);
        assertThat(cluster.isMember(node, 1)).isTrue();
    }

    @Test
    void aNodeWithNothingToLoseStaysThroughAShortCut() {
        var idle = other(owner());

        cluster.node(idle).cut();
        cluster.pass(Duration.ofMillis(400));
        cluster.node(idle).heal();
        cluster.pass(Duration.ofSeconds(1));

        assertThat(cluster.isMember(idle, 1)).isTrue();
    }

    @Test
    void aNodeThatIsCutOffForShorterThanItTakesToBeDeclaredLostComesBackUnderANewIncarnation() {
        var node = owner();

        cluster.node(node).cut();
        cluster.pass(Duration.ofMillis(400));
        cluster.node(node).heal();
        cluster.until("the group again", () -> !owner().isEmpty() && cluster.isMember(node, 2));
    }

    @Test
    void aDaemonThatRestartsIsGivenBackWhatRuns() {
        var node = owner();

        cluster.node(node).killDaemon();
        cluster.pass(Duration.ofMillis(50));
        cluster.node(node).startDaemon();
        cluster.until("a new incarnation", () -> cluster.isMember(node, 2));
        cluster.pass(Duration.ofSeconds(3));

        assertThat(owner()).isEqualTo(node);
        assertThat(cluster.log).filteredOn(Command.ActionResult.class::isInstance).isNotEmpty();
        assertThat(cluster.state().resource(r("web")).owners()).singleElement()
                .satisfies(owner -> assertThat(owner.incarnation().value()).isEqualTo(2));
    }

    @Test
    void theGuardianEndsWhatADeadDaemonLeft() {
        var node = owner();

        cluster.node(node).killDaemon();
        cluster.until("nothing there", () -> cluster.where("web").isEmpty());
        moved(node);
    }

    @Test
    void aNodeLeavesInGoodOrder() {
        var from = owner();

        cluster.node(from).hands(new HandsEvent.LeaveAsked());
        moved(from);
        cluster.until("the end of its daemon", () -> cluster.node(from).phase() instanceof Phase.Gone);

        assertThat(cluster.state().nodes().get(n(from)))
                .satisfies(status -> assertThat(status.presence()).isEqualTo(Presence.LEFT));
        cluster.pass(Duration.ofSeconds(1));
        assertThat(owner()).isNotEmpty();
    }
}
