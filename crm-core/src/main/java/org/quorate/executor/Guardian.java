package org.quorate.executor;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.quorate.executor.ExecutorSettings.Tracking;
import org.quorate.executor.ProcessTable.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The small process that ends this node's at-most-one resources when the daemon cannot (design.md, section
 * 6). It outlives the daemon; the next life starts its own, and only then ends the one before. Safe on any
 * thread.
 */
public final class Guardian implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Guardian.class);
    private static final Duration READY = Duration.ofSeconds(5);
    /** For killing what a life left that had no guardian. */
    private static final Duration GIVING_UP = Duration.ofSeconds(10);
    /** Has the line of /proc about the process that watches. */
    private static final String NOTED = "guardian.stat";
    private static final Duration NONE = Duration.ZERO;
    private static final Stat NOBODY = new Stat(0, 'X', 0, 0, 0, 0);

    /** So often one that ended is started again until it is given up, and so long between two attempts. */
    private static final int ATTEMPTS = 20;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Path runFolder;
    private final List<String> command;
    private final FileChannel record;
    private final Stat self;
    private volatile Process process;
    private volatile boolean closed;
    private Duration deadline;

    private Guardian(Path runFolder, List<String> command, FileChannel record, Process process, Stat self) {
        this.runFolder = runFolder;
        this.command = command;
        this.record = record;
        this.process = process;
        this.self = self;
        this.deadline = NONE;
    }

    /**
     * Starts the guardian for this process, and waits until it watches. A deadline that an earlier life set
     * stays in force until this life sets its own: when it passes, resources are ended but this process lives
     * on. If it has passed already, they are ended first.
     *
     * @param script    the guardian, {@code lib/guardian/quorate-guardian} of the distribution
     * @throws IOException when it cannot be started; this node then has no guardian
     */
    public static Guardian start(ExecutorSettings settings, Path script) throws IOException {
        var run = Files.createDirectories(settings.folders().run());
        var self = ProcessTable.stat(ProcessHandle.current().pid())
                .orElseThrow(() -> new IOException("/proc does not show this process"));
        var before = readDeadline(run);
        if (before.isPositive() && before.compareTo(Posix.bootTime()) <= 0) {
            LOG.warn("an earlier life missed its deadline: ending what it may have left running");
            giveUp(command(settings, script, "now"));
            before = NONE;
        }
        var record = FileChannel.open(run.resolve("deadline"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        write(record, before, before.equals(NONE) ? self : NOBODY);
        var earlier = readNoted(run);
        var command = command(settings, script);
        var guardian = new Guardian(run, command, record, launch(command, run), self);
        guardian.deadline = before;
        guardian.note();
        earlier.filter(OrphanAgents::isThere).ifPresent(stat -> Posix.kill(stat.pid()));
        return guardian;
    }

    /** Which process watches, for the next life. */
    private void note() throws IOException {
        var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"), StandardCharsets.ISO_8859_1);
        replace(runFolder.resolve(NOTED), stat);
    }

    /**
     * From now on another one is started at once when it ends, as it may be killed: a takeover elsewhere
     * counts on it. The deadline in force is that of the record, which it reads.
     *
     * @param lost told why when none can be started; then this node must give up what it runs
     */
    public void keep(Consumer<String> lost) {
        var _ = process.onExit().thenAcceptAsync(ended -> replace(ended, lost),
                task -> Thread.ofPlatform().name("guardian").daemon().start(task));
    }

    private void replace(Process ended, Consumer<String> lost) {
        var why = "";
        for (int attempt = 0; attempt < ATTEMPTS && isOurs(ended); attempt++) {
            try {
                process = launch(command, runFolder);
                note();
                LOG.warn("the guardian ended with {}; another one watches: pid={}", ended.exitValue(),
                        process.pid());
                keep(lost);
                return;
            } catch (IOException e) {
                why = String.valueOf(e.getMessage());
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
        if (isOurs(ended)) {
            lost.accept("the guardian ended and cannot be started again: " + why);
        }
    }

    /** Not where this life ends, or where the next one has replaced the guardian by its own. */
    private boolean isOurs(Process guardian) {
        try {
            return !closed && readNoted(runFolder).filter(stat -> stat.pid() == guardian.pid()).isPresent();
        } catch (IOException e) {
            return !closed;
        }
    }

    /**
     * The resources guarded must end when the clock that counts suspend reaches {@code bootTime}, unless
     * told otherwise.
     */
    public synchronized void until(Duration bootTime) throws IOException {
        if (!bootTime.isPositive()) {
            throw new IllegalArgumentException("not a time since boot: " + bootTime);
        }
        write(record, bootTime, self);
        deadline = bootTime;
    }

    /** Nothing is to be guarded: no at-most-one resource runs here. */
    public synchronized void none() throws IOException {
        write(record, NONE, self);
        deadline = NONE;
    }

    /** The deadline in force, which may be an earlier life's; empty when there is none. */
    public synchronized Optional<Duration> deadline() {
        return deadline.equals(NONE) ? Optional.empty() : Optional.of(deadline);
    }

    /** Resources that the guardian leaves alone: those with contract at-least-one. */
    public synchronized void exempt(SortedSet<String> resources) throws IOException {
        replace(runFolder.resolve("exempt"), resources.isEmpty() ? "" : String.join("\n", resources) + "\n");
    }

    /** Whether it watches. Where it does not, a takeover may not count on it. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Its process, for tests and status. */
    public long pid() {
        return process.pid();
    }

    /** Leaves the guardian to watch its deadline; where there is none it ends after this process. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        record.close();
    }

    private static List<String> command(ExecutorSettings settings, Path script, String... more) {
        var cgroups = settings.tracking() == Tracking.CGROUPS
                ? ResourceCgroups.open(settings.nodeToken()).folder()
                : Optional.<Path>empty();
        var command = new ArrayList<>(
                List.of("setsid", "perl", script.toString(), settings.folders().run().toString(),
                        settings.nodeToken(), cgroups.map(Path::toString).orElse("-")));
        command.addAll(List.of(more));
        return command;
    }

    private static ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.redirectInput(new File("/dev/null"));
        return builder;
    }

    /** It says one line when it watches; its errors go to its log. */
    private static Process launch(List<String> command, Path run) throws IOException {
        var ready = run.resolve("guardian.ready");
        Files.deleteIfExists(ready);
        var process = builder(command).redirectOutput(ready.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(run.resolve("guardian.log").toFile()))
                .start();
        long deadline = System.nanoTime() + READY.toNanos();
        try {
            while (Files.size(ready) == 0) {
                if (process.waitFor(2, TimeUnit.MILLISECONDS)) {
                    throw new IOException("the guardian ended with " + process.exitValue() + "; its log is "
                            + run.resolve("guardian.log"));
                }
                if (System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw new IOException(
                            "the guardian did not begin to watch within " + READY.toSeconds() + " s");
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the guardian started", e);
        }
        return process;
    }

    private static void giveUp(List<String> command) throws IOException {
        var process = builder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (!process.waitFor(GIVING_UP) || process.exitValue() != 0) {
                throw new IOException("cannot end what an earlier life left running past its deadline");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** One write of two equal lines: a reader that sees them differ knows that it looked during the write. */
    private static void write(FileChannel record, Duration deadline, Stat self) throws IOException {
        // Overwritten in place, so every record has the same length.
        var line = String.format(Locale.ROOT, "%019d %010d %019d\n", deadline.toMillis(), self.pid(),
                self.startTicks());
        var bytes = ByteBuffer.wrap((line + line).getBytes(StandardCharsets.US_ASCII));
        long at = 0;
        while (bytes.hasRemaining()) {
            at += record.write(bytes, at);
        }
    }

    private static Duration readDeadline(Path run) throws IOException {
        var file = run.resolve("deadline");
        if (!Files.exists(file)) {
            return NONE;
        }
        var lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        if (lines.size() < 2 || !lines.get(0).equals(lines.get(1))) {
            throw new IOException(file + " is damaged; if no resource runs on this node, remove it");
        }
        return Duration.ofMillis(Long.parseLong(lines.get(0).split(" ", -1)[0]));
    }

    private static Optional<Stat> readNoted(Path run) throws IOException {
        var file = run.resolve(NOTED);
        return Files.exists(file)
                ? Stat.parse(Files.readString(file, StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }

    private static void replace(Path file, String text) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
