package org.quorate.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.n;
import static org.quorate.state.Story.r;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorate.model.ConfigurationEdit.PutResource;
import org.quorate.model.ConfigurationEdit.SetNodeAttribute;
import org.quorate.node.HandsState.Phase;
import org.quorate.state.Command;
import org.quorate.state.Story;

/**
 * Faults at random: nothing at-most-one is ever active twice (checked by the cluster after each
 * event), and when
 * they are over everything runs again.
 */
class TinyClusterPropertyTest {

    private static final int TRIES = 5;
    private static final int FAULTS = 25;

    private TinyCluster cluster = new TinyCluster();
    private Random random = new Random(0);
    private int asked;

    @ParameterizedTest
    @ValueSource(longs = {10, 20, 30, 40, 50, 60})
    void runsOnceWhateverHappensAndAgainWhenItIsOver(long first) {
        for (var seed = first; seed < first + TRIES; seed++) {
            random = new Random(seed);
            cluster = new TinyCluster();
            cluster.until("three members", cluster::areAllMembers);
            cluster.configure(new PutResource(Story.primitive("ip")), new PutResource(Story.primitive("web")),
                    new PutResource(Story.group("site", "ip", "web")),
                    new PutResource(Story.primitive("db")));

            for (var fault = 0; fault < FAULTS; fault++) {
                happen();
                cluster.pass(Duration.ofMillis(random.nextInt(1500)));
            }
            mend();

            var tried = seed;
            cluster.until("everything again, seed " + tried, () -> cluster.areAllMembers()
                    && List.of("db", "ip", "web").stream().allMatch(id -> !cluster.where(id).isEmpty()));
            assertThat(cluster.where("ip")).as("seed %d", seed).isEqualTo(cluster.where("web"));
        }
    }

    private void happen() {
        var name = "n" + random.nextInt(1, 4);
        var node = cluster.node(name);
        switch (random.nextInt(10)) {
            case 0 -> node.crash();
            case 1 -> node.killDaemon();
            case 2, 3 -> node.startDaemonIfDown();
            case 4 -> node.cut();
            case 5, 6 -> node.heal();
            case 7 -> node.kill(random.nextBoolean() ? "web" : "db");
            case 8 -> cluster.ask(new Command.MoveResource("m" + asked++,
                    r(random.nextBoolean() ? "site" : "db"), n(name), cluster.wall().plusSeconds(5),
                    cluster.wall()));
            default -> cluster.configure(
                    new SetNodeAttribute(n(name), "standby", random.nextInt(3) == 0 ? "on" : "off"));
        }
    }

    private void mend() {
        for (var name : List.of("n1", "n2", "n3")) {
            cluster.node(name).heal();
            cluster.node(name).startDaemonIfDown();
            cluster.configure(new SetNodeAttribute(n(name), "standby", "off"));
            assertThat(cluster.node(name).phase()).isNotInstanceOf(Phase.Gone.class);
        }
    }
}
