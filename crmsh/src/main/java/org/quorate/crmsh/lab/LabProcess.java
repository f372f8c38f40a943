package org.quorate.crmsh.lab;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program running in a node. */
public final class LabProcess {

    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    /** What this JVM started: a wrapper (nsenter, keeper.pl) whose child is the program. */
    private final Process outer;
    private final CompletableFuture<Integer> exit;

    private LabProcess(Process outer, CompletableFuture<Integer> exit) {
        this.outer = outer;
        this.exit = exit;
    }

    /** A program whose wrapper ends with it and with its exit status. */
    static LabProcess ofWrapper(Process outer) {
        return new LabProcess(outer, outer.onExit().thenApply(Process::exitValue));
    }

    /** A program whose wrapper may outlive it and tells of its exit. */
    static LabProcess of(Process outer, CompletableFuture<Integer> exit) {
        return new LabProcess(outer, exit);
    }

    public boolean isAlive() {
        return !exit.isDone();
    }

    /** The program's process id as this JVM sees it; fails if it has ended. */
    public long pid() throws IOException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline && isAlive()) {
            var found = ProcessTree.onlyDescendant(outer.pid(), 1);
            if (found.isPresent()) {
                return found.getAsLong();
            }
            Thread.onSpinWait();
        }
        throw new IOException("the program has ended: " + exit);
    }

    /**
     * Sends a signal by name, {@code TERM}, {@code STOP}, {@code CONT}, {@code KILL}, to the program alone.
     */
    public void signal(String name) throws IOException {
        ProcessTree.signal(name, List.of(pid()));
    }

    /** Its exit status (128 + signal if killed), or empty if it still runs after the limit. */
    public OptionalInt waitFor(Duration limit) throws IOException {
        try {
            return OptionalInt.of(exit.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return OptionalInt.empty();
        } catch (ExecutionException e) {
            throw new IOException("lost sight of the program", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a program");
        }
    }
}
