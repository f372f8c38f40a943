package org.quorate.calm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own that sleeps a millisecond at a time, with the priority of the daemons' heartbeats where
 * that is allowed: how late it wakes up is the machine's doing, and no daemon's. Safe for several threads.
 */
final class StallWatch implements AutoCloseable {

    /** Tells each time it was late by more than before, and each lateness worth a lease. */
    private static final String PROGRAM = """
            use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC usleep);
            $| = 1;
            system("chrt -r -p 2 $$ >/dev/null 2>&1");
            my ($note, $worst) = (shift, 0);
            my $before = clock_gettime(CLOCK_MONOTONIC);
            my $parent = getppid();
            while (getppid() == $parent) {
                usleep(1000);
                my $now = clock_gettime(CLOCK_MONOTONIC);
                my $late = ($now - $before) * 1000 - 1;
                $before = $now;
                next if $late <= $worst && $late < $note;
                $worst = $late if $late > $worst;
                printf "%.0f %.0f\\n", $now * 1000, $late;
            }
            """;

    /** @param endMillis of CLOCK_MONOTONIC, which is what {@link System#nanoTime} reads */
    record Stall(long endMillis, long lateMillis) {}

    private final Process process;
    private final List<Stall> stalls = new ArrayList<>();

    private StallWatch(Process process) {
        this.process = process;
    }

    /** @param noted stalls at least so long are kept, all of them */
    static StallWatch start(Duration noted) throws IOException {
        var watch = new StallWatch(
                new ProcessBuilder("perl", "-e", PROGRAM, Long.toString(noted.toMillis())).start());
        Thread.ofVirtual().name("stalls").start(watch::read);
        return watch;
    }

    private void read() {
        try (var lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var fields = line.split(" ", -1);
                add(new Stall(Long.parseLong(fields[0]), Long.parseLong(fields[1])));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void add(Stall stall) {
        stalls.add(stall);
    }

    synchronized long worstMillis() {
        return stalls.stream().mapToLong(Stall::lateMillis).max().orElse(0);
    }

    /** Whether the machine stood still for at least {@code length} at some time since then. */
    synchronized boolean sawSince(long nanos, Duration length) {
        return stalls.stream().anyMatch(
                stall -> stall.endMillis() >= nanos / 1_000_000 && stall.lateMillis() >= length.toMillis());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
