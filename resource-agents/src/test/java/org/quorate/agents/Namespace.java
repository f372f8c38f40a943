package org.quorate.agents;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A shell in a network and mount namespace of its own, with two linked interfaces: v0, which has 10.9.0.1/24
 * and fd00:9::1/64, and v1.
 */
final class Namespace implements AutoCloseable {

    static final Path MODULE = Path.of("").toAbsolutePath();
    private static final String SET_UP = """
            ip link set lo up && ip link add v0 type veth peer name v1 \
            && ip link set v0 up && ip link set v1 up \
            && ip addr add 10.9.0.1/24 dev v0 && ip addr add fd00:9::1/64 dev v0 nodad""";

    /** What a command said and how it ended. */
    record Ended(int status, String text) {}

    private final Process shell;
    private final Writer input;
    private final BufferedReader output;
    private final Path folder;

    private Namespace(Process shell, Path folder) {
        this.shell = shell;
        this.input = shell.outputWriter();
        this.output = shell.inputReader();
        this.folder = folder;
    }

    /** The options of unshare that make a namespace here, as root or not. */
    static List<String> unshare() {
        var command = new ArrayList<>(List.of("unshare", "--net", "--mount"));
        if (!"root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        return command;
    }

    static Namespace in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("state"));
        Files.createDirectories(folder.resolve("run/addresses"));
        var command = new ArrayList<>(unshare());
        command.add("sh");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("HA_RSCTMP", folder.resolve("state").toString(), "QUORATE_RUN",
                folder.resolve("run").toString(), "OCF_RESOURCE_INSTANCE", "r1", "OCF_ROOT", "/usr/lib/ocf",
                "HA_SBIN_DIR", MODULE.resolve("helpers").toString(), "LC_ALL", "C"));
        var namespace = new Namespace(builder.start(), folder);
        var ready = namespace.run(SET_UP);
        if (ready.status() != 0) {
            throw new IOException("cannot set up a namespace: " + ready.text());
        }
        return namespace;
    }

    /** Runs one of our agents with parameters given as {@code name=value}. */
    Ended agent(String name, String action, String... parameters) {
        var command = new StringBuilder();
        for (var parameter : parameters) {
            int equals = parameter.indexOf('=');
            command.append("OCF_RESKEY_").append(parameter, 0, equals + 1).append('\'')
                    .append(parameter, equals + 1, parameter.length()).append("' ");
        }
        return run(command + MODULE.resolve("ocf/quorate").resolve(name).toString() + " " + action);
    }

    /** Runs a shell command; its stdout and stderr together. */
    Ended run(String command) {
        var said = folder.resolve("said");
        try {
            input.write("{ " + command + "\n} </dev/null >'" + said + "' 2>&1; echo $?\n");
            input.flush();
            var status = output.readLine();
            return new Ended(Integer.parseInt(status), Files.readString(said));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a command beside the shell, with its output in a file. */
    void background(String command, File file) {
        var started = run("setsid " + command + " >'" + file + "' 2>&1 &");
        if (started.status() != 0) {
            throw new IllegalStateException(started.text());
        }
    }

    Path state() {
        return folder.resolve("state");
    }

    Path runFolder() {
        return folder.resolve("run");
    }

    Path addresses() {
        return folder.resolve("run/addresses");
    }

    @Override
    public void close() throws IOException {
        input.close();
        try {
            shell.waitFor();
        } catch (InterruptedException e) {
            shell.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
