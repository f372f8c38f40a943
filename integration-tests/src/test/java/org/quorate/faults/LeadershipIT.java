package org.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.crmsh.demo.View;
import org.quorate.crmsh.lab.LabNode;
import org.quorate.crmsh.lab.Poller;

/** Leadership changes again and again, and the service and its clients notice nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeadershipIT {

    private static final int CHANGES = Integer.getInteger("leadership", 8);
    private static final Path FILE = Path.of("..", "target", "leadership.md");
    private static final String BURDEN = "burden";

    /** How the lead is taken from a node. */
    private enum Way {
        DAEMON_KILLED, TRANSFERRED, NODE_CUT_OFF, NODE_KILLED
    }

    private final TreeMap<Way, List<Duration>> times = new TreeMap<>();
    private ClusterUnderTest test;
    private Poller poller;

    @BeforeAll
    void start() throws IOException {
        test = ClusterUnderTest.ofThree();
        poller = test.lab().poll("10.77.0.100", 80);
        test.loadWebVip(poller);
        test.crm(test.node("n1"), "configure", "primitive", BURDEN, "ocf:quorate:Dummy", "meta",
                "target-role=Stopped");
        test.awaitSettled();
    }

    @AfterAll
    void end() {
        test.close();
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aChangeOfLeaderIsNobodysOutage() throws IOException {
        var server = test.active("web");
        var pid = test.webServerPid(server);
        long begun = System.nanoTime();
        for (int change = 0; change < CHANGES; change++) {
            long since = System.nanoTime();
            var leader = idleLeader(server);
            var way = Way.values()[change % Way.values().length];
            var took = change(way, leader);
            times.computeIfAbsent(way, _ -> new ArrayList<>()).add(took);

            assertThat(test.active("web")).as("%s of %s", way, leader.name()).isEqualTo(server);
            assertThat(test.active("vip")).isEqualTo(server);
            assertThat(test.webServerPid(server)).isEqualTo(pid);
            assertThat(poller.since(since)).as("requests during %s of %s", way, leader.name()).isNotEmpty()
                    .allMatch(Poller.Answer::ok);
            Progress.say(
                    String.format(Locale.ROOT, "leadership: %d/%d %s: %s to %s in %d ms", change + 1, CHANGES,
                            way, leader.name(), test.view().dc(), took.toMillis()));
        }
        report(poller.since(begun).size(), ClusterUnderTest.silence(poller, begun));
    }

    /**
     * Left alone, the lead goes to a node without services; what is done to a node must not hit the
     * service.
     */
    private LabNode idleLeader(LabNode server) {
        test.await("a node that runs nothing leads, as all see it", ClusterUnderTest.RECOVERY, () -> {
            var dc = test.view().dc();
            return !dc.isEmpty() && !dc.equals(server.name())
                    && test.lab().nodes().stream().allMatch(node -> sees(node, dc));
        });
        return test.node(test.view().dc());
    }

    private boolean sees(LabNode node, String dc) {
        return test.cluster().status(node).map(View::of)
                .filter(view -> view.dc().equals(dc) && view.isSettled()
                        && view.members() == test.lab().nodes().size())
                .isPresent();
    }

    /** How long it took until another one led. */
    private Duration change(Way way, LabNode leader) throws IOException {
        long since = System.nanoTime();
        var took = switch (way) {
            case DAEMON_KILLED -> {
                test.cluster().daemon(leader).signal("KILL");
                yield awaitNew(leader, since);
            }
            case NODE_KILLED -> {
                leader.kill9();
                yield awaitNew(leader, since);
            }
            case NODE_CUT_OFF -> {
                leader.cutLink();
                try {
                    yield awaitNew(leader, since);
                } finally {
                    leader.healLink();
                }
            }
            case TRANSFERRED -> transfer(leader);
        };
        test.mend();
        return took;
    }

    /** A service comes to the leader, and the lead goes to a node that has none. */
    private Duration transfer(LabNode leader) throws IOException {
        long since = System.nanoTime();
        test.crm(leader, "resource", "start", BURDEN);
        test.awaitView("the burden runs", ClusterUnderTest.RECOVERY,
                view -> view.places().containsKey(BURDEN) && view.isSettled());
        if (!test.active(BURDEN).equals(leader)) {
            since = System.nanoTime();
            test.crm(leader, "resource", "move", BURDEN, leader.name());
        }
        var took = awaitNew(leader, since);
        test.crm(leader, "resource", "stop", BURDEN);
        return took;
    }

    private Duration awaitNew(LabNode leader, long since) {
        var others = Fault.others(test, leader);
        test.await("another one leads, as the others see it", ClusterUnderTest.RECOVERY,
                () -> others.stream().allMatch(node -> test.cluster().status(node).map(View::of)
                        .filter(view -> !view.dc().isEmpty() && !view.dc().equals(leader.name()))
                        .isPresent()));
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private void report(int requests, Duration silence) throws IOException {
        var text = new StringBuilder(
                ("%d changes of leader; %d requests, none lost; longest time between two answers %d ms;"
                        + " the service's process and address untouched%n%n")
                        .formatted(CHANGES, requests, silence.toMillis()))
                .append("| change by | times | p50 ms | p99 ms | max ms |\n|---|---|---|---|---|\n");
        times.forEach((way, all) -> {
            var sorted = all.stream().sorted().toList();
            text.append("| %s | %d | %d | %d | %d |%n".formatted(
                    way.name().toLowerCase(Locale.ROOT).replace('_', ' '), sorted.size(),
                    Tally.percentile(sorted, 50), Tally.percentile(sorted, 99),
                    Tally.percentile(sorted, 100)));
        });
        Files.writeString(FILE, text);
        Progress.say(text.toString());
    }
}
