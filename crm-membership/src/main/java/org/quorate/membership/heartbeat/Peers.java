package org.quorate.membership.heartbeat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.quorate.membership.HostPort;
import org.quorate.membership.NodeName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The other nodes: where each is, and what is known of its lives. Used by the heartbeat thread only. */
final class Peers {

    /** One other node: its address on each link, and its session. */
    record Peer(NodeName name, List<InetSocketAddress> addresses, Session session) {}

    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    private final NodeName self;
    private final int links;
    private final Supplier<Session> newSession;
    private SortedMap<NodeName, Peer> peers = new TreeMap<>();

    Peers(NodeName self, int links, Supplier<Session> newSession) {
        this.self = self;
        this.links = links;
        this.newSession = newSession;
    }

    /** Where the peers are; blocks while names are looked up. */
    static SortedMap<NodeName, List<InetSocketAddress>> resolved(SortedMap<NodeName, List<HostPort>> peers)
            throws UnknownHostException {
        var found = new TreeMap<NodeName, List<InetSocketAddress>>();
        for (var peer : peers.entrySet()) {
            found.put(peer.getKey(), resolved(peer.getValue()));
        }
        return found;
    }

    /** Where those peers are that can be found. */
    static SortedMap<NodeName, List<InetSocketAddress>> found(SortedMap<NodeName, List<HostPort>> peers) {
        var found = new TreeMap<NodeName, List<InetSocketAddress>>();
        peers.forEach((name, addresses) -> {
            try {
                found.put(name, resolved(addresses));
            } catch (UnknownHostException e) {
                LOG.warn("node={} cannot be asked: {}", name, e.getMessage());
            }
        });
        return found;
    }

    private static List<InetSocketAddress> resolved(List<HostPort> addresses) throws UnknownHostException {
        var places = new ArrayList<InetSocketAddress>();
        for (var address : addresses) {
            places.add(Links.resolve(address));
        }
        return List.copyOf(places);
    }

    /** These are the peers from now on. One that stays where it was keeps its session. */
    void are(SortedMap<NodeName, List<InetSocketAddress>> places) {
        var changed = new TreeMap<NodeName, Peer>();
        places.forEach((name, addresses) -> {
            var known = peers.get(name);
            if (known != null && known.addresses().equals(addresses)) {
                changed.put(name, known);
            } else if (!name.equals(self) && addresses.size() == links) {
                changed.put(name, new Peer(name, addresses, newSession.get()));
            }
        });
        peers = changed;
    }

    Optional<Peer> named(NodeName name) {
        return Optional.ofNullable(peers.get(name));
    }

    /** The node that is configured at an address, to name it in a line. */
    String nameOf(SocketAddress address) {
        return peers.values().stream().filter(peer -> peer.addresses().contains(address))
                .map(peer -> "node " + peer.name() + " (" + text(address) + ")").findFirst()
                .orElse(text(address));
    }

    static String text(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
                : address.toString();
    }
}
