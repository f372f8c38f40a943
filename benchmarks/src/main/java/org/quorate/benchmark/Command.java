package org.quorate.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program that is run as a whole. */
record Command(List<String> words) {

    /** A program that needs longer is ended, and counts as not measured. */
    static final int LIMIT_SECONDS = 90;
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s\\s+(\\d+)m([\\d.]+)s");

    Command {
        words = List.copyOf(words);
    }

    /**
     * How long it took once, in milliseconds.
     *
     * @param processor user and system time, of all its threads
     * @param wall from its start to its end
     */
    record Took(double processor, double wall) {}

    /** Empty where it fails or takes too long. The shell tells what its children took. */
    Optional<Took> run() throws IOException {
        var line = new ArrayList<>(List.of("timeout", Integer.toString(LIMIT_SECONDS), "sh", "-c",
                "\"$@\" >/dev/null 2>&1 || exit 1; times", "sh"));
        line.addAll(words);
        var began = System.nanoTime();
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        var wall = (System.nanoTime() - began) / 1e6;
        var children = TIMES.matcher(said.lines().skip(1).findFirst().orElse(""));
        return children.find()
                ? Optional.of(new Took(1000 * (seconds(children.group(1), children.group(2))
                        + seconds(children.group(3), children.group(4))), wall))
                : Optional.empty();
    }

    private static double seconds(String minutes, String seconds) {
        return 60 * Double.parseDouble(minutes) + Double.parseDouble(seconds);
    }
}
