package org.quorate.membership.assembly;

import java.util.List;
import org.quorate.membership.HostPort;

/**
 * Where one peer is.
 *
 * @param links where it takes heartbeats, one address per link, in the same order on every peer; 1 to 4
 * @param raft where it takes the log's traffic
 */
public record PeerSettings(List<HostPort> links, HostPort raft, Role role) {

    public static final int MOST_LINKS = 4;

    public PeerSettings {
        links = List.copyOf(links);
        if (links.isEmpty() || links.size() > MOST_LINKS) {
            throw new IllegalArgumentException(
                    "a peer has 1 to " + MOST_LINKS + " links, not " + links.size());
        }
    }
}
