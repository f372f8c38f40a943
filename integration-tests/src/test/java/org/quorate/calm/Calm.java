package org.quorate.calm;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.crmsh.lab.LabNode;
import org.quorate.crmsh.lab.Poller;
import org.quorate.membership.Timings;
import org.quorate.model.Durations;

/** Three nodes with a web server and its address, on a machine kept busy by {@link #BUSY} processes. */
final class Calm implements AutoCloseable {

    static final int BUSY = 8;
    private static final String PATIENCE = "5s";
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** What a daemon tells is of the last minute, and ten seconds. */
    private static final Duration START_FORGOTTEN = Duration.ofSeconds(70);
    /**
     * From the end of a stall until it shows on every node, beside what follows from the failure detection.
     */
    private static final Duration AFTERMATH = Duration.ofSeconds(1);
    /** In failure detections: it is noticed, then taken over, each within one, and the drift of clocks. */
    private static final int DETECTIONS = 3;
    private static final int LAST_LINES = 5;

    private final ClusterUnderTest test;
    private final Duration failureDetection;
    private final SortedMap<String, Sample> last = new TreeMap<>();
    private final SortedMap<String, Sample> worst = new TreeMap<>();
    private final List<String> breaches = new ArrayList<>();
    private final List<String> excused = new ArrayList<>();
    private final List<String> loads = new ArrayList<>();
    private String service = "";
    private long lookedAt;

    /** How a calm went. */
    record Outcome(List<String> breaches, List<String> report) {}

    private Calm(ClusterUnderTest test, Duration failureDetection) {
        this.test = test;
        this.failureDetection = failureDetection;
    }

    /**
     * @param detection the failure detection; empty for the default, or, where this machine refuses real-time
     *                  priority, for one that can do without (docs/measurements.md)
     */
    static Calm start(String detection) throws IOException {
        var test = ClusterUnderTest.setUp(List.of("n1", "n2", "n3"), List.of());
        try {
            for (var node : test.lab().nodes()) {
                test.cluster().startDaemon(node, Map.of("QUORATE_JAVA_OPTS",
                        "-Xlog:safepoint:file=" + pauses(node) + ":uptime:filesize=0"));
            }
            test.mend();
            var first = test.lab().nodes().getFirst();
            var given = test.cluster().get(first, "/v1/metrics").orElseThrow().text("heartbeatPriority");
            var wanted = detection.isEmpty() && given.equals("none") ? PATIENCE : detection;
            if (wanted.isEmpty()) {
                return new Calm(test, Timings.DEFAULT.deadAfter());
            }
            test.crm(first, "configure", "property", "failure-detection=" + wanted);
            test.awaitSettled();
            return new Calm(test, Durations.parse(wanted).orElseThrow());
        } catch (IOException | AssertionError e) {
            test.close();
            throw e;
        }
    }

    ClusterUnderTest test() {
        return test;
    }

    private static Path pauses(LabNode node) {
        return node.disk().resolve(Pauses.FILE);
    }

    Outcome hold(Duration length) throws IOException {
        try (var poller = test.lab().poll("10.77.0.100", 80)) {
            test.loadWebVip(poller);
            service = service();
            try (var stalls = StallWatch.start(worthALease(), priority());
                    var _ = BusyProcesses.start(BUSY)) {
                return hold(length, poller, stalls);
            }
        }
    }

    private StallWatch.Priority priority() {
        var first = test.lab().nodes().getFirst();
        return test.cluster().get(first, "/v1/metrics").orElseThrow().text("heartbeatPriority")
                .equals("real-time") ? StallWatch.Priority.REAL_TIME : StallWatch.Priority.ORDINARY;
    }

    private Outcome hold(Duration length, Poller poller, StallWatch stalls) throws IOException {
        var pauses = new TreeMap<String, Pauses>();
        for (var node : test.lab().nodes()) {
            pauses.put(node.name(), Pauses.from(node.seenFromHere(pauses(node))));
        }
        long begun = System.nanoTime();
        lookedAt = begun;
        await("the end of the calm").pollInterval(LOOK).pollDelay(LOOK).atMost(length.plusMinutes(1))
                .until(() -> {
                    look(stalls, System.nanoTime() - begun > START_FORGOTTEN.toNanos());
                    return System.nanoTime() - begun >= length.toNanos();
                });
        var report = new ArrayList<String>();
        report.add("failure-detection " + Durations.text(failureDetection) + ", " + Durations.text(length)
                + ", " + BUSY + " busy processes on " + Runtime.getRuntime().availableProcessors()
                + " cores, load " + loads.getFirst() + " to " + loads.getLast());
        report.addAll(table(pauses));
        report.add("longest silence for the client " + ClusterUnderTest.silence(poller, begun).toMillis()
                + " ms; longest stall of the machine " + stalls.worstMillis() + " ms");
        breaches.forEach(breach -> report.add("BREACH " + breach));
        excused.forEach(breach -> report.add("while the machine stood still: " + breach));
        return new Outcome(List.copyOf(breaches), List.copyOf(report));
    }

