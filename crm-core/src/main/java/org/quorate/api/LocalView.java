package org.quorate.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.membership.Leadership;
import org.quorate.membership.MembershipView;
import org.quorate.membership.NodeName;

/**
 * One daemon, as it sees itself and its peers.
 *
 * @param version of the program
 * @param revision grows whenever anything that the status shows may have changed: the applied state, the DC,
 *        quorum; not for each heartbeat that is heard or missed; counts from 1 in each life of the daemon
 * @param logFile where the daemon writes its log
 */
public record LocalView(String cluster, NodeName node, String version, long revision, Quorum quorum,
        Leadership leadership, MembershipView heard, Path logFile) {

    /**
     * The quorum as this node holds it.
     *
     * @param leaseRemaining how long this node may still keep its resources; zero when it holds no lease,
     *        and then
     *        it is not quorate
     * @param voters all voters, heard or not, the own one and the arbiter included
     */
    public record Quorum(Duration leaseRemaining, SortedSet<NodeName> voters) {

        public Quorum {
            voters = Collections.unmodifiableSortedSet(new TreeSet<>(voters));
        }

        public boolean isQuorate() {
            return leaseRemaining.isPositive();
        }
    }
}
