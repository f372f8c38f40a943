package org.quorate.executor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.model.AgentName;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.ExitCode;

/** Runs an agent on the caller's thread, which waits for its end. */
final class AgentLauncher {

    private final ExecutorSettings settings;
    private final AgentFiles files;
    private final AgentEnvironment environment;
    private final LeftOutput output;
    private final AtomicLong number = new AtomicLong();

    AgentLauncher(ExecutorSettings settings, ResourceCgroups cgroups, LeftOutput output) {
        this.settings = settings;
        this.files = new AgentFiles(settings);
        this.environment = new AgentEnvironment(settings, cgroups);
        this.output = output;
    }

    AgentFiles files() {
        return files;
    }

    AgentOutcome run(AgentCall call, AgentRun run) {
        return switch (call.agent().standard()) {
            case "ocf" -> run(call, run, call.action().word());
            case "lsb" -> LsbWords.word(call.action()).map(word -> run(call, run, word))
                    .orElse(new AgentOutcome.Exited(ExitCode.UNIMPLEMENTED,
                            "an LSB script has no " + call.action().word(), ""));
            default -> new AgentOutcome.CouldNotRun("agents of standard " + call.agent().standard()
                    + " cannot be run as a resource yet; use ocf or lsb");
        };
    }

    private AgentOutcome run(AgentCall call, AgentRun run, String word) {
        var file = files.path(call.agent()).orElseThrow();
        if (!Files.isRegularFile(file)) {
            return new AgentOutcome.NotInstalled(
                    "there is no " + call.agent() + " on this node (" + file + ")");
        }
        if (!Files.isExecutable(file)) {
            return new AgentOutcome.Exited(ExitCode.PERMISSION, file + " is not executable", "");
        }
        var spawn = new AgentProcess.Spawn(List.of(file.toString(), word), environment.of(call), "");
        return switch (launch(spawn, call.timeout(), run, AgentOutput.KEPT)) {
            case Ended.Ran(AgentProcess.End.Exited(int status), var out, var error) ->
                new AgentOutcome.Exited(meaning(call, status), reason(status, error), error + out);
            case Ended.Ran(AgentProcess.End.OutOfTime _, var out, var error) ->
                new AgentOutcome.TimedOut(call.timeout(), error + out);
            case Ended.Ran(AgentProcess.End.Cancelled _, _, _) ->
                new AgentOutcome.CouldNotRun("cancelled");
            case Ended.NotStarted(var why) -> new AgentOutcome.CouldNotRun(why);
        };
    }

    /** What is left of a run. */
    sealed interface Ended {

        record Ran(AgentProcess.End end, String out, String error) implements Ended {}

        record NotStarted(String why) implements Ended {}
    }

    /** Runs any command in the way of agents; keeps {@code kept} bytes of its output. */
    Ended launch(AgentProcess.Spawn spawn, Duration timeout, AgentRun run, int kept) {
        if (run.isCancelled()) {
            return new Ended.NotStarted("cancelled");
        }
        var out = output.open("out", kept);
        var error = output.open("err", kept);
        try {
            var process = AgentProcess.start(spawn, record(), settings.work(), List.of(out, error));
            run.started(process);
            var end = process.await(timeout);
            return new Ended.Ran(end, out.text(), error.text());
        } catch (IOException e) {
            return new Ended.NotStarted("cannot start a process: " + e.getMessage());
        } catch (InterruptedException e) {
            run.cancel();
            Thread.currentThread().interrupt();
            return new Ended.NotStarted("the executor was shut down");
        } finally {
            output.close(out);
            output.close(error);
        }
    }

    /** What an OCF agent says about itself; it is no resource's, so it carries no resource's mark. */
    Ended metadata(AgentName agent, Path file, Duration timeout) {
        var variables = new TreeMap<>(environment.common());
        environment.ocf(variables, agent.type(), agent);
        var command = List.of(file.toString(), AgentAction.META_DATA.word());
        return launch(new AgentProcess.Spawn(command, variables, ""), timeout, new AgentRun(),
                AgentOutput.LONGEST);
    }

    /** A fence agent: no arguments, everything on stdin. */
    Ended fence(Path file, String input, Duration timeout, AgentRun run) {
        var spawn = new AgentProcess.Spawn(List.of(file.toString()), environment.common(), input);
        return launch(spawn, timeout, run, AgentOutput.LONGEST);
    }

    private Path record() {
        return settings.operations()
                .resolve(ProcessHandle.current().pid() + "-" + Long.toHexString(number.incrementAndGet()));
    }

    private static ExitCode meaning(AgentCall call, int status) {
        return call.agent().isOcf() ? ExitCode.of(status) : LsbWords.meaning(call.action(), status);
    }

    private static String reason(int status, String error) {
        var reason = AgentOutput.exitReason(error);
        if (!reason.isEmpty() || status <= 128 || status >= 190) {
            return reason;
        }
        return "killed by signal " + (status - 128);
    }
}
