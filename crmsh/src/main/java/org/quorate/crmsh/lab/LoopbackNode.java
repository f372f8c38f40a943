package org.quorate.crmsh.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A node that is only a set of processes with a loopback address; each is kept by a {@code keeper.pl}. */
public final class LoopbackNode implements LabNode {

    /** The folder of a node's disk that stands for its /run. */
    public static final String RUN = "run";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final int number;
    private final Path disk;
    private final List<Process> keepers = new ArrayList<>();
    private boolean alive = true;

    LoopbackNode(String name, int number, Path disk) {
        this.name = name;
        this.number = number;
        this.disk = disk;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return "127.77.0." + number;
    }

    @Override
    public Path disk() {
        return disk;
    }

    @Override
    public Path seenFromHere(Path inside) {
        return inside;
    }

    @Override
    public synchronized boolean isAlive() {
        return alive;
    }

    @Override
    public synchronized LabProcess start(Command command) throws IOException {
        if (!alive) {
            throw new IOException("node " + name + " is dead");
        }
        var log = command.log();
        var words = new ArrayList<>(List.of("setsid", "perl", "-e", NamespaceLab.script("keeper.pl"), "--",
                log == null ? "/dev/null" : log.toString()));
        words.addAll(command.words());
        var keeper = Commands.builder(words, command.environment()).redirectErrorStream(true).start();
        keepers.removeIf(old -> !old.isAlive());
        keepers.add(keeper);
        return LabProcess.of(keeper,
                CompletableFuture.supplyAsync(() -> exitOf(keeper), Thread::startVirtualThread));
    }

    @Override
    public Output exec(List<String> command, Duration limit) throws IOException {
        return Commands.run(command, limit);
    }

    @Override
    public synchronized void kill9() throws IOException {
        alive = false;
        for (var keeper : keepers) {
            keeper.getOutputStream().close();
        }
        for (var keeper : keepers) {
            if (!Commands.await(keeper, LIMIT)) {
                throw new IOException(
                        "node " + name + " still has processes " + LIMIT.toSeconds() + " s after SIGKILL");
            }
        }
        keepers.clear();
    }

    @Override
    public synchronized void revive() throws IOException {
        if (alive) {
            throw new IOException("node " + name + " is alive");
        }
        empty(disk.resolve(RUN));
        alive = true;
    }

    /** What a machine keeps in memory is gone with its power: its agents' state files above all. */
    private static void empty(Path memory) throws IOException {
        if (!Files.isDirectory(memory)) {
            return;
        }
        try (var files = Files.walk(memory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void cutLink() throws IOException {
        throw noLink();
    }

    @Override
    public void healLink() throws IOException {
        throw noLink();
    }

    @Override
    public void cutTowards(LabNode other) throws IOException {
        throw noLink();
    }

    @Override
    public void healTowards(LabNode other) throws IOException {
        throw noLink();
    }

    @Override
    public void pause() throws IOException {
        ProcessTree.signal("STOP", programs());
    }

    @Override
    public void resume() throws IOException {
        ProcessTree.signal("CONT", programs());
    }

    private synchronized List<Long> programs() {
        return keepers.stream().flatMap(keeper -> keeper.descendants()).map(ProcessHandle::pid).toList();
    }

    private IOException noLink() {
        return new IOException("node " + name + " is on loopback: it has no link to cut");
    }

    /** The number the keeper names, or 127 if it ends without naming one. */
    private static int exitOf(Process keeper) {
        try (var lines = new BufferedReader(
                new InputStreamReader(keeper.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("exit ")) {
                    return Integer.parseInt(line.substring("exit ".length()));
                }
            }
            return 127;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
