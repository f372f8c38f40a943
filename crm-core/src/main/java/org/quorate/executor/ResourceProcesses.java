package org.quorate.executor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.quorate.executor.ProcessTable.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of resources on this node: those that carry the mark which every agent's environment has, and
 * all that descend from them or share their session. For isolation, when stopping did not finish. A service
 * that detaches and overwrites its own environment is found through its cgroup only (docs/decisions/0022).
 */
public final class ResourceProcesses {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceProcesses.class);
    /** A process may fork while we look: look again, this often at most. */
    private static final int ROUNDS = 20;

    private final String nodeToken;
    private final ResourceCgroups cgroups;

    ResourceProcesses(String nodeToken, ResourceCgroups cgroups) {
        this.nodeToken = nodeToken;
        this.cgroups = cgroups;
    }

    /**
     * SIGKILL to every process of one resource; returns how many there were. Waits until they are gone, up
     * to 2 s.
     */
    public int kill(String resource) {
        int killed = cgroups.kill(resource);
        var mark = AgentEnvironment.RESOURCE_MARK + "=" + resource;
        return killed + killMarked(environment -> environment.contains(mark));
    }

    /** SIGKILL to the processes of all resources of this node; returns how many there were. */
    public int killAll() {
        return cgroups.killAll()
                + killMarked(environment -> environment.stream().anyMatch(ResourceProcesses::isResourceMark));
    }

    /** The pids of a resource's processes. */
    public List<Long> find(String resource) {
        var mark = AgentEnvironment.RESOURCE_MARK + "=" + resource;
        var found = new HashSet<>(cgroups.processes(resource));
        members(environment -> environment.contains(mark)).forEach(stat -> found.add(stat.pid()));
        return found.stream().sorted().toList();
    }

    private static boolean isResourceMark(String variable) {
        return variable.startsWith(AgentEnvironment.RESOURCE_MARK + "=");
    }

    private int killMarked(Predicate<List<String>> marked) {
        var killed = new HashSet<Stat>();
        for (int round = 0; round < ROUNDS; round++) {
            var found = members(marked);
            if (found.isEmpty()) {
                break;
            }
            found.forEach(stat -> Posix.kill(stat.pid()));
            killed.addAll(found);
            OrphanAgents.awaitEnd(found);
        }
        if (!killed.isEmpty()) {
            LOG.info("killed processes of resources count={}", killed.size());
        }
        return killed.size();
    }

    private List<Stat> members(Predicate<List<String>> marked) {
        var nodeMark = AgentEnvironment.NODE_MARK + "=" + nodeToken;
        var all = ProcessTable.all();
        var pids = new HashSet<Long>();
        for (var stat : all) {
            var environment = ProcessTable.environment(stat.pid());
            if (environment.contains(nodeMark) && marked.test(environment)) {
                pids.add(stat.pid());
            }
        }
        spread(all, pids);
        pids.remove(ProcessHandle.current().pid());
        return all.stream().filter(stat -> pids.contains(stat.pid())).toList();
    }

    /** Adds children, and members of sessions that a marked process leads; until nothing is added. */
    private static void spread(List<Stat> all, Set<Long> pids) {
        var added = new ArrayList<Long>();
        do {
            added.clear();
            for (var stat : all) {
                boolean related = pids.contains(stat.parent()) || pids.contains(stat.session());
                if (related && !pids.contains(stat.pid())) {
                    added.add(stat.pid());
                }
            }
            pids.addAll(added);
        } while (!added.isEmpty());
    }
}
