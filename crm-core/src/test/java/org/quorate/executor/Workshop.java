package org.quorate.executor;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.model.AgentName;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.AgentResult;
import org.quorate.agent.FenceOutcome;
import org.quorate.executor.ExecutorSettings.Folders;
import org.quorate.executor.ExecutorSettings.Tracking;

/** An executor in a folder of its own, with agents that tests write; ends all that it started. */
final class Workshop implements AutoCloseable {

    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    final ExecutorSettings settings;
    final List<AgentResult> results = new CopyOnWriteArrayList<>();
    final List<AgentResult> monitored = new CopyOnWriteArrayList<>();
    final Map<Long, FenceOutcome> fenced = new ConcurrentHashMap<>();
    LocalExecutor executor;
    private long ticket;

    private Workshop(ExecutorSettings settings) throws IOException {
        this.settings = settings;
        this.executor = open();
    }

    static Workshop in(Path folder) throws IOException {
        return in(folder, Tracking.MARKS);
    }

    static Workshop in(Path folder, Tracking tracking) throws IOException {
        return in(folder, Folders.DEFAULT_FENCE_AGENTS, tracking);
    }

    static Workshop withFenceAgents(Path folder, Path fenceAgents) throws IOException {
        return in(folder, fenceAgents, Tracking.MARKS);
    }

    private static Workshop in(Path folder, Path fenceAgents, Tracking tracking) throws IOException {
        var folders = new Folders(Folders.DEFAULT_OCF_ROOT, folder.resolve("ocf"),
                REPOSITORY.resolve("resource-agents/helpers"), fenceAgents, folder.resolve("state"),
                folder.resolve("run"));
        var settings = new ExecutorSettings(folders, "test-" + UUID.randomUUID(), 4, tracking);
        Files.createDirectories(folder.resolve("ocf/quorate"));
        return new Workshop(settings);
    }

    private LocalExecutor open() throws IOException {
        return LocalExecutor.open(settings,
                new LocalExecutor.Reports(results::add, monitored::add, fenced::put));
    }

    /** What a restart of the daemon does, but for the exit: nothing that runs is told. */
    void startNextLife() throws IOException {
        executor = open();
    }

    /** Writes an agent {@code ocf:quorate:NAME} whose actions all do this. */
    AgentName agent(String name, String script) throws IOException {
        var file = settings.folders().ourAgents().resolve("quorate").resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return AgentName.ocf("quorate", name);
    }

    static AgentCall call(AgentName agent, AgentAction action, Map<String, String> parameters) {
        return new AgentCall("web", agent, action, new TreeMap<>(parameters), new TreeMap<>(),
                Duration.ofSeconds(20));
    }

    long submit(AgentCall call) {
        executor.runner().run(++ticket, call);
        return ticket;
    }

    AgentOutcome run(AgentCall call) {
        return outcome(submit(call));
    }

    AgentOutcome run(AgentName agent, AgentAction action) {
        return run(call(agent, action, Map.of()));
    }

    AgentOutcome outcome(long of) {
        return result(of).outcome();
    }

    AgentResult result(long of) {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(1)).pollDelay(Duration.ZERO)
                .until(() -> results.stream().anyMatch(result -> result.ticket() == of));
        return results.stream().filter(result -> result.ticket() == of).findFirst().orElseThrow();
    }

    Path file(String name) {
        return settings.folders().agentState().resolve(name);
    }

    void awaitFile(String name) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(2))
                .until(() -> Files.exists(file(name)) && Files.size(file(name)) > 0);
    }

    long pidIn(String name) throws IOException {
        awaitFile(name);
        return Long.parseLong(Files.readString(file(name)).strip());
    }

    static boolean isAlive(long pid) {
        return ProcessTable.stat(pid).filter(stat -> !stat.isZombie()).isPresent();
    }

    static void awaitDeath(long pid) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(2)).until(() -> !isAlive(pid));
    }

    @Override
    public void close() {
        executor.processes().killAll();
        executor.close();
    }
}
