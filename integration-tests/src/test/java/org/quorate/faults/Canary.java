package org.quorate.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.quorate.crmsh.lab.LabNode;

/** The at-most-one resource of these tests: a process that does nothing but say that it runs. */
final class Canary {

    static final String NAME = "canary";

    private static final String SCRIPT = "canary.pl";
    private static final String TRACE = "canary.trace";

    private Canary() {}

    /** Puts the program on a node, and begins its trace anew. */
    static void install(LabNode node) throws IOException {
        try (var script = Canary.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IOException(SCRIPT + " is missing");
            }
            Files.writeString(node.seenFromHere(node.disk().resolve(SCRIPT)),
                    new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        Files.deleteIfExists(trace(node));
    }

    /** Empties its trace; one that runs goes on with it. */
    static void forget(LabNode node) throws IOException {
        if (Files.exists(trace(node))) {
            Files.write(trace(node), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    /** The words of {@code crm configure} that define it. */
    static String[] definition(LabNode anyNode) {
        var disk = anyNode.disk();
        return new String[]{"configure", "primitive", NAME, "ocf:quorate:anything", "params",
                "binfile=/usr/bin/perl", "cmdline_options=" + disk.resolve(SCRIPT) + " "
                        + disk.resolve(TRACE),
                "op", "monitor", "interval=500ms", "meta", "migration-threshold=1000000"};
    }

    private static Path trace(LabNode node) {
        return node.seenFromHere(node.disk().resolve(TRACE));
    }

    /** When it ran on a node, process by process. */
    static List<Running> runs(LabNode node) throws IOException {
        if (!Files.exists(trace(node))) {
            return List.of();
        }
        var byPid = new LinkedHashMap<Long, Running>();
        var runs = new ArrayList<Running>();
        for (var line : Files.readAllLines(trace(node))) {
            var words = line.split(" ", -1);
            if (words.length != 2 || words[1].isEmpty()) {
                continue; // the last line of a process that was killed while it wrote
            }
            long pid = Long.parseLong(words[0]);
            long at = Long.parseLong(words[1]);
            var before = byPid.get(pid);
            // Process ids come back after a restart of the node; what is silent for so long has ended.
            if (before != null && at - before.until() > REUSED) {
                runs.add(before);
                before = null;
            }
            byPid.put(pid, new Running(node.name(), pid, before == null ? at : before.from(), at));
        }
        runs.addAll(byPid.values());
        return runs;
    }

    /** Microseconds. Longer than any process of these tests is held up, shorter than a node is away. */
    private static final long REUSED = 2_000_000;
}
