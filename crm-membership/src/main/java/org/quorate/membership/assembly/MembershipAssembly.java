package org.quorate.membership.assembly;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.quorate.membership.AgreedLog;
import org.quorate.membership.AgreedState;
import org.quorate.membership.BootClock;
import org.quorate.membership.HostPort;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Lease;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.Membership;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.MembershipView;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.membership.Standings;
import org.quorate.membership.TakeoverQuestion;
import org.quorate.membership.Vitals;
import org.quorate.membership.heartbeat.BoottimeClock;
import org.quorate.membership.heartbeat.HeartbeatSettings;
import org.quorate.membership.heartbeat.Heartbeats;
import org.quorate.membership.lease.HeartbeatEvent;
import org.quorate.membership.ratis.LogSettings;
import org.quorate.membership.ratis.RatisAgreedLog;
import org.quorate.membership.setup.Security;
import org.quorate.membership.setup.VoterMarker;

/** The real membership: the log on Ratis, heartbeats on sockets, and the rules between them. */
public final class MembershipAssembly implements Membership {

    private static final int LEAST_KEY_BYTES = 16;
    private static final int MOST_KEY_CHARACTERS = 1024;

    private final BootClock clock;
    private final Bridge bridge;
    private final RatisAgreedLog log;
    private final Heartbeats heartbeats;

    private MembershipAssembly(BootClock clock, Bridge bridge, RatisAgreedLog log, Heartbeats heartbeats) {
        this.clock = clock;
        this.bridge = bridge;
        this.log = log;
        this.heartbeats = heartbeats;
    }

    /**
     * Starts taking part in the cluster. The state is restored from the newest snapshot before this returns;
     * entries after it are applied, and events told, from other threads, some of it before this returns. So
     * the caller tells {@link #standings} once when it has the result.
     */
    public static Membership open(MembershipSettings settings, AgreedState state,
            Consumer<MembershipEvent> listener) throws LogStartFailed {
        var marker = VoterMarker.read(settings.dataFolder());
        var key = clusterKey(settings.security(), marker.cluster());
        var clock = new BoottimeClock();
        var bridge = new Bridge(settings.timings(), clock);
        var heartbeats = startHeartbeats(settings, heartbeatSettings(settings, marker, key),
                new Heartbeats.Ports(clock, InstantSource.system(), bridge, listener));
        try {
            var log = RatisAgreedLog.start(logSettings(settings), state, bridge);
            bridge.connect(log, heartbeats);
            return new MembershipAssembly(clock, bridge, log, heartbeats);
        } catch (LogStartFailed e) {
            heartbeats.close();
            throw e;
        }
    }

    /** Before the log: a leader elected while its voters' heartbeats are not there yet would resign. */
    private static Heartbeats startHeartbeats(MembershipSettings settings, HeartbeatSettings heartbeats,
            Heartbeats.Ports ports) throws LogStartFailed {
        try {
            return Heartbeats.start(heartbeats, atSetUp(settings), ports);
        } catch (IOException e) {
            throw new LogStartFailed("the heartbeats cannot be started", settings.own().links().toString(),
                    String.valueOf(e.getMessage()));
        }
    }

    private static LogSettings logSettings(MembershipSettings settings) {
        var peers = new TreeMap<NodeName, HostPort>();
        settings.peers().forEach((node, peer) -> peers.put(node, peer.raft()));
        return new LogSettings(settings.self(), peers, settings.dataFolder(), settings.security(),
                settings.timings());
    }

    private static HeartbeatSettings heartbeatSettings(MembershipSettings settings, VoterMarker marker,
            byte[] key) {
        var peers = new TreeMap<NodeName, List<HostPort>>();
        settings.peers().forEach((node, peer) -> peers.put(node, peer.links()));
        return new HeartbeatSettings(settings.self(), marker.cluster(), peers, key, settings.timings());
    }

    /** Before the log has said anything the voters are those of the set-up, and nobody is a member. */
    private static Standings atSetUp(MembershipSettings settings) {
        return new Standings(-1, new TreeMap<>(), 0, new TreeSet<>(settings.peers().keySet()));
    }

    private static byte[] clusterKey(Security security, UUID cluster) throws LogStartFailed {
        return switch (security) {
            case Security.Insecure() -> ("insecure " + cluster).getBytes(StandardCharsets.US_ASCII);
            case Security.Secured secured -> {
                var file = secured.clusterKey();
                try {
                    if (Files.size(file) > MOST_KEY_CHARACTERS) {
                        throw new IllegalArgumentException("it is too long");
                    }
                    var key = HexFormat.of().parseHex(Files.readString(file).strip());
                    if (key.length < LEAST_KEY_BYTES) {
                        throw new IllegalArgumentException(
                                "it is shorter than " + LEAST_KEY_BYTES + " bytes");
                    }
                    yield key;
                } catch (IOException | IllegalArgumentException e) {
                    throw new LogStartFailed("the cluster key cannot be used", file.toString(),
                            "Copy it from another node (" + e.getMessage() + ")");
                }
            }
        };
    }

    @Override
    public AgreedLog log() {
        return log;
    }

    @Override
    public void incarnation(Incarnation mine) {
        heartbeats.post(new HeartbeatEvent.IncarnationTaken(mine));
    }

    @Override
    public void standings(Standings standings) {
        heartbeats.post(new HeartbeatEvent.StandingsApplied(standings));
    }

    @Override
    public void heartbeatPeers(SortedMap<NodeName, List<HostPort>> peers) {
        heartbeats.peersAre(peers);
    }

    @Override
    public long votersSettled() {
        return heartbeats.state().votersSettled(clock.nanos());
    }

    @Override
    public SortedSet<NodeName> votersAnswering() {
        return heartbeats.state().votersAnswering(clock.nanos());
    }

    @Override
    public void watch(Collection<Owner> members) {
        heartbeats.post(new HeartbeatEvent.Watch(new TreeSet<>(members)));
    }

    @Override
    public void ask(TakeoverQuestion question) {
        heartbeats.post(new HeartbeatEvent.Asked(question));
    }

    @Override
    public void withdraw(long questionId) {
        heartbeats.post(new HeartbeatEvent.Withdrawn(questionId));
    }

    @Override
    public void handOver(NodeName to) {
        heartbeats.post(new HeartbeatEvent.HandOverAsked(to));
    }

    @Override
    public Lease lease() {
        return () -> heartbeats.state().leaseUntil();
    }

    @Override
    public MembershipView view() {
        return heartbeats.state().view(clock.nanos());
    }

    @Override
    public Vitals vitals() {
        return heartbeats.vitals();
    }

    @Override
    public BootClock clock() {
        return clock;
    }

    @Override
    public void close() {
        log.handOver();
        stop();
    }

    /**
     * Stops without a word to the others, as a crash would. The log first: its server answers votes, and may
     * even be elected, until it is closed, and a node that is silent by then is no help to anyone.
     */
    void stop() {
        bridge.close();
        log.close();
        heartbeats.close();
    }
}
