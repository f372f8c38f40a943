package org.quorate.membership.ratis;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.jspecify.annotations.Nullable;
import org.quorate.membership.AgreedLog.PeerChange;
import org.quorate.membership.HostPort;
import org.quorate.membership.LogPeer;
import org.quorate.membership.NodeName;
import org.quorate.membership.setup.VoterMarker;

/** Between whom the log is kept, in Ratis' words and in ours, and how that is changed. */
final class RaftPeers {

    private final VoterMarker marker;
    private final RaftServer server;
    private final RaftServer.Division division;
    private final ClientId client;
    private final LongSupplier calls;

    RaftPeers(VoterMarker marker, RaftServer server, RaftServer.Division division, ClientId client,
            LongSupplier calls) {
        this.marker = marker;
        this.server = server;
        this.division = division;
        this.client = client;
        this.calls = calls;
    }

    /**
     * What a server begins with when its disk says nothing of it: the peers of the set-up; or, where a
     * running cluster is to take it in, nobody, so that it never stands for election before.
     */
    static RaftGroup beginning(LogSettings settings, VoterMarker marker) {
        return switch (marker.start()) {
            case FOUNDS -> atSetUp(settings, marker);
            case JOINS -> RaftGroup.valueOf(RaftGroupId.valueOf(marker.cluster()), List.of());
        };
    }

    /** The peers of the settings, of which at set-up each has the number 1. */
    static RaftGroup atSetUp(LogSettings settings, VoterMarker marker) {
        var peers = new ArrayList<RaftPeer>();
        for (var peer : settings.peers().entrySet()) {
            int number = peer.getKey().equals(settings.self()) ? marker.number() : 1;
            peers.add(raftPeer(marker, new LogPeer(peer.getKey(), number, peer.getValue())));
        }
        return RaftGroup.valueOf(RaftGroupId.valueOf(marker.cluster()), peers);
    }

    private static RaftPeer raftPeer(VoterMarker marker, LogPeer peer) {
        return RaftPeer.newBuilder()
                .setId(VoterMarker.peerId(marker.cluster(), peer.node(), peer.number()))
                .setAddress(peer.address().toString()).build();
    }

    private static LogPeer logPeer(RaftPeer peer) {
        var id = peer.getId().toString();
        return new LogPeer(VoterMarker.nodeOf(id), VoterMarker.numberOf(id),
                HostPort.parse(peer.getAddress()));
    }

    /** Every peer that the log knows of now; none before it has said so. */
    Collection<RaftPeer> known() {
        @Nullable
        RaftConfiguration configuration = division.getRaftConf();
        return configuration == null ? List.of() : configuration.getAllPeers();
    }

    /** The peers; none while they change. */
    SortedSet<LogPeer> stable() {
        @Nullable
        RaftConfiguration configuration = division.getRaftConf();
        if (configuration == null || !configuration.getPreviousPeers().isEmpty()) {
            return Collections.emptySortedSet();
        }
        var peers = new TreeSet<LogPeer>();
        configuration.getCurrentPeers().forEach(peer -> peers.add(logPeer(peer)));
        return peers;
    }

    /** Whether this server is one of them; while nothing is known it may yet become one. */
    boolean hasSelf() {
        var known = known();
        return known.isEmpty() || known.stream().anyMatch(peer -> peer.getId().equals(server.getId()));
    }

    CompletionStage<PeerChange> change(SortedSet<LogPeer> from, SortedSet<LogPeer> to, Duration limit) {
        if (!isOneStep(from, to)) {
            return notChanged("one peer comes or goes at a time, and one stays: " + from + " to " + to);
        }
        var arguments = SetConfigurationRequest.Arguments.newBuilder()
                .setServersInCurrentConf(raftPeers(from)).setServersInNewConf(raftPeers(to))
                .setMode(SetConfigurationRequest.Mode.COMPARE_AND_SET).build();
        var request = new SetConfigurationRequest(client, server.getId(),
                RaftGroupId.valueOf(marker.cluster()), calls.getAsLong(), arguments);
        try {
            return server.setConfigurationAsync(request).copy()
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).handle(RaftPeers::result);
        } catch (IOException | RuntimeException e) {
            return notChanged(String.valueOf(e.getMessage()));
        }
    }

    private static PeerChange result(@Nullable RaftClientReply reply, @Nullable Throwable failure) {
        if (reply != null && reply.isSuccess()) {
            return new PeerChange.Changed();
        }
        @Nullable
        Throwable why = reply != null ? reply.getException() : failure;
        return new PeerChange.NotChanged(why == null ? "no reason given" : why.toString());
    }

    private static CompletionStage<PeerChange> notChanged(String why) {
        return CompletableFuture.completedFuture(new PeerChange.NotChanged(why));
    }

    private List<RaftPeer> raftPeers(SortedSet<LogPeer> peers) {
        return peers.stream().map(peer -> raftPeer(marker, peer)).toList();
    }

    private static boolean isOneStep(SortedSet<LogPeer> from, SortedSet<LogPeer> to) {
        var all = new TreeSet<>(from);
        all.addAll(to);
        var names = new TreeSet<NodeName>();
        to.forEach(peer -> names.add(peer.node()));
        return !to.isEmpty() && names.size() == to.size()
                && Math.abs(from.size() - to.size()) == 1 && all.size() == Math.max(from.size(), to.size());
    }
}
