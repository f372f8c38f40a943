package org.quorate.crmsh.language;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.agent.AgentMetadata;
import org.quorate.model.AgentName;

/** A catalog for tests; every agent of it advertises start, stop and monitor. */
public record KnownAgents(List<String> names) implements AgentKnowledge {

    public static KnownAgents of(String... names) {
        return new KnownAgents(List.of(names));
    }

    @Override
    public SortedSet<AgentName> agents() {
        var agents = new TreeSet<AgentName>();
        names.forEach(name -> agents.add(AgentName.parse(name).orElseThrow()));
        return agents;
    }

    @Override
    public Optional<AgentMetadata> metadata(AgentName agent) {
        return agents().contains(agent)
                ? Optional.of(new AgentMetadata(
                        AgentName.parse(agent.toString()).orElseThrow(), "1.0", "short",
                        "long", List.of(parameter("ip", true), parameter("nic", false)),
                        List.of(action("start", 20, 0), action("stop", 30, 0), action("monitor", 20, 10),
                                action("meta-data", 5, 0))))
                : Optional.empty();
    }

    private static AgentMetadata.Parameter parameter(String name, boolean required) {
        var traits = required ? Set.of(AgentMetadata.Trait.REQUIRED) : Set.<AgentMetadata.Trait>of();
        return new AgentMetadata.Parameter(name, "string", "", "", traits, "short of " + name,
                "long of " + name);
    }

    private static AgentMetadata.Action action(String name, int timeout, int interval) {
        return new AgentMetadata.Action(name, Duration.ofSeconds(timeout), Duration.ofSeconds(interval), 0,
                "");
    }
}
