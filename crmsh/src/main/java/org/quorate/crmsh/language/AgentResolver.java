package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.model.AgentName;
import org.quorate.model.Suggestion;

/**
 * Finds the agent behind a word such as {@code IPaddr2}, {@code systemd:nginx} or {@code ocf:quorate:IPaddr}.
 * A bare type means {@code stonith} where it begins with {@code fence_}, else class ocf with provider
 * heartbeat where there is one, else pacemaker, else the first provider found (crmsh's rule).
 */
public final class AgentResolver {

    static final List<String> STANDARDS = List.of("ocf", "lsb", "service", "systemd", "stonith", "heartbeat");
    private static final List<String> PREFERRED = List.of("heartbeat", "pacemaker");

    private final AgentKnowledge agents;

    public AgentResolver(AgentKnowledge agents) {
        this.agents = agents;
    }

    /** What a word came to. */
    public sealed interface Resolution {

        record Agent(AgentName name) implements Resolution {}

        record Unknown(String why) implements Resolution {}
    }

    public Resolution resolve(String word) {
        return switch (word.split(":", -1).length) {
            case 1 -> bareType(word);
            case 2 -> twoParts(word);
            default -> full(word);
        };
    }

    private Resolution full(String word) {
        return AgentName.parse(word).<Resolution>map(this::checked)
                .orElseGet(() -> new Resolution.Unknown("'" + word
                        + "' is not the name of an agent (class:provider:type, class:type or type)"));
    }

    private Resolution checked(AgentName name) {
        if (!STANDARDS.contains(name.standard())) {
            return new Resolution.Unknown("'" + name.standard() + "' is not a class of agents"
                    + Suggestion.hint(name.standard(), STANDARDS));
        }
        return new Resolution.Agent(name);
    }

    private Resolution twoParts(String word) {
        var first = word.substring(0, word.indexOf(':'));
        if (first.equals("ocf")) {
            return bareType(word.substring(4));
        }
        if (STANDARDS.contains(first)) {
            return full(word);
        }
        boolean isProvider = agents.agents().stream().anyMatch(agent -> agent.provider().equals(first));
        return isProvider
                ? new Resolution.Unknown("'" + word + "' lacks its class; did you mean 'ocf:" + word + "'?")
                : full(word);
    }

    private Resolution bareType(String type) {
        if (type.startsWith("fence_")) {
            return full("stonith:" + type);
        }
        var known = agents.agents();
        var providers = providers(known, type);
        if (!providers.isEmpty()) {
            return new Resolution.Agent(new AgentName("ocf", preferred(providers), type));
        }
        if (known.isEmpty()) {
            return full("ocf:heartbeat:" + type);
        }
        return new Resolution.Unknown("there is no agent '" + type + "' here" + nearestType(known, type));
    }

    private static List<String> providers(SortedSet<AgentName> known, String type) {
        return known.stream().filter(agent -> agent.standard().equals("ocf") && agent.type().equals(type))
                .map(AgentName::provider).toList();
    }

    private static String preferred(List<String> providers) {
        return PREFERRED.stream().filter(providers::contains).findFirst().orElse(providers.getFirst());
    }

    private static String nearestType(SortedSet<AgentName> known, String type) {
        var other = known.stream().filter(agent -> agent.type().equals(type)).findFirst();
        if (other.isPresent()) {
            return "; did you mean '" + other.get() + "'?";
        }
        var types = new TreeSet<String>();
        known.stream().filter(agent -> agent.standard().equals("ocf")).map(AgentName::type)
                .forEach(types::add);
        return Suggestion.hint(type, types);
    }

    /** Whether an agent is there; where it is not, one line that names the nearest that is. */
    public List<String> missing(AgentName name) {
        var known = agents.agents();
        if (known.isEmpty() || known.contains(name)) {
            return List.of();
        }
        var names = new ArrayList<String>();
        known.forEach(agent -> names.add(agent.toString()));
        return List.of("there is no agent '" + name + "' here" + Suggestion.hint(name.toString(), names));
    }

    /** The shortest word that {@link #resolve} reads as this agent: crmsh's way to print it. */
    public String shortest(AgentName name) {
        if (name.standard().equals("ocf") && name.provider().equals("heartbeat")
                && !name.type().startsWith("fence_")
                && resolve(name.type()) instanceof Resolution.Agent(var back) && back.equals(name)) {
            return name.type();
        }
        return name.toString();
    }
}
