package org.quorate.membership.heartbeat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.quorate.membership.NodeName;
import org.quorate.membership.lease.Message;

/**
 * Seals what the core sends, and opens what comes in: authentic, of this cluster, for this life, and not
 * heard before. What is wrong in a way that someone must mend is told. Used by the heartbeat thread only.
 */
final class Postman {

    static final int EVERY_LINK = -1;

    /** Wall clocks further apart than this are told. */
    private static final long CLOCKS_APART_MS = 1000;
    private static final long MILLION = 1_000_000;
    private static final long OBJECTION_EVERY = 1_000_000_000L;

    private final HeartbeatSettings settings;
    private final Links links;
    private final InstantSource wallClock;
    private final Peers peers;
    private final Wire wire;
    private final Notices notices;
    private final long life;
    private final ByteBuffer outgoing = ByteBuffer.allocate(Wire.LONGEST);
    private long sequence;
    private long nextObjectionAt = Long.MIN_VALUE;

    /** A message that may be believed. */
    record Letter(NodeName from, Message message) {}

    Postman(HeartbeatSettings settings, Links links, Heartbeats.Ports ports, SecureRandom random) {
        this.settings = settings;
        this.links = links;
        this.wallClock = ports.wallClock();
        this.life = random.nextLong() | 1;
        this.peers = new Peers(settings.self(), links.count(),
                () -> new Session(life, links.count(), random::nextLong));
        this.wire = new Wire(settings.clusterKey(), settings.cluster());
        this.notices = new Notices(ports.listener());
    }

    /** These are the peers from now on. */
    void peersAre(SortedMap<NodeName, List<InetSocketAddress>> places) {
        peers.are(places);
    }

    void send(NodeName to, Message message, int link) {
        peers.named(to).ifPresent(peer -> send(peer, peer.session().life(), new Frame.Core(message), link));
    }

    private void send(Peers.Peer peer, long toLife, Frame.Content content, int link) {
        int first = link == EVERY_LINK ? 0 : link;
        int last = link == EVERY_LINK ? peer.addresses().size() - 1 : link;
        for (int each = first; each <= last; each++) {
            send(each, peer.addresses().get(each), peer.name(), toLife, content);
        }
    }

    private void send(int link, SocketAddress address, NodeName to, long toLife, Frame.Content content) {
        sequence++;
        wire.write(
                new Frame(link, settings.self(), to, life, toLife, sequence, wallClock.millis(), content),
                outgoing);
        links.send(link, address, outgoing);
    }

    Optional<Letter> open(int link, SocketAddress source, ByteBuffer datagram, long now) {
        return switch (wire.read(datagram)) {
            case Wire.Foreign() -> Optional.empty();
            case Wire.WrongKey() -> {
                notices.tell("key " + source, "heartbeats from " + peers.nameOf(source)
                        + " were not made with this node's cluster key: one of the two has the "
                        + "wrong key file",
                        now);
                yield Optional.empty();
            }
            case Wire.Authentic(var frame) -> open(link, source, frame, now);
        };
    }

    private Optional<Letter> open(int link, SocketAddress source, Frame frame, long now) {
        if (frame.from().equals(settings.self()) && frame.life() != life) {
            objectToNamesake(link, source, frame, now);
            return Optional.empty();
        }
        var known = peers.named(frame.from());
        if (known.isEmpty() || !frame.to().equals(settings.self()) || frame.link() != link) {
            return Optional.empty();
        }
        var peer = known.get();
        if (!peer.addresses().get(link).equals(source)) {
            objectToPlace(link, source, frame, now);
            return Optional.empty();
        }
        boolean forThisLife = frame.toLife() == life;
        if (frame.content() instanceof Frame.Challenge(var nonce) && forThisLife) {
            send(peer, frame.life(), new Frame.Echo(nonce), link);
        }
        if (frame.content() instanceof Frame.Objection(var text) && forThisLife) {
            notices.tell("objection " + frame.from(), "node " + frame.from() + " says: " + text, now);
        }
        return admit(link, peer, frame, now);
    }

    private Optional<Letter> admit(int link, Peers.Peer peer, Frame frame, long now) {
        switch (peer.session().admit(frame, now)) {
            case Session.Accepted() -> {
                compareClocks(frame, now);
                return frame.content() instanceof Frame.Core(var message)
                        ? Optional.of(new Letter(frame.from(), message))
                        : Optional.empty();
            }
            case Session.Dropped() -> {
            }
            case Session.Replayed() -> notices.tell("replay " + frame.from(),
                    "heartbeats of node " + frame.from() + " that were sent before come again: refused", now);
            case Session.ToChallenge(var stranger, var nonce) ->
                send(peer, stranger, new Frame.Challenge(nonce), link);
            case Session.Stranger _ -> notices.tell("stranger " + frame.from(),
                    "heartbeats under the name of node " + frame.from()
                            + " come from a process that does not answer there: two nodes with "
                            + "one name, or recorded"
                            + " heartbeats sent again; refused",
                    now);
        }
        return Optional.empty();
    }

    private void compareClocks(Frame frame, long now) {
        long apart = wallClock.millis() - frame.wallMillis();
        if (Math.abs(apart) > CLOCKS_APART_MS) {
            notices.tell("clock " + frame.from(),
                    "the wall clocks of this node and node " + frame.from() + " are "
                            + Math.abs(apart) + " ms apart (" + (apart > 0 ? "this one" : "the other")
                            + " is ahead): set them with NTP",
                    now);
        }
    }

    /** Somebody else sends under this node's own name. */
    private void objectToNamesake(int link, SocketAddress source, Frame frame, long now) {
        notices.tell("namesake", "another node runs under this node's name " + settings.self() + " at "
                + Peers.text(source) + ": two nodes with one name", now);
        if (now < nextObjectionAt) {
            return;
        }
        nextObjectionAt = now + OBJECTION_EVERY;
        send(link, source, frame.from(), frame.life(), new Frame.Objection("the name " + settings.self()
                + " is taken by the node at " + settings.own().get(link) + ": two nodes with one name"));
    }

    /** A name that is configured at another place. */
    private void objectToPlace(int link, SocketAddress source, Frame frame, long now) {
        var text = "node " + frame.from() + " sends from " + Peers.text(source) + " but is configured at "
                + configuredAt(frame.from(), link) + ": two nodes with one name, or a wrong address";
        notices.tell("place " + frame.from(), text, now);
        if (now >= nextObjectionAt) {
            nextObjectionAt = now + OBJECTION_EVERY;
            send(link, source, frame.from(), frame.life(), new Frame.Objection(text));
            peers.named(frame.from()).ifPresent(
                    peer -> send(peer, peer.session().life(), new Frame.Objection(text), link));
        }
    }

    private String configuredAt(NodeName node, int link) {
        return peers.named(node).map(peer -> Peers.text(peer.addresses().get(link))).orElse("no place");
    }

    void paused(long nanos, long now) {
        notices.tell("pause", "this daemon stood still for " + nanos / MILLION
                + " ms; what it received meanwhile was dropped", now);
    }
}
