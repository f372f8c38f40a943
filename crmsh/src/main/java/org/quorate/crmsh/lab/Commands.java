package org.quorate.crmsh.lab;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts and awaits the system's own programs. */
final class Commands {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private Commands() {}

    /** Runs to the end; one still running after the limit is killed and reported. */
    static Output run(List<String> command, Duration limit) throws IOException {
        var process = builder(command, Map.of()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var text = CompletableFuture.supplyAsync(() -> readAll(process), Thread::startVirtualThread);
        if (!await(process, limit)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException(
                    "not finished after " + limit.toMillis() + " ms: " + String.join(" ", command));
        }
        return new Output(process.exitValue(), get(text, limit, command));
    }

    /** Runs a step that must succeed. */
    static void require(List<String> command, Duration limit) throws IOException {
        var output = run(command, limit);
        if (!output.succeeded()) {
            throw new IOException("exit " + output.exit() + " of " + String.join(" ", command) + ": "
                    + output.text().strip());
        }
    }

    /** A builder with a small environment: nothing of the user's session leaks into the lab. */
    static ProcessBuilder builder(List<String> command, Map<String, String> added) {
        var builder = new ProcessBuilder(command);
        var environment = builder.environment();
        environment.keySet().removeIf(name -> !List.of("HOME", "LANG", "JAVA_HOME").contains(name));
        environment.put("PATH", PATH);
        environment.putAll(added);
        return builder;
    }

    static boolean await(Process process, Duration limit) throws InterruptedIOException {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for process " + process.pid());
        }
    }

    /** A child left behind may keep the pipe open: then there is no end of the output to wait for. */
    private static String get(CompletableFuture<String> text, Duration limit, List<String> command)
            throws IOException {
        try {
            return text.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("its output is kept open: " + String.join(" ", command), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading a command's output");
        }
    }

    private static String readAll(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
