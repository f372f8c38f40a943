package org.quorate.agents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.model.AgentName;
import org.quorate.agent.AgentResult;
import org.quorate.executor.ExecutorSettings;
import org.quorate.executor.ExecutorSettings.Folders;
import org.quorate.executor.ExecutorSettings.Tracking;
import org.quorate.executor.LocalExecutor;

/** A program that leads one agent through its life, and writes each action with its exit code to a file. */
final class AgentLife {

    private static final List<AgentAction> LIFE = List.of(AgentAction.MONITOR, AgentAction.START,
            AgentAction.START,
            AgentAction.MONITOR, AgentAction.STOP, AgentAction.STOP, AgentAction.MONITOR);

    private AgentLife() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var agent = AgentName.parse(arguments[1]).orElseThrow();
        var parameters = new TreeMap<String, String>();
        for (var parameter : List.of(arguments).subList(2, arguments.length)) {
            var sides = parameter.split("=", 2);
            parameters.put(sides[0], sides[1]);
        }
        var results = new LinkedBlockingQueue<AgentResult>();
        var outcomes = new ArrayList<String>();
        try (var executor = LocalExecutor.open(settings(folder),
                new LocalExecutor.Reports(results::add, results::add, (_, _) -> {}))) {
            for (int i = 0; i < LIFE.size(); i++) {
                executor.runner().run(i, new AgentCall("r1", agent, LIFE.get(i), parameters, new TreeMap<>(),
                        Duration.ofSeconds(30)));
                var result = results.poll(60, TimeUnit.SECONDS);
                outcomes.add(LIFE.get(i).word() + " "
                        + (result == null ? "late" : result.outcome().code().number()));
            }
        }
        Files.write(folder.resolve("outcomes"), outcomes);
    }

    private static ExecutorSettings settings(Path folder) {
        var folders = new Folders(Folders.DEFAULT_OCF_ROOT, folder.resolve("agents"),
                Namespace.MODULE.resolve("helpers"), Folders.DEFAULT_FENCE_AGENTS, folder.resolve("state"),
                folder.resolve("run"));
        try {
            Files.createDirectories(folders.ourAgents());
            Files.createSymbolicLink(folders.ourAgents().resolve("quorate"),
                    Namespace.MODULE.resolve("ocf/quorate"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new ExecutorSettings(folders, "test-" + ProcessHandle.current().pid(), 4, Tracking.MARKS);
    }
}
