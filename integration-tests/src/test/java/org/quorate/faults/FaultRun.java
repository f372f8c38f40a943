package org.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.codec.Json;
import org.quorate.crmsh.client.ApiClient;
import org.quorate.crmsh.client.Reply;
import org.quorate.crmsh.demo.View;
import org.quorate.crmsh.lab.LabNode;
import org.quorate.membership.Timings;

/** Carries out scenarios on one cluster, one after the other, and judges each. */
final class FaultRun implements AutoCloseable {

    /** A command that was cut off gives up after a minute. */
    private static final Duration PROCEDURE_END = Duration.ofSeconds(90);
    /** The fault was noted before it struck, and no clock of a test is a stop-watch. */
    private static final Duration SEEN_LATE = Duration.ofMillis(200);
    /** The canary says every 3 ms that it is there, and what it said before the scenario is forgotten. */
    private static final Duration FIRST_SIGN = Duration.ofMillis(10);
    private static final Duration CLEAN_UP = Duration.ofSeconds(10);

    private static final Pattern NAME = Pattern.compile("\\bw[0-9]+\\b");

    private final ClusterUnderTest test;

    private FaultRun(ClusterUnderTest test) {
        this.test = test;
    }

    static FaultRun start(List<String> nodes, List<String> arbiters) throws IOException {
        var test = ClusterUnderTest.start(nodes, arbiters, WallClock::install);
        try {
            for (var node : test.lab().nodes()) {
                Canary.install(node);
            }
            var first = test.lab().nodes().getFirst();
            test.crm(first, Canary.definition(first));
            test.awaitView("the canary runs", ClusterUnderTest.RECOVERY, FaultRun::isWell);
            return new FaultRun(test);
        } catch (IOException | AssertionError e) {
            test.close();
            throw e;
        }
    }

    private static boolean isWell(View view) {
        return view.isSettled() && !view.dc().isEmpty() && view.places().containsKey(Canary.NAME);
    }

    /** How long the canary was silent because of it; empty where it went on. */
    Optional<Duration> run(Scenario scenario) throws Exception {
        restore();
        for (var node : test.lab().nodes()) {
            Canary.forget(node);
        }
        var victims = victims(scenario.victim());
        scenario.procedure().prepare(test, victims.getFirst());
        long struck;
        var writer = Writer.start(test.cluster());
        try (writer) {
            var procedure = CompletableFuture.runAsync(() -> begin(scenario, victims.getFirst()),
                    task -> Thread.ofVirtual().start(task));
            Hold.on(scenario.delay());
            struck = System.nanoTime();
            for (var victim : victims) {
                scenario.fault().strike(test, victim);
            }
            Hold.on(scenario.hold());
            for (var victim : victims) {
                scenario.fault().heal(test, victim);
            }
            procedure.get(PROCEDURE_END.toMillis(), TimeUnit.MILLISECONDS);
        }
        restore();
        var runs = runs();
        assertThat(Running.overlaps(runs)).as("two at a time in %s", scenario).isEmpty();
        if (scenario.isStoppedDaemonOf(Scenario.Victim.ACTIVE)) {
            judgeStopped(victims.getFirst(), runs, TimeUnit.NANOSECONDS.toMicros(struck));
        }
        judge(writer);
        return scenario.procedure() == Procedure.START
                ? Optional.empty()
                : Running.silence(runs, TimeUnit.NANOSECONDS.toMicros(struck));
    }

    /**
     * What ran where the daemon stood still has ended within lease and budget, though the daemon could not do
     * it; and the daemon, or the next one, has found out that it owns nothing: none was begun there any more.
     */
    private static void judgeStopped(LabNode victim, List<Running> runs, long struck) {
        var limit = Timings.from(ClusterUnderTest.DETECTION);
        long last = struck + TimeUnit.NANOSECONDS.toMicros(
                limit.lease().plus(limit.isolationBudget()).plus(SEEN_LATE).toNanos());
        assertThat(runs).filteredOn(run -> run.node().equals(victim.name()))
                .allSatisfy(run -> assertThat(run.until()).as("%s, stopped at %d", run, struck)
                        .isLessThanOrEqualTo(last))
                .allSatisfy(run -> assertThat(run.from()).as("%s, stopped at %d", run, struck)
                        .isLessThan(struck + TimeUnit.NANOSECONDS.toMicros(FIRST_SIGN.toNanos())));
        assertThat(runs).as("it went on elsewhere").anyMatch(run -> !run.node().equals(victim.name()));
    }

