package org.quorate.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** What came of all scenarios, said as they go and written at the end to {@code target/faults.md}. */
final class Tally {

    static final Tally OF_ALL = new Tally();

    private static final Path FILE = Path.of("..", "target", "faults.md");

    private final List<Row> rows = new ArrayList<>();
    private final long begun = System.nanoTime();
    private int expected;

    private Tally() {}

    /** @param silence of the canary until another one ran; absent where it went on */
    private record Row(String fault, boolean ok, Optional<Duration> silence) {}

    void expect(int scenarios) {
        expected += scenarios;
    }

    Watch begin(Scenario scenario) {
        return new Watch(scenario);
    }

    /** One scenario that is under way. */
    final class Watch {

        private final Scenario scenario;
        private final long since = System.nanoTime();
        private Row row;

        private Watch(Scenario scenario) {
            this.scenario = scenario;
            row = new Row(name(scenario), false, Optional.empty());
        }

        /** Without a violation. */
        void ended(Optional<Duration> silence) {
            row = new Row(name(scenario), true, silence);
        }

        void close() {
            rows.add(row);
            Progress.say(String.format(Locale.ROOT, "faults: %d/%d %s: %s in %.1f s%s", rows.size(), expected,
                    scenario, row.ok() ? "ok" : "VIOLATED", seconds(since),
                    row.silence().map(time -> ", canary silent for " + time.toMillis() + " ms").orElse("")));
        }
    }

    private static String name(Scenario scenario) {
        return scenario.fault().toString().replaceAll("\\[\\]$", "")
                + (scenario.victim().name().contains("_AND_") ? ", two nodes" : "");
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    void write() throws IOException {
        Files.createDirectories(FILE.resolveSibling(""));
        Files.writeString(FILE, table());
    }

    /** As docs/measurements.md has it. */
    private String table() {
        var byFault = new TreeMap<String, List<Row>>();
        rows.forEach(row -> byFault.computeIfAbsent(row.fault(), _ -> new ArrayList<>()).add(row));
        var text = new StringBuilder().append(rows.size()).append(" scenarios, ")
                .append(rows.stream().filter(row -> !row.ok()).count()).append(" with a violation, in ")
                .append(Math.round(seconds(begun) / 60)).append(" min\n\n")
                .append("| fault | scenarios | violations | takeovers | p50 ms | p99 ms | max ms |\n")
                .append("|---|---|---|---|---|---|---|\n");
        byFault.forEach((fault, some) -> text.append(line(fault, some)));
        return text.toString();
    }

    private static String line(String fault, List<Row> some) {
        var times = some.stream().flatMap(row -> row.silence().stream()).sorted().toList();
        return "| " + fault + " | " + some.size() + " | " + some.stream().filter(row -> !row.ok()).count()
                + " | " + times.size() + " | " + (times.isEmpty()
                        ? " | | |"
                        : percentile(times, 50) + " | " + percentile(times, 99) + " | "
                                + percentile(times, 100) + " |")
                + "\n";
    }

    /** In milliseconds, of at least one. */
    static long percentile(List<Duration> sorted, int percent) {
        int rank = (sorted.size() * percent + 99) / 100;
        return sorted.get(Math.max(rank, 1) - 1).toMillis();
    }
}
