package org.quorate.crmsh.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What {@code /proc} says of processes, in this JVM's numbering. */
final class ProcessTree {

    private ProcessTree() {}

    /** Follows the first child, so many generations down; empty while one is not yet born. */
    static OptionalLong onlyDescendant(long ancestor, int generations) {
        var pid = ancestor;
        for (var generation = 0; generation < generations; generation++) {
            var child = ProcessHandle.of(pid).flatMap(handle -> handle.children().findFirst());
            if (child.isEmpty()) {
                return OptionalLong.empty();
            }
            pid = child.get().pid();
        }
        return OptionalLong.of(pid);
    }

    /** Every process in the PID namespace of the given one, that one included; sorted. */
    static List<Long> inNamespaceOf(long init) throws IOException {
        var namespace = Files.readSymbolicLink(Path.of("/proc/" + init + "/ns/pid"));
        var found = new ArrayList<Long>();
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var entry : entries) {
                if (namespace.equals(namespaceOf(entry))) {
                    found.add(Long.parseLong(entry.getFileName().toString()));
                }
            }
        }
        found.sort(null);
        return found;
    }

    /** Sends a signal by name; a process that has ended meanwhile is none of our concern. */
    static void signal(String name, List<Long> pids) throws IOException {
        if (pids.isEmpty()) {
            return;
        }
        var command = new ArrayList<>(
                List.of("sh", "-c", "name=$1; shift; kill -s \"$name\" \"$@\" 2>&-; :", "sh"));
        command.add(name);
        pids.forEach(pid -> command.add(Long.toString(pid)));
        Commands.require(command, Duration.ofSeconds(10));
    }

    private static Path namespaceOf(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("ns/pid"));
        } catch (IOException _) {
            return Path.of(""); // ended, or another user's
        }
    }
}
