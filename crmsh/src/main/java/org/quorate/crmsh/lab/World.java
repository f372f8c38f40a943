package org.quorate.crmsh.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A set of namespaces held open by its process 1, which reads a pipe from this JVM and ends when the JVM
 * does. Whatever runs in it ends with process 1.
 */
final class World implements AutoCloseable {

    /** Keeps its own remarks ("Killed") out of the command's errors. */
    private static final String PARENT = "exec 3>&2 2>/dev/null; \"$@\" 2>&3 3>&-; exit $?";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Process outer;
    private final BufferedReader answers;
    private final String what;
    private long init;

    private World(Process outer, String what) {
        this.outer = outer;
        this.what = what;
        this.answers = new BufferedReader(
                new InputStreamReader(outer.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts process 1 and waits until it says "ready".
     *
     * @param command ends in the script that becomes process 1
     * @param wrappers processes between what we start and process 1
     */
    static World begin(String what, List<String> command, int wrappers) throws IOException {
        var world = new World(Commands.builder(command, Map.of()).redirectErrorStream(true).start(), what);
        try {
            world.awaitReady();
            world.init = ProcessTree.onlyDescendant(world.outer.pid(), wrappers)
                    .orElseThrow(() -> new IOException(what + " ended while it was set up"));
            return world;
        } catch (IOException e) {
            world.close();
            throw e;
        }
    }

    /** Lets process 1 go on to its next step and waits until that is done. */
    void proceed() throws IOException {
        outer.getOutputStream().write('\n');
        outer.getOutputStream().flush();
        awaitReady();
    }

    /** Process 1, in this JVM's numbering. */
    long init() {
        return init;
    }

    boolean isAlive() {
        return outer.isAlive();
    }

    /**
     * The words that put a command into this world. A shell stays outside as its parent and ends with the
     * command's status: nsenter in that place would stop itself whenever the command is stopped.
     */
    List<String> enter(boolean asRoot, List<String> command) {
        return enter(asRoot, List.of("--net", "--mount", "--uts", "--ipc", "--pid"), command);
    }

    List<String> enter(boolean asRoot, List<String> namespaces, List<String> command) {
        var words = new ArrayList<>(List.of("setsid", "nsenter", "--target", Long.toString(init)));
        if (!asRoot) {
            words.addAll(List.of("--user", "--preserve-credentials"));
        }
        words.addAll(namespaces);
        words.addAll(List.of("--no-fork", "--", "sh", "-c", PARENT, "sh"));
        words.addAll(command);
        return words;
    }

    /** A path of this world as this JVM reaches it, while process 1 lives. */
    Path seenFromHere(Path inside) {
        return Path.of("/proc/" + init + "/root" + inside);
    }

    /** SIGKILL to process 1: the kernel kills the rest. Returns when all of it is gone. */
    void kill() throws IOException {
        ProcessHandle.of(init).ifPresent(ProcessHandle::destroyForcibly);
        if (!Commands.await(outer, LIMIT)) {
            throw new IOException(what + " still has processes " + LIMIT.toSeconds() + " s after SIGKILL");
        }
    }

    @Override
    public void close() {
        try {
            if (init != 0) {
                kill();
            }
            outer.getOutputStream().close();
            outer.destroyForcibly();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() throws IOException {
        var line = CompletableFuture.supplyAsync(this::readUntilReady, Thread::startVirtualThread);
        try {
            var answer = line.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!answer.equals("ready")) {
                throw new IOException(what + " could not be set up: " + answer);
            }
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException(what + " was not ready within " + LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** "ready", or all that was said instead. */
    private String readUntilReady() {
        var said = new ArrayList<String>();
        try {
            for (var line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.equals("ready")) {
                    return line;
                }
                said.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return said.isEmpty() ? "it ended without a word" : String.join("; ", said);
    }
}
