package org.quorate.agent;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A configured fence device: a resource of class stonith. Which nodes it can fence and under which name it
 * knows them follows Pacemaker's {@code pcmk_*} parameters (pacemaker-fenced(7)).
 *
 * @param agent the fence agent's file name, as {@code fence_ipmilan}
 */
public record FenceDevice(String id, String agent, SortedMap<String, String> parameters) {

    public FenceDevice {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        if (agent.isEmpty() || agent.contains("/") || agent.startsWith(".")) {
            throw new IllegalArgumentException("not a fence agent: '" + agent + "'");
        }
        parameters.forEach((name, value) -> {
            if (name.contains("=") || name.contains("\n") || value.contains("\n")) {
                throw new IllegalArgumentException(
                        "fence device " + id + ": '" + name + "' has more than one line");
            }
        });
    }

    /** How to learn which nodes the device can fence. */
    public enum HostCheck {

        STATIC_LIST("static-list"), DYNAMIC_LIST("dynamic-list"), STATUS("status"), NONE("none");

        private final String word;

        HostCheck(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** {@code pcmk_host_check}; its default depends on what is configured and on what the agent can do. */
    public HostCheck hostCheck(AgentMetadata metadata) {
        var configured = parameter("pcmk_host_check");
        for (var check : HostCheck.values()) {
            if (configured.equals(Optional.of(check.word()))) {
                return check;
            }
        }
        if (!staticHosts().isEmpty()) {
            return HostCheck.STATIC_LIST;
        }
        var actions = metadata.actions().stream().map(AgentMetadata.Action::name).toList();
        if (actions.contains("list")) {
            return HostCheck.DYNAMIC_LIST;
        }
        return actions.contains("status") ? HostCheck.STATUS : HostCheck.NONE;
    }

    /** The nodes named in {@code pcmk_host_list} and {@code pcmk_host_map}. */
    public SortedSet<String> staticHosts() {
        var hosts = new TreeSet<>(hostMap().keySet());
        parameter("pcmk_host_list").ifPresent(list -> hosts.addAll(words(list, "[ \t,;]+")));
        return Collections.unmodifiableSortedSet(hosts);
    }

    /** The device's name for a node: from {@code pcmk_host_map}, else the node's own. */
    public String alias(String node) {
        return hostMap().getOrDefault(node, node);
    }

    /** A parameter that is set and not blank. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    /** {@code n1:1;n2:2,3}, also with {@code =} and with blanks between the pairs. */
    private SortedMap<String, String> hostMap() {
        var map = new TreeMap<String, String>();
        for (var pair : parameter("pcmk_host_map").map(text -> words(text, "[; \t]+")).orElse(List.of())) {
            var sides = pair.split("[:=]", 2);
            if (sides.length == 2 && !sides[0].isEmpty() && !sides[1].isEmpty()) {
                map.put(sides[0], sides[1]);
            }
        }
        return map;
    }

    private static List<String> words(String text, String separators) {
        return Arrays.stream(text.split(separators)).filter(word -> !word.isEmpty()).toList();
    }
}
