package org.quorate.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program that is run as a whole, once or a few times, and how long that takes at best. */
record Command(List<String> words) {

    private static final int RUNS = 3;
    /** A program that needs longer is ended, and counts as not measured. */
    private static final int LIMIT_SECONDS = 300;
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s\\s+(\\d+)m([\\d.]+)s");

    Command {
        words = List.copyOf(words);
    }

    /** Processor time in milliseconds, the least of a few runs; empty where it fails or takes too long. */
    OptionalDouble best() throws IOException {
        var best = OptionalDouble.empty();
        for (var i = 0; i < RUNS; i++) {
            var took = run();
            if (took.isEmpty()) {
                return took;
            }
            best = OptionalDouble.of(Math.min(best.orElse(Double.MAX_VALUE), took.getAsDouble()));
            if (took.getAsDouble() > 1000.0 * LIMIT_SECONDS / 10) {
                break;
            }
        }
        return best;
    }

    /** The shell tells what its children took: user and system time. */
    private OptionalDouble run() throws IOException {
        var line = new ArrayList<>(List.of("timeout", Integer.toString(LIMIT_SECONDS), "sh", "-c",
                "\"$@\" >/dev/null 2>&1 || exit 1; times", "sh"));
        line.addAll(words);
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return OptionalDouble.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalDouble.empty();
        }
        var children = TIMES.matcher(said.lines().skip(1).findFirst().orElse(""));
        return children.find()
                ? OptionalDouble.of(seconds(children.group(1), children.group(2)) * 1000
                        + seconds(children.group(3), children.group(4)) * 1000)
                : OptionalDouble.empty();
    }

    private static double seconds(String minutes, String seconds) {
        return 60 * Double.parseDouble(minutes) + Double.parseDouble(seconds);
    }
}
