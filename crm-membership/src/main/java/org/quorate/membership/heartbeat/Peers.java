package org.quorate.membership.heartbeat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.quorate.membership.NodeName;

/** The other nodes: where each is, and what is known of its lives. */
final class Peers {

    /** One other node: its address on each link, and its session. */
    record Peer(NodeName name, List<InetSocketAddress> addresses, Session session) {}

    private final SortedMap<NodeName, Peer> peers;

    private Peers(SortedMap<NodeName, Peer> peers) {
        this.peers = peers;
    }

    static Peers of(HeartbeatSettings settings, long ownLife, LongSupplier random) throws IOException {
        var peers = new TreeMap<NodeName, Peer>();
        for (var peer : settings.peers().entrySet()) {
            if (peer.getKey().equals(settings.self())) {
                continue;
            }
            var addresses = new ArrayList<InetSocketAddress>();
            for (var address : peer.getValue()) {
                addresses.add(Links.resolve(address));
            }
            peers.put(peer.getKey(),
                    new Peer(peer.getKey(), List.copyOf(addresses),
                            new Session(ownLife, addresses.size(), random)));
        }
        return new Peers(peers);
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
