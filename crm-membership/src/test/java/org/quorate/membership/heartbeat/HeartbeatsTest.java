package org.quorate.membership.heartbeat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quorate.membership.HostPort;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Leadership;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.membership.Standings;
import org.quorate.membership.Timings;
import org.quorate.membership.VoterList;
import org.quorate.membership.lease.HeartbeatEvent;
import org.quorate.membership.lease.LogEnd;
import org.quorate.membership.lease.Message;

/** A real heartbeat thread, and this test as its peer with a socket and the wire format. */
class HeartbeatsTest {

    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName N2 = new NodeName("n2");
    private static final UUID CLUSTER = new UUID(1, 2);
    private static final byte[] KEY = "0123456789abcdef".getBytes(US_ASCII);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long LIFE = 77;

    private final List<MembershipEvent> events = new CopyOnWriteArrayList<>();
    private final Wire wire = new Wire(KEY, CLUSTER);
    private final List<Frame> received = new ArrayList<>();
    private Optional<Heartbeats> running = Optional.empty();
    private DatagramChannel peer = open();
    private HostPort own = address(peer);
    private long theirLife;
    private long sequence;

    /** A log without a leader: nothing is asked of it. */
    private record NoLog(Supplier<Leadership> known) implements LogControl {

        @Override
        public void stand(NodeName silentLeader, long term) {
            throw new AssertionError("nobody leads here");
        }

        @Override
        public void resign(String why) {
            throw new AssertionError("nobody leads here");
        }

        @Override
        public void handOver(NodeName to) {
            throw new AssertionError("nobody leads here");
        }

        @Override
        public Leadership leadership() {
            return known.get();
        }

        @Override
        public LogEnd logEnd() {
            return LogEnd.EMPTY;
        }
    }

