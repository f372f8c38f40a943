package org.quorate.crmsh.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What {@code /proc} says of one process, from proc(5).
 *
 * @param pssKib its proportional share of memory
 * @param cpu its own, user and system
 * @param childrenCpu of the children it has waited for
 * @param writtenBytes what it made the storage layer write
 */
record ProcessFigures(long pssKib, Duration cpu, Duration childrenCpu, long writtenBytes) {

    /** USER_HZ, the same on every Linux we run on. */
    private static final int TICK_MS = 10;

    static ProcessFigures of(long pid) throws IOException {
        var folder = Path.of("/proc/" + pid);
        var stat = Files.readString(folder.resolve("stat"));
        // After the name, which may hold anything: field 3 is the first.
        var fields = Arrays.asList(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        return new ProcessFigures(number(folder.resolve("smaps_rollup"), "Pss:\\s+(\\d+) kB"),
                ticks(fields, 14),
                ticks(fields, 16), number(folder.resolve("io"), "write_bytes: (\\d+)"));
    }

    private static Duration ticks(java.util.List<String> fields, int number) {
        var sum = Long.parseLong(fields.get(number - 3)) + Long.parseLong(fields.get(number - 2));
        return Duration.ofMillis(sum * TICK_MS);
    }

    private static long number(Path file, String pattern) throws IOException {
        var found = Pattern.compile(pattern).matcher(Files.readString(file));
        if (!found.find()) {
            throw new IOException(file + " does not say " + pattern);
        }
        return Long.parseLong(found.group(1));
    }
}
