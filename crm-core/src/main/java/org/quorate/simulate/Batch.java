package org.quorate.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.quorate.cib.Cib;
import org.quorate.codec.CibXml;
import org.quorate.codec.SimulationJson;
import org.quorate.policy.play.Simulation;
import org.quorate.model.Instants;

/**
 * Simulates every {@code NAME.xml} of a directory, each into a {@code NAME.json}. A file {@code dates.tsv}
 * beside them,
 * lines of name and date with a tab between, sets the clock for some.
 */
public final class Batch {

    /** A file that could not be simulated. */
    public record Failure(String name, RuntimeException cause) {}

    private Batch() {}

    /** Goes on after a failure; all failures are returned. */
    public static List<Failure> run(Path inputs, Path out, Instant clock) throws IOException {
        Files.createDirectories(out);
        var dates = dates(inputs.resolve("dates.tsv"));
        var failures = new ArrayList<Failure>();
        for (var file : inputs(inputs)) {
            var name = file.getFileName().toString().replaceFirst("\\.xml$", "");
            var result = out.resolve(name + ".json");
            Files.deleteIfExists(result);
            try {
                var cib = CibXml.read(Files.readAllBytes(file));
                var now = Optional.ofNullable(dates.get(name)).or(() -> recordedClock(cib)).orElse(clock);
                Files.write(result, SimulationJson.json(name, Simulation.of(cib, now)).bytes());
            } catch (RuntimeException e) {
                failures.add(new Failure(name, e));
            }
        }
        return failures;
    }

    private static Iterable<Path> inputs(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return new TreeSet<>(files.filter(file -> file.toString().endsWith(".xml")).toList());
        }
    }

    private static Map<String, Instant> dates(Path file) throws IOException {
        var dates = new HashMap<String, Instant>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var fields = line.split("\t", -1);
                if (fields.length == 2) {
                    Instants.parse(fields[1]).ifPresent(date -> dates.put(fields[0], date));
                }
            }
        }
        return dates;
    }

    /** When the CIB was written down to be looked at again. */
    public static Optional<Instant> recordedClock(Cib cib) {
        return cib.root().attribute("execution-date").filter(text -> text.matches("\\d{1,12}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
    }
}
