package org.quorate.executor;

import java.nio.file.Path;

/**
 * How the executor works on this node.
 *
 * @param nodeToken marks this node's processes (QUORATE_NODE): unlike any other node's on this machine
 * @param parallel  most operations, and most monitors, that run at once; at least 1
 */
public record ExecutorSettings(Folders folders, String nodeToken, int parallel, Tracking tracking) {

    /**
     * Where things are.
     *
     * @param ocfRoot     OCF_ROOT: agents of other providers live in its {@code resource.d}
     * @param ourAgents   our own {@code resource.d}: the only place where {@code ocf:quorate:*} is looked for
     * @param helpers     the commands that agents call back; first in their PATH, and their HA_SBIN_DIR
     * @param fenceAgents where fence agents are
     * @param agentState  HA_RSCTMP: where agents keep their state files; on tmpfs
     * @param run         private to this node, on tmpfs, kept over a restart of the daemon
     */
    public record Folders(Path ocfRoot, Path ourAgents, Path helpers, Path fenceAgents, Path agentState,
            Path run) {

        public static final Path DEFAULT_OCF_ROOT = Path.of("/usr/lib/ocf");
        public static final Path DEFAULT_FENCE_AGENTS = Path.of("/usr/sbin");
        public static final Path DEFAULT_AGENT_STATE = Path.of("/run/resource-agents");

        /** The usual places on a Debian system; {@code lib} is that folder of the distribution. */
        public static Folders usual(Path lib, Path run) {
            return new Folders(DEFAULT_OCF_ROOT, lib.resolve("ocf/resource.d"), lib.resolve("helpers"),
                    DEFAULT_FENCE_AGENTS, DEFAULT_AGENT_STATE, run);
        }
    }

    /** How processes of a resource are known. */
    public enum Tracking {
        /** By control group where the kernel lets us, and by the marks. */
        CGROUPS,
        /** Only by the marks in their environment: touches nothing outside {@code runFolder}. */
        MARKS
    }

    public ExecutorSettings {
        if (parallel < 1) {
            throw new IllegalArgumentException("fewer than one agent at once: " + parallel);
        }
        if (nodeToken.isEmpty() || nodeToken.indexOf('\0') >= 0 || nodeToken.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("not a node token: '" + nodeToken + "'");
        }
    }

    /** Twice the number of processors, at least 4 (Pacemaker's node-action-limit, which has no least). */
    public static int defaultParallel() {
        return Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    }

    /** A record for each agent that runs now, by which a later life of the daemon can kill it. */
    Path operations() {
        return folders.run().resolve("operations");
    }

    Path output() {
        return folders.run().resolve("output");
    }

    /** The agents' working directory. */
    Path work() {
        return folders.run().resolve("work");
    }
}
