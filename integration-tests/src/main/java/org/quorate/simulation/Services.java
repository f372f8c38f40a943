package org.quorate.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.model.ResourceId;

/** What really is active on a machine, whatever anybody believes, and the agents that run there. */
final class Services {

    /** Whether the cluster can know of it. */
    enum Truth {
        HONEST,
        /** An agent has lied about it: no rule can help then. */
        DENIED
    }

    private final SortedMap<ResourceId, Truth> active = new TreeMap<>();
    private final List<AgentRun> runs = new ArrayList<>();
    private final SortedMap<ResourceId, Long> died = new TreeMap<>();
    private long changes;

    /** Grows with each change. */
    long changes() {
        return changes;
    }

    SortedMap<ResourceId, Truth> active() {
        return Collections.unmodifiableSortedMap(active);
    }

    boolean isActive(ResourceId resource) {
        return active.containsKey(resource);
    }

    void activate(ResourceId resource) {
        active.put(resource, Truth.HONEST);
        died.remove(resource);
        changes++;
    }

    void deactivate(ResourceId resource) {
        active.remove(resource);
        changes++;
    }

    /** It ends by itself, or is killed, without anybody having stopped it. */
    void die(ResourceId resource) {
        if (active.remove(resource) != null) {
            died.put(resource, ++changes);
        }
    }

    /** Whether it was active here once and nobody has stopped it since: then its end is no decision. */
    boolean hasDied(ResourceId resource) {
        return died.containsKey(resource);
    }

    void deny(ResourceId resource) {
        active.computeIfPresent(resource, (_, _) -> Truth.DENIED);
        changes++;
    }

    void add(AgentRun run) {
        runs.add(run);
    }

    void remove(AgentRun run) {
        runs.remove(run);
    }

    List<AgentRun> runs() {
        return List.copyOf(runs);
    }

    /** The power is gone. */
    void clear() {
        runs().forEach(AgentRun::kill);
        List.copyOf(active.keySet()).forEach(this::die);
    }
}
