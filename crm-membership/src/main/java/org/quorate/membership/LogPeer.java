package org.quorate.membership;

import java.util.Comparator;

/**
 * One replica of the log.
 *
 * @param number 1 at set-up, one more each time the node comes back as a new voter
 * @param address where it takes the log's traffic
 */
public record LogPeer(NodeName node, int number, HostPort address) implements Comparable<LogPeer> {

    private static final Comparator<LogPeer> ORDER = Comparator.comparing(LogPeer::node)
            .thenComparingInt(LogPeer::number);

    /** By node and number alone: an address is never changed under one number. */
    @Override
    public int compareTo(LogPeer other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogPeer peer && compareTo(peer) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * node.hashCode() + number;
    }

    @Override
    public String toString() {
        return node + "/" + number;
    }
}
