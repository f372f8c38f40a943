package org.quorate.crmsh.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quorate.codec.CibXml;
import org.quorate.codec.SimulationJson;
import org.quorate.model.Instants;
import org.quorate.policy.play.Simulation;
import org.quorate.simulate.Batch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Decides recorded states of Pacemaker clusters, and fails when one whose decision was as recorded no longer
 * is. The recordings are not part of this project: the environment's QUORATE_SCHEDULER_CORPUS names their
 * folder, else it is {@code shared/corpus/scheduler} beside a folder above; without it the test is skipped.
 * {@code passed.txt} has the names by level; the test leaves what holds now in
 * {@code target/passed.txt}, to be copied over it when more pass.
 */
class SchedulerCorpusTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where a recording does not say when it was made. */
    private static final Instant ANY_TIME = Instant.parse("2026-07-01T00:00:00Z");

    @Test
    @Timeout(600)
    void whatPassedStillPasses() throws IOException {
        var folder = folder();
        Assumptions.assumeTrue(folder.isPresent(), "no recorded decisions: shared/corpus/scheduler is not"
                + " beside this checkout, and QUORATE_SCHEDULER_CORPUS does not name it");
        var passed = Passed.read();
        var now = new TreeMap<String, Level>();
        var lost = new ArrayList<String>();
        for (var entry : JSON.readTree(Files.readString(folder.get().resolve("index.json")))) {
            var name = entry.path("name").asString();
            if (!entry.path("listed").asBoolean()
                    || !Files.exists(folder.get().resolve("cases/" + name + ".json"))) {
                continue;
            }
            var judge = judge(folder.get(), name);
            judge.level().ifPresent(level -> now.put(name, level));
            var before = Optional.ofNullable(passed.get(name));
            if (before.isPresent() && judge.level().filter(level -> level.compareTo(before.get()) >= 0)
                    .isEmpty()) {
                lost.add(name + " passed at " + before.get() + "; now differ " + judge.differences());
            }
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/passed.txt"), Passed.lines(now));

        assertThat(lost).isEmpty();
        assertThat(now.keySet()).as("cases looked at").containsAll(passed.keySet());
    }

    private static Judge judge(Path folder, String name) throws IOException {
        var recorded = JSON.readTree(Files.readString(folder.resolve("cases/" + name + ".json")));
        var cib = CibXml.read(Files.readAllBytes(folder.resolve("xml/" + name + ".xml")));
        var now = date(recorded).or(() -> Batch.recordedClock(cib)).orElse(ANY_TIME);
        var json = SimulationJson.json(name, Simulation.of(cib, now)).bytes();
        return new Judge(Outcome.of(recorded.path("expected")), Outcome.of(JSON.readTree(json)));
    }

    private static Optional<Instant> date(JsonNode recorded) {
        var text = recorded.path("date").asString("");
        return text.isEmpty() ? Optional.empty() : Instants.parse(text);
    }

    private static Optional<Path> folder() {
        return RecordedCases.folder("QUORATE_SCHEDULER_CORPUS", "scheduler", "index.json");
    }

    /** The file of names: a level, a colon, and the names that reach it and none higher. */
    private static final class Passed {

        private static final int WIDTH = 110;

        private Passed() {}

        static SortedMap<String, Level> read() throws IOException {
            var passed = new TreeMap<String, Level>();
            try (var in = SchedulerCorpusTest.class.getResourceAsStream("passed.txt")) {
                assertThat(in).isNotNull();
                var level = Level.PLACEMENT;
                for (var word : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\s+", -1)) {
                    if (word.endsWith(":")) {
                        level = Level.valueOf(word.substring(0, word.length() - 1));
                    } else if (!word.isEmpty()) {
                        passed.put(word, level);
                    }
                }
            }
            return passed;
        }

        static List<String> lines(Map<String, Level> passed) {
            var lines = new ArrayList<String>();
            for (var level : Level.values()) {
                lines.add(level + ":");
                var line = new StringBuilder();
                for (var entry : passed.entrySet()) {
                    if (entry.getValue() != level) {
                        continue;
                    }
                    if (line.length() + entry.getKey().length() >= WIDTH) {
                        lines.add(line.toString());
                        line.setLength(0);
                    }
                    line.append(line.isEmpty() ? "" : " ").append(entry.getKey());
                }
                lines.add(line.toString());
            }
            lines.removeIf(String::isEmpty);
            return lines;
        }
    }
}