    private static DatagramChannel open() {
        try {
            var channel = DatagramChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.configureBlocking(false);
            return channel;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static HostPort address(DatagramChannel channel) {
        try {
            return new HostPort("127.0.0.1", ((InetSocketAddress) channel.getLocalAddress()).getPort());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void start() throws IOException, LogStartFailed {
        var free = open();
        own = address(free);
        free.close();
        running = Optional.of(startAt(own));
    }

    private Heartbeats startAt(HostPort address) throws IOException, LogStartFailed {
        return startAt(address, Timings.DEFAULT, Leadership.NoLeader::new);
    }

    private Heartbeats startAt(HostPort address, Timings atSetUp, Supplier<Leadership> leadership)
            throws IOException, LogStartFailed {
        var peers = new TreeMap<NodeName, List<HostPort>>();
        peers.put(N1, List.of(address));
        peers.put(N2, List.of(address(peer)));
        var known = new Standings(-1, new TreeMap<>(), 0, new TreeSet<>(peers.keySet()));
        return Heartbeats.start(new HeartbeatSettings(N1, CLUSTER, peers, KEY, atSetUp), known,
                new Heartbeats.Ports(new BoottimeClock(), InstantSource.system(),
                        new NoLog(leadership), events::add));
    }

    @AfterEach
    void stop() throws IOException {
        running.ifPresent(Heartbeats::close);
        peer.close();
    }

    private byte[] seal(Wire with, Frame.Content content, Instant wall) {
        var buffer = ByteBuffer.allocate(Wire.LONGEST);
        with.write(new Frame(0, N2, N1, LIFE, theirLife, ++sequence, wall.toEpochMilli(), content), buffer);
        return Arrays.copyOf(buffer.array(), buffer.limit());
    }

    private void send(byte[] datagram) {
        send(peer, datagram);
    }

    private void send(DatagramChannel from, byte[] datagram) {
        try {
            from.send(ByteBuffer.wrap(datagram), new InetSocketAddress(own.host(), own.port()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] renew() {
        return seal(wire, new Frame.Core(new Message.Renew(new Incarnation(3), sequence + 1, 0,
                Message.Hearing.TWO_WAY)), Instant.now());
    }

    /** Reads what has come in; the first frame tells the other's life. */
    private void readAll() {
        var buffer = ByteBuffer.allocate(Wire.LONGEST);
        try {
            while (peer.receive(buffer.clear()) != null) {
                if (wire.read(buffer.flip()) instanceof Wire.Authentic(var frame)) {
                    theirLife = frame.life();
                    received.add(frame);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void introduce() {
        await().atMost(LIMIT).until(() -> {
            readAll();
            return theirLife != Frame.NO_LIFE;
        });
        await().atMost(LIMIT).until(() -> {
            send(renew());
            readAll();
            for (var frame : List.copyOf(received)) {
                if (frame.content() instanceof Frame.Challenge(var nonce)) {
                    send(seal(wire, new Frame.Echo(nonce), Instant.now()));
                }
            }
            return answers() > 0;
        });
    }

    private long answers() {
        readAll();
        return received.stream()
                .filter(frame -> frame.content() instanceof Frame.Core(var message)
                        && message instanceof Message.Answer)
                .count();
    }

    private List<String> notices() {
        return events.stream().filter(MembershipEvent.Notice.class::isInstance)
                .map(event -> ((MembershipEvent.Notice) event).text()).toList();
    }

    @Test
    void answersAPeerThatHasProvedItsLife() {
        introduce();

        long before = answers();
        send(renew());

        await().atMost(LIMIT).until(() -> answers() > before);
    }

    /**
     * A thread that wakes up every D / 5 as it should, later than the D of the set-up, has not stood still.
     */
    @Test
    void whatArrivesIsKeptThoughTheThreadSleptForLongerThanTheFailureDetectionOfTheSetUp() {
        var slow = Timings.from(Duration.ofSeconds(5));
        introduce();
        inForce(slow);

        for (int i = 0; i < 4; i++) {
            await().pollDelay(Timings.DEFAULT.deadAfter().multipliedBy(8).dividedBy(5)).until(() -> true);
            send(renew());
            long sentAt = sequence;

            await().atMost(LIMIT).until(() -> {
                readAll();
                return answersTo(sentAt) > 0;
            });
        }
    }

    @Test
    void theLogIsLookedAtAsOftenAsTheTimesInForceSayNotThoseOfTheSetUp()
            throws IOException, LogStartFailed {
        stop();
        peer = open();
        events.clear();
        var leadership = new AtomicReference<Leadership>(new Leadership.NoLeader());
        running = Optional.of(startAt(own, Timings.from(Timings.LONGEST), leadership::get));
        inForce(Timings.from(Timings.SHORTEST));
        var follows = new Leadership.Follows(N2, 1);

        leadership.set(follows);

        await().atMost(LIMIT).until(() -> events.contains(new MembershipEvent.LeadershipChanged(follows)));
    }

    private void inForce(Timings timings) {
        var voters = VoterList.settled(0, new TreeSet<>(List.of(N1, N2)));
        running.orElseThrow().post(
                new HeartbeatEvent.StandingsApplied(new Standings(0, new TreeMap<>(), voters, timings)));
        await().atMost(LIMIT)
                .until(() -> running.orElseThrow().state().timings(Timings.DEFAULT).equals(timings));
    }

    @Test
    void answersNobodyThatHasNotProvedItsLife() {
        for (int i = 0; i < 20; i++) {
            send(renew());
        }

        await().atMost(LIMIT).until(() -> {
            readAll();
            return received.stream().anyMatch(frame -> frame.content() instanceof Frame.Challenge);
        });
        assertThat(answers()).isZero();
    }

    @Test
    void aDatagramSentBeforeIsRefusedAndReported() {
        introduce();
        var recorded = renew();
        send(recorded);
        long sentAt = sequence;
        for (int i = 0; i < 20; i++) {
            send(renew());
        }
        await().atMost(LIMIT).until(() -> {
            readAll();
            return received.stream().anyMatch(frame -> answeredTo(frame, sequence));
        });

        long before = answersTo(sentAt);
        send(recorded);

        await().atMost(LIMIT).until(() -> notices().stream().anyMatch(line -> line.contains("sent before")));
        readAll();
        assertThat(answersTo(sentAt)).isEqualTo(before);
    }

    private static boolean answeredTo(Frame frame, long sentAt) {
        return frame.content() instanceof Frame.Core(var message) && message instanceof Message.Answer answer
                && answer.sentAt() == sentAt;
    }

    private long answersTo(long sentAt) {
        return received.stream().filter(frame -> answeredTo(frame, sentAt)).count();
    }

    @Test
    void aWrongKeyIsReportedWithTheNodeItComesFrom() {
        var other = new Wire("fedcba9876543210".getBytes(US_ASCII), CLUSTER);

        send(seal(other, new Frame.Echo(1), Instant.now()));

        await().atMost(LIMIT).until(() -> notices().stream()
                .anyMatch(line -> line.contains("node n2") && line.contains("cluster key")));
    }

    @Test
    void anotherClusterIsIgnoredQuietly() {
        introduce();
        var other = new Wire("fedcba9876543210".getBytes(US_ASCII), new UUID(5, 5));
        send(seal(other, new Frame.Echo(1), Instant.now()));

        long before = answers();
        send(renew());

        await().atMost(LIMIT).until(() -> answers() > before);
        assertThat(notices()).isEmpty();
    }

    @Test
    void clocksApartAreReported() {
        introduce();

        send(seal(wire, new Frame.Core(new Message.SilenceAsk(1, new Owner(N2, Incarnation.NONE))),
                Instant.now().minusSeconds(5)));

        await().atMost(LIMIT).until(() -> notices().stream()
                .anyMatch(line -> line.contains("clocks") && line.contains("n2")
                        && line.contains("this one is ahead")));
    }

    @Test
    void twoNodesWithOneNameAreToldOnBothSides() throws IOException {
        introduce();
        try (var impostor = open()) {
            send(impostor, renew());

            await().atMost(LIMIT)
                    .until(() -> notices().stream()
                            .anyMatch(line -> line.contains("two nodes with one name")));
            await().atMost(LIMIT).until(() -> impostor.receive(ByteBuffer.allocate(Wire.LONGEST)) != null);
            await().atMost(LIMIT).until(() -> {
                readAll();
                return received.stream().anyMatch(frame -> frame.content() instanceof Frame.Objection);
            });
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> startAt(own)).isInstanceOf(LogStartFailed.class)
                .hasMessageContaining("heartbeat port is taken").hasMessageContaining(own.toString());
    }

    @Test
    void theThreadThatFailsTellsSo() throws IOException, LogStartFailed {
        stop();
        peer = open();
        events.clear();
        var broken = new NoLog(() -> {
            throw new IllegalStateException("broken on purpose");
        });
        var known = new Standings(-1, new TreeMap<>(), 0, new TreeSet<>(List.of(N1)));
        var peers = new TreeMap<NodeName, List<HostPort>>();
        peers.put(N1, List.of(own));
        running = Optional.of(Heartbeats.start(
                new HeartbeatSettings(N1, CLUSTER, peers, KEY, Timings.DEFAULT), known,
                new Heartbeats.Ports(new BoottimeClock(), InstantSource.system(), broken, events::add)));

        await().atMost(LIMIT)
                .until(() -> events.stream().anyMatch(MembershipEvent.LogFailed.class::isInstance));
    }
}
