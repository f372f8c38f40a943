package org.quorate.daemon;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.executor.ExecutorSettings.Tracking;
import org.quorate.membership.NodeName;
import org.quorate.membership.assembly.PeerSettings;
import org.quorate.membership.setup.Security;

/**
 * What one daemon is told when it starts. All else is in the replicated configuration.
 *
 * @param cluster the name of the cluster, for display
 * @param folders where it keeps things
 * @param tracking how processes of resources are known: by control groups where the kernel lets us, or by
 *        marks alone
 * @param callers the group whose members may call the API besides root and the daemon's own user
 */
public record Settings(String cluster, NodeName node, SortedMap<NodeName, PeerSettings> peers,
        Folders folders,
        Security security, Tracking tracking, String callers) {

    public Settings {
        peers = Collections.unmodifiableSortedMap(new TreeMap<>(peers));
    }

    /**
     * Where the daemon keeps things.
     *
     * @param data the log of the cluster; must survive
     * @param run sockets, guardian, what runs; on tmpfs
     * @param log the daemon's own log file, for people
     * @param program where the distribution is: agents, helpers, guardian
     */
    public record Folders(Path data, Path run, Path log, Path program) {

        public Path socket() {
            return run.resolve("quorate.sock");
        }
    }
}
