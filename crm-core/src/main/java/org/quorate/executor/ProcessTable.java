package org.quorate.executor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code /proc}. A process that ends meanwhile is simply not there. */
final class ProcessTable {

    private static final Path PROC = Path.of("/proc");

    private ProcessTable() {}

    /**
     * What {@code /proc/PID/stat} says (proc(5)).
     *
     * @param startTicks when it started, in clock ticks since boot: with the pid names a process for certain
     */
    record Stat(long pid, char state, long parent, long group, long session, long startTicks) {

        /** The command name in the second field may hold blanks and parentheses: count from the last one. */
        static Optional<Stat> parse(String line) {
            int close = line.lastIndexOf(')');
            int open = line.indexOf(' ');
            if (close < 0 || open < 0) {
                return Optional.empty();
            }
            var fields = line.substring(close + 1).strip().split(" ", -1);
            if (fields.length < 20) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Stat(Long.parseLong(line.substring(0, open)), fields[0].charAt(0),
                        Long.parseLong(fields[1]), Long.parseLong(fields[2]), Long.parseLong(fields[3]),
                        Long.parseLong(fields[19])));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        boolean isZombie() {
            return state == 'Z' || state == 'X';
        }
    }

    static Optional<Stat> stat(long pid) {
        try {
            return Stat.parse(Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** All processes but zombies. */
    static List<Stat> all() {
        var found = new ArrayList<Stat>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                stat(Long.parseLong(entry.getFileName().toString())).filter(stat -> !stat.isZombie())
                        .ifPresent(found::add);
            }
        } catch (IOException e) {
            return found;
        }
        return found;
    }

    /** The environment a process was started with; empty when it may not be read. */
    static List<String> environment(long pid) {
        try {
            return List.of(Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1)
                    .split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