    private void begin(Scenario scenario, LabNode victim) {
        try {
            scenario.procedure().begin(test, victim);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All nodes there, everything settled, and the canary wanted and running. */
    private void restore() throws IOException {
        test.await("every node sees all as members", ClusterUnderTest.START, () -> {
            test.mend();
            return test.lab().nodes().stream().allMatch(this::seesAll);
        });
        if (!test.view().places().containsKey(Canary.NAME)) {
            test.crm(test.lab().nodes().getFirst(), "resource", "start", Canary.NAME);
        }
        test.awaitView("the canary runs again", ClusterUnderTest.RECOVERY, FaultRun::isWell);
    }

    /** By its own state, which may lag behind what another node says. */
    private boolean seesAll(LabNode node) {
        return test.cluster().status(node).map(View::of)
                .filter(view -> view.isQuorate() && view.isSettled()
                        && view.members() == test.lab().nodes().size())
                .isPresent();
    }

    private List<LabNode> victims(Scenario.Victim kind) {
        var active = test.active(Canary.NAME);
        return switch (kind) {
            case ACTIVE -> List.of(active);
            case LEADER -> List.of(test.node(test.view().dc()));
            case OTHER -> List.of(bystander(active));
            case ARBITER -> List.of(test.lab().nodes().getLast());
            case ACTIVE_AND_LEADER -> {
                var leader = test.node(test.view().dc());
                yield List.of(active, leader.equals(active) ? bystander(active) : leader);
            }
            case ACTIVE_AND_ARBITER -> List.of(active, test.lab().nodes().getLast());
            case EVERY -> test.lab().nodes();
        };
    }

    private LabNode bystander(LabNode active) {
        return test.lab().nodes().stream()
                .filter(node -> !node.equals(active) && !node.name().equals(test.view().dc())).findFirst()
                .orElse(active);
    }

    private List<Running> runs() throws IOException {
        var all = new ArrayList<Running>();
        for (var node : test.lab().nodes()) {
            all.addAll(Canary.runs(node));
        }
        assertThat(all).as("the canary has run").isNotEmpty();
        return all;
    }

    /** What was acknowledged is there, on every node; then it is taken away. */
    private void judge(Writer writer) {
        for (var node : test.lab().nodes()) {
            test.await("all that was acknowledged is on " + node.name(), ClusterUnderTest.RECOVERY,
                    () -> without(writer.acknowledged(), written(node)).isEmpty());
            assertThat(without(written(node), Writer.tried())).as("never asked for").isEmpty();
        }
        // What was never acknowledged may yet be agreed to, and be there after the rest has been taken away.
        test.await("all of it is taken away, on every node", ClusterUnderTest.RECOVERY, () -> {
            var left = test.lab().nodes().stream().flatMap(node -> written(node).stream()).distinct()
                    .toList();
            if (!left.isEmpty()) {
                assertThat(without(left, Writer.tried())).as("never asked for").isEmpty();
                takeAway(left);
            }
            return left.isEmpty();
        });
    }

    private void takeAway(List<String> names) {
        var edits = names.stream().<Json>map(name -> Json.object().put("edit", "unset-node-attribute")
                .put("node", "n1").put("name", name).done()).toList();
        try (var api = new ApiClient(test.cluster().socket(test.lab().nodes().getFirst()))) {
            assertThat(api.post("/v1/edit", Json.object().put("key", "clean" + System.nanoTime())
                    .put("message", "a test cleans up").put("client", "writer")
                    .put("edits", new Json.Arr(edits)).done(), CLEAN_UP)).isInstanceOf(Reply.Done.class);
        }
    }

    private static List<String> without(List<String> all, Collection<String> some) {
        return all.stream().filter(each -> !some.contains(each)).toList();
    }

    /** What a node knows of it; nothing while its daemon does not answer. */
    private List<String> written(LabNode node) {
        return test.cluster().get(node, "/v1/cib").map(cib -> NAME.matcher(cib.value().toString()).results()
                .map(MatchResult::group).distinct().toList()).orElse(List.of());
    }

    @Override
    public void close() {
        test.close();
    }
}
