package org.quorate.calm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Processes of their own that sleep a millisecond at a time: how late they wake up is the machine's doing,
 * and no
 * daemon's. With real-time priority, that of the heartbeats, there is one on each processor, for each may
 * stand
 * still alone; without, a single one that goes where there is room, as a heartbeat does. Safe for several
 * threads.
 */
final class StallWatch implements AutoCloseable {

    /** What the daemons' heartbeats have; a watcher that does not get the same would excuse too much. */
    enum Priority {
        REAL_TIME, ORDINARY
    }

    /**
     * Says when it is ready; then each time it was late by more than before, and each lateness worth a lease.
     */
    private static final String PROGRAM = """
            use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC usleep);
            $| = 1;
            my ($note, $processor) = @ARGV;
            my $worst = 0;
            if ($processor >= 0) {
                system("taskset -cp $processor $$ >/dev/null") == 0 or die "processor $processor: refused\\n";
                system("chrt -r -p 2 $$ >/dev/null") == 0 or die "real-time priority: refused\\n";
            }
            print "ready\\n";
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

    private static final String ANYWHERE = "-1";

    private final List<Process> processes = new ArrayList<>();
    private final List<Stall> stalls = new ArrayList<>();

    private StallWatch() {}

    /** @param noted stalls at least so long are kept, all of them */
    static StallWatch start(Duration noted, Priority priority) throws IOException {
        var watch = new StallWatch();
        try {
            for (var processor : switch (priority) {
                case REAL_TIME -> processors();
                case ORDINARY -> List.of(ANYWHERE);
            }) {
                watch.start(noted, processor);
            }
            return watch;
        } catch (IOException e) {
            watch.close();
            throw e;
        }
    }

    /** Those that this process may use, as the kernel writes them: 0-3,8. */
    private static List<String> processors() throws IOException {
        var list = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:")).findFirst().orElseThrow()
                .replaceFirst("[^:]*:", "").strip();
        var processors = new ArrayList<String>();
        for (var range : list.split(",", -1)) {
            var ends = range.split("-", 2);
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .mapToObj(Integer::toString).forEach(processors::add);
        }
        return processors;
    }

    private void start(Duration noted, String processor) throws IOException {
        var process = new ProcessBuilder("perl", "-e", PROGRAM, Long.toString(noted.toMillis()), processor)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        processes.add(process);
        var lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        if (!"ready".equals(lines.readLine())) {
            throw new IOException("the watcher for stalls of the machine does not run");
        }
        Thread.ofVirtual().name("stalls").start(() -> read(lines));
    }

    private void read(BufferedReader from) {
        try (var lines = from) {
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
        processes.forEach(Process::destroyForcibly);
    }
}
