package org.quorate.executor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process in a session, hence process group, of its own: {@code setsid} replaces itself, as the child of
 * a Java process leads no group, so pid, group and session are one number and {@link #kill} reaches all that
 * it started and did not detach. A few words of shell set the umask, write down who it is for {@link
 * OrphanAgents}, and replace themselves too.
 */
final class AgentProcess {

    private static final Logger LOG = LoggerFactory.getLogger(AgentProcess.class);
    /** How long a killed process may take to go before we stop waiting for it. */
    private static final Duration DEATH = Duration.ofSeconds(5);
    /** How often the output of a running process is kept short. */
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String PROLOGUE = "umask 026; read -r stat </proc/self/stat; "
            + "{ echo \"$stat\" >\"$0\"; "
            + "[ -z \"$QUORATE_CGROUP\" ] || echo 0 >\"$QUORATE_CGROUP/cgroup.procs\"; } 2>/dev/null; "
            + "unset stat; exec \"$@\"";
    private static final Pattern SHELL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** What to run. The input is written to its stdin, which is then closed; an empty one means /dev/null. */
    record Spawn(List<String> command, Map<String, String> environment, String input) {

        Spawn {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /** How it ended. */
    sealed interface End {

        record Exited(int status) implements End {}

        record OutOfTime() implements End {}

        record Cancelled() implements End {}
    }

    private final Process process;
    private final Path record;
    private final List<AgentOutput> outputs;
    private volatile boolean cancelled;

    private AgentProcess(Process process, Path record, List<AgentOutput> outputs) {
        this.process = process;
        this.record = record;
        this.outputs = outputs;
    }

    /** Starts it; {@code record} is the file that names it for as long as it runs. */
    static AgentProcess start(Spawn spawn, Path record, Path folder, List<AgentOutput> outAndErr)
            throws IOException {
        var builder = new ProcessBuilder(command(spawn, record));
        builder.environment().clear();
        builder.environment().putAll(spawn.environment());
        builder.directory(folder.toFile());
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(outAndErr.get(0).file().toFile()));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(outAndErr.get(1).file().toFile()));
        if (spawn.input().isEmpty()) {
            builder.redirectInput(new File("/dev/null"));
        }
        var process = builder.start();
        if (!spawn.input().isEmpty()) {
            feed(process, spawn.input());
        }
        return new AgentProcess(process, record, outAndErr);
    }

    /** A shell drops variables that it could not name itself; {@code env} gives them back. */
    private static List<String> command(Spawn spawn, Path record) {
        var command = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", PROLOGUE, record.toString()));
        var unnamed = spawn.environment().entrySet().stream()
                .filter(entry -> !SHELL_NAME.matcher(entry.getKey()).matches())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
        if (!unnamed.isEmpty()) {
            command.add("env");
            command.addAll(unnamed);
        }
        command.addAll(spawn.command());
        return command;
    }

    /** What fits into a pipe does not wait for its reader; a reader that ended at once is no error. */
    private static void feed(Process process, String input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.debug("did not read its input pid={}: {}", process.pid(), e.getMessage());
        }
    }

    /**
     * Waits for its end, at most for the timeout; then kills the group, with no SIGTERM first (as Pacemaker
     * does).
     */
    End await(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (true) {
                long left = deadline - System.nanoTime();
                if (process.waitFor(Math.min(Math.max(left, 0), LOOK.toNanos()), TimeUnit.NANOSECONDS)) {
                    return cancelled ? new End.Cancelled() : new End.Exited(process.exitValue());
                }
                if (left <= 0 || cancelled) {
                    kill();
                    if (!process.waitFor(DEATH)) {
                        LOG.warn("killed, but will not die pid={}", process.pid());
                    }
                    return cancelled ? new End.Cancelled() : new End.OutOfTime();
                }
                outputs.forEach(AgentOutput::bound);
            }
        } finally {
            AgentOutput.delete(record);
        }
    }

    /** Ends the wait as cancelled. */
    void cancel() {
        cancelled = true;
        kill();
    }

    private void kill() {
        if (process.isAlive() && !Posix.killGroup(process.pid())) {
            process.destroyForcibly();
        }
    }
}