    /** The lease is extended once in a period: what is left then is what a stall may take. */
    private Duration worthALease() {
        return failureDetection.multipliedBy(2).dividedBy(5);
    }

    private void look(StallWatch stalls, boolean isWarm) throws IOException {
        long since = lookedAt - AFTERMATH.plus(failureDetection.multipliedBy(DETECTIONS)).toNanos();
        lookedAt = System.nanoTime();
        var found = new ArrayList<String>();
        for (var node : test.lab().nodes()) {
            if (!test.cluster().isUp(node)) {
                found.add(node.name() + ": its daemon has ended; " + lastWords(node));
                test.cluster().startDaemon(node);
            }
            // A daemon that does not answer now is asked again; what it counts is not lost.
            test.cluster().get(node, "/v1/metrics").map(Sample::of)
                    .ifPresent(sample -> found.addAll(take(node.name(), sample, isWarm)));
        }
        var now = service();
        if (!now.isEmpty() && !now.equals(service)) {
            found.add("the service was " + service + " and is " + now);
            service = now;
        }
        (stalls.sawSince(since, worthALease()) ? excused : breaches).addAll(found);
        loads.add(Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
    }

    /** Of the daemon, and of the guardian: whether that ended it. */
    private String lastWords(LabNode node) throws IOException {
        var log = node.seenFromHere(Path.of("/run/quorate/guardian.log"));
        var lines = Files.exists(log) ? Files.readAllLines(log) : List.<String>of();
        return "it said: " + test.cluster().lastWords(node, LAST_LINES).replace('\n', '|')
                + "; its guardian: "
                + String.join("|", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private List<String> take(String node, Sample sample, boolean isWarm) {
        var before = last.put(node, sample);
        // Before it is warm there is only the start to be seen; a short calm has nothing else.
        worst.merge(node, sample, (known, next) -> isWarm ? known.worst(next) : next);
        return before == null
                ? List.of()
                : sample.changesSince(before).stream().map(change -> node + " " + change).toList();
    }

    /** Where everything runs and since when, and what has failed; empty: nobody says. */
    private String service() {
        var status = test.cluster().status();
        if (status.isEmpty()) {
            return "";
        }
        var parts = new ArrayList<String>();
        for (var resource : status.get().list("resources", each -> each)) {
            if (resource.has("primitive")) {
                var places = resource.list("running",
                        place -> place.text("node") + " since " + place.text("since", "?"));
                parts.add(resource.text("primitive") + " on " + String.join(" and ", places)
                        + (resource.list("failed", each -> each).isEmpty() ? "" : ", failed"));
            }
        }
        return String.join("; ", parts);
    }

    private List<String> table(Map<String, Pauses> pauses) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("| node | priority | heartbeat gap | heartbeat late | loop late | lease left | guard left"
                + " | GC pause | longest pause, of it reaching | leases ended | leader changes |");
        lines.add("|" + "---|".repeat(11));
        for (var node : worst.entrySet()) {
            var all = pauses.get(node.getKey());
            var list = all == null ? List.<Pauses.Pause>of() : all.list();
            var sample = node.getValue();
            lines.add(String.format(Locale.ROOT,
                    "| %s | %s | %d ms | %d ms | %d ms | %d ms | %s | %.1f ms | %.1f, %.1f ms | %d | %d |",
                    node.getKey(), sample.priority(), sample.gap(), sample.heartbeatLate(), sample.loopLate(),
                    sample.leaseLeft(), sample.guardLeft() == 0 ? "" : sample.guardLeft() + " ms",
                    list.stream().filter(Pauses.Pause::isForGarbage).mapToDouble(Pauses.Pause::totalMillis)
                            .max().orElse(0),
                    list.stream().mapToDouble(Pauses.Pause::totalMillis).max().orElse(0),
                    list.stream().mapToDouble(Pauses.Pause::reachingMillis).max().orElse(0),
                    sample.leasesEnded(), sample.leaderChanges()));
        }
        return lines;
    }

    @Override
    public void close() {
        test.close();
    }
}
