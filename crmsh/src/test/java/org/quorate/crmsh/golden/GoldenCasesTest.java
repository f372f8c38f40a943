package org.quorate.crmsh.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorate.cib.Cib;
import org.quorate.crmsh.simulate.SimulationText;
import org.quorate.policy.play.Simulation;
import org.quorate.policy.play.Unchanged;

/**
 * Each file of {@code cases} is a cluster, a line of dashes, and what is to come of it. With
 * {@code -Dgolden.update} what comes of it is written into the files; review the difference.
 */
class GoldenCasesTest {

    /** When all of it happens. */
    static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    private static final String LINE = "----";
    private static final Path SOURCES = Path.of("../crmsh/src/test/resources/org/quorate/crmsh/golden/cases");

    static Stream<String> cases() throws IOException, URISyntaxException {
        try (var files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString().replace(".txt", "")).sorted().toList()
                    .stream();
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(GoldenCasesTest.class.getResource("cases")).toURI());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesOut(String name) throws IOException, URISyntaxException {
        var lines = Files.readAllLines(folder().resolve(name + ".txt"));
        var line = lines.contains(LINE) ? lines.indexOf(LINE) : lines.size();
        var cluster = lines.subList(0, line);
        var simulated = SimulationText.render(Simulation.of(cib(cluster), NOW)).stream()
                .map(String::stripTrailing).toList();
        if (System.getProperty("golden.update") != null) {
            var all = new java.util.ArrayList<>(cluster);
            all.add(LINE);
            all.addAll(simulated);
            Files.write(SOURCES.resolve(name + ".txt"), all);
            return;
        }

        assertThat(String.join("\n", simulated))
                .isEqualTo(String.join("\n", lines.subList(Math.min(line + 1, lines.size()), lines.size())));
    }

    private static Cib cib(List<String> cluster) {
        return Unchanged.assume(CaseCib.of(Outline.read(cluster)), NOW);
    }
}
