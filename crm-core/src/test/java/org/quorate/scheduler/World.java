package org.quorate.scheduler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.state.Work;

/** What really runs where, and which agents fail, in a playback. */
final class World {

    private static final int ALWAYS = 1_000_000;

    private final TreeMap<ResourceId, TreeSet<NodeName>> running = new TreeMap<>();
    private final Map<String, Integer> failing = new HashMap<>();
    private final Map<String, Integer> exits = new HashMap<>();

    void put(ResourceId resource, NodeName node) {
        running.computeIfAbsent(resource, _ -> new TreeSet<>()).add(node);
    }

    void remove(ResourceId resource, NodeName node) {
        running.computeIfAbsent(resource, _ -> new TreeSet<>()).remove(node);
    }

    void removeAll(NodeName node) {
        running.values().forEach(nodes -> nodes.remove(node));
    }

    /** Where it runs. */
    List<NodeName> nodes(ResourceId resource) {
        return List.copyOf(running.getOrDefault(resource, new TreeSet<>()));
    }

    /** {@code fails start web n2 exit=1 times=1}; {@code fails fence DEVICE TARGET}. */
    void fail(String task, String resource, String node, Map<String, String> options) {
        var key = key(task, resource, node);
        failing.put(key, Integer.parseInt(options.getOrDefault("times", Integer.toString(ALWAYS))));
        exits.put(key, Integer.parseInt(options.getOrDefault("exit", "1")));
    }

    private static String key(String task, String resource, String node) {
        return task + " " + resource + " " + node;
    }

    /** Runs the agent: its exit code. */
    int run(Work.Run run) {
        var failure = failure(key(run.isProbe() ? "probe" : run.task().word(), run.resource().value(),
                run.node().value()));
        if (failure != 0) {
            return failure;
        }
        return switch (run.task()) {
            case START -> {
                put(run.resource(), run.node());
                yield 0;
            }
            case STOP -> {
                remove(run.resource(), run.node());
                yield 0;
            }
            case MONITOR, PROMOTE, DEMOTE -> nodes(run.resource()).contains(run.node()) ? 0 : 7;
        };
    }

    /** Fences: 0 and everything is gone there, or the failure. */
    int run(Work.Fence fence) {
        var failure = failure(key("fence", fence.device().value(), fence.target().value()));
        if (failure == 0) {
            removeAll(fence.target());
        }
        return failure;
    }

    private int failure(String key) {
        int left = failing.getOrDefault(key, 0);
        if (left == 0) {
            return 0;
        }
        failing.put(key, left - 1);
        return exits.getOrDefault(key, 1);
    }
}
