package org.quorate.executor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.quorate.agent.AgentCatalog;
import org.quorate.agent.AgentResult;
import org.quorate.agent.AgentRunner;
import org.quorate.agent.FenceOutcome;
import org.quorate.agent.FenceRunner;
import org.quorate.agent.MonitorRunner;
import org.quorate.executor.ExecutorSettings.Tracking;

/**
 * Everything that runs agents on this node, wired. One per run folder at a time: whoever opens it must hold a
 * lock on that folder.
 */
public final class LocalExecutor implements AutoCloseable {

    private static final int SWEEP_SECONDS = 10;

    /** Where results go: called on threads of the executor, briefly; must not wait for this executor. */
    public record Reports(Consumer<AgentResult> operations, Consumer<AgentResult> monitors,
            BiConsumer<Long, FenceOutcome> fencing) {}

    private final ScheduledExecutorService timer;
    private final ResourceCgroups cgroups;
    private final RecurringMonitors monitors;
    private final ProcessAgentRunner runner;
    private final InstalledAgents catalog;
    private final ProcessFenceRunner fencing;
    private final ResourceProcesses processes;
    private final ResourceAddresses addresses;

    private LocalExecutor(ExecutorSettings settings, Reports reports) {
        cgroups = settings.tracking() == Tracking.CGROUPS
                ? ResourceCgroups.open(settings.nodeToken())
                : ResourceCgroups.none();
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("executor-timer").daemon().factory());
        var output = new LeftOutput(settings.output());
        var launcher = new AgentLauncher(settings, cgroups, output);
        var turns = new Turns(settings.parallel());
        monitors = new RecurringMonitors(launcher, turns, timer, reports.monitors());
        runner = new ProcessAgentRunner(launcher, turns, monitors, reports.operations());
        catalog = new InstalledAgents(launcher);
        fencing = new ProcessFenceRunner(launcher, catalog, new Turns(settings.parallel()),
                reports.fencing());
        processes = new ResourceProcesses(settings.nodeToken(), cgroups);
        addresses = new ResourceAddresses(addresses(settings));
        var _ = timer.scheduleWithFixedDelay(output::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Makes the folders, and kills what agents an earlier life of this node left running (their services live
     * on).
     *
     * @throws IOException when a folder cannot be made
     */
    public static LocalExecutor open(ExecutorSettings settings, Reports reports) throws IOException {
        for (var folder : new Path[]{settings.folders().run(), settings.operations(), settings.output(),
                settings.work(), addresses(settings)}) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        }
        Files.createDirectories(settings.folders().agentState());
        OrphanAgents.kill(settings.operations());
        return new LocalExecutor(settings, reports);
    }

    /** Where address agents write down what they have set, for the guardian. */
    static Path addresses(ExecutorSettings settings) {
        return settings.folders().run().resolve("addresses");
    }

    public AgentRunner runner() {
        return runner;
    }

    public MonitorRunner monitors() {
        return monitors;
    }

    public AgentCatalog catalog() {
        return catalog;
    }

    public FenceRunner fencing() {
        return fencing;
    }

    /** Removes the addresses that a resource's agent wrote down; returns how many. */
    public int removeAddresses(String resource) {
        return addresses.remove(resource);
    }

    /** Finds and kills processes of resources. */
    public ResourceProcesses processes() {
        return processes;
    }

    /** Kills the agents that run; services live on. Open tickets end as cancelled. */
    @Override
    public void close() {
        timer.shutdownNow();
        monitors.cancelAll();
        runner.cancelAll();
        fencing.cancelAll();
        cgroups.removeEmpty();
    }
}
