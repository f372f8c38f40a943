package org.quorate.calm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What a daemon's virtual machine says of the times at which it stopped all threads (-Xlog:safepoint). */
final class Pauses {

    static final String FILE = "pauses.log";
    private static final Pattern LINE = Pattern
            .compile("Safepoint \"(\\w+)\".*Reaching safepoint: *(\\d+) ns.*Total: *(\\d+) ns");

    /** @param reachingMillis how long it took until every thread stood still */
    record Pause(String why, double reachingMillis, double totalMillis) {

        boolean isForGarbage() {
            return why.contains("Collect") || why.contains("GC");
        }
    }

    private final Path file;
    private final long from;

    private Pauses(Path file, long from) {
        this.file = file;
        this.from = from;
    }

    /** Those that come from now on. */
    static Pauses from(Path file) throws IOException {
        return new Pauses(file, Files.size(file));
    }

    List<Pause> list() throws IOException {
        var bytes = Files.readAllBytes(file);
        var text = new String(bytes, (int) from, (int) (bytes.length - from), StandardCharsets.US_ASCII);
        return LINE.matcher(text).results().map(found -> new Pause(found.group(1),
                Long.parseLong(found.group(2)) / 1e6, Long.parseLong(found.group(3)) / 1e6)).toList();
    }
}
