package org.quorate.membership.heartbeat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.Inet6Address;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.quorate.membership.HostPort;
import org.quorate.membership.LogStartFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets of the links, all watched by one selector. */
final class Links implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Links.class);
    /** Datagrams taken from one link before the others get their turn. */
    private static final int MOST_AT_ONCE = 64;

    /** Takes what was received on a link. */
    interface Receiver {

        void received(int link, SocketAddress source, ByteBuffer datagram);
    }

    private final Selector selector;
    private final List<DatagramChannel> channels;
    private final ByteBuffer incoming = ByteBuffer.allocate(Wire.LONGEST + 1);

    private Links(Selector selector, List<DatagramChannel> channels) {
        this.selector = selector;
        this.channels = channels;
    }

    static Links open(List<HostPort> addresses) throws IOException, LogStartFailed {
        var selector = Selector.open();
        var channels = new ArrayList<DatagramChannel>();
        var links = new Links(selector, channels);
        for (var address : addresses) {
            try {
                channels.add(open(selector, address, channels.size()));
            } catch (BindException e) {
                links.close();
                throw new LogStartFailed("the heartbeat port is taken", address.toString(),
                        "Another daemon runs here, or the address is not one of this machine (udp, "
                                + e.getMessage() + ")");
            }
        }
        return links;
    }

    private static DatagramChannel open(Selector selector, HostPort address, int link) throws IOException {
        var local = resolve(address);
        var family = local.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
        var channel = DatagramChannel.open(family);
        try {
            channel.bind(local);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, link);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    static InetSocketAddress resolve(HostPort address) throws UnknownHostException {
        var resolved = new InetSocketAddress(address.host(), address.port());
        if (resolved.isUnresolved()) {
            throw new UnknownHostException("no address for host " + address.host());
        }
        return resolved;
    }

    int count() {
        return channels.size();
    }

    void wakeUp() {
        selector.wakeup();
    }

    /**
     * Waits until something came in, somebody wakes it up, or {@code millis} have passed; whether something
     * came in.
     */
    boolean await(long millis) throws IOException {
        return (millis <= 0 ? selector.selectNow(_ -> {}) : selector.select(_ -> {}, millis)) > 0;
    }

    /** Hands out what has come in, a bounded number from each link. */
    void receive(Receiver receiver) {
        for (int link = 0; link < channels.size(); link++) {
            for (int i = 0; i < MOST_AT_ONCE && receiveOne(link, receiver); i++) {
                LOG.trace("link={} datagram={}", link, i);
            }
        }
    }

    private boolean receiveOne(int link, Receiver receiver) {
        try {
            incoming.clear();
            var source = channels.get(link).receive(incoming);
            if (source == null) {
                return false;
            }
            incoming.flip();
            if (incoming.remaining() <= Wire.LONGEST) {
                receiver.received(link, source, incoming);
            }
            return true;
        } catch (IOException e) {
            LOG.debug("link={} nothing received: {}", link, e.getMessage());
            return false;
        }
    }

    /** A datagram that cannot be sent is a lost datagram. */
    void send(int link, SocketAddress to, ByteBuffer datagram) {
        try {
            channels.get(link).send(datagram, to);
        } catch (IOException e) {
            LOG.debug("link={} to={} not sent: {}", link, to, e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            for (var channel : channels) {
                channel.close();
            }
            selector.close();
        } catch (IOException e) {
            LOG.debug("links not closed: {}", e.getMessage());
        }
    }
}
