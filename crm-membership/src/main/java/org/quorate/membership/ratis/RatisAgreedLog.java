package org.quorate.membership.ratis;

import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.ReadIndexReplyProto;
import org.apache.ratis.proto.RaftProtos.ReadIndexRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.raftlog.RaftLogIOException;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.util.LifeCycle;
import org.apache.ratis.util.ProtoUtils;
import org.quorate.membership.AgreedLog;
import org.quorate.membership.AgreedState;
import org.quorate.membership.Leadership;
import org.quorate.membership.LogPeer;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.NodeName;
import org.quorate.membership.Submission;
import org.quorate.membership.heartbeat.LogControl;
import org.quorate.membership.lease.LogEnd;
import org.quorate.membership.setup.Security;
import org.quorate.membership.setup.VoterMarker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agreed log on Apache Ratis. What of Ratis is avoided, and why, is in docs/decisions. */
public final class RatisAgreedLog implements AgreedLog, LogControl {

    private static final Logger LOG = LoggerFactory.getLogger(RatisAgreedLog.class);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration TRANSFER_LIMIT = Duration.ofMillis(700);
    private static final Duration REST_LIMIT = Duration.ofMillis(500);
    private static final Duration REST_LOOK = Duration.ofMillis(1);
    private static final Duration TOKEN_LIMIT = Duration.ofSeconds(10);

    private final LogSettings settings;
    private final VoterMarker marker;
    private final RaftGroupId group;
    private final RaftServer server;
    private final RaftServer.Division division;
    private final RaftClient client;
    private final RatisStateMachine machine;
    private final Submitter submitter;
    private final RaftPeers peers;
    private final AtomicLong adminCalls = new AtomicLong(1);
    private final long lifeToken;
    private volatile boolean closing;

    private RatisAgreedLog(LogSettings settings, VoterMarker marker, RaftServer server, RaftClient client,
            Started started) throws IOException {
        this.settings = settings;
        this.marker = marker;
        this.server = server;
        this.client = client;
        this.machine = started.machine();
        this.lifeToken = started.lifeToken();
        this.group = RaftGroupId.valueOf(marker.cluster());
        this.division = server.getDivision(group);
        this.peers = new RaftPeers(marker, server, division, client.getId(), adminCalls::getAndIncrement);
        this.submitter = new Submitter(server, machine, client.getClientRpc(), client.getId(), group);
        machine.judgeCloseBy(peers::hasSelf);
    }

    private record Started(RatisStateMachine machine, long lifeToken) {}

    /** Starts this node's part in the log, from what its data folder holds; never from empty by itself. */
    public static RatisAgreedLog start(LogSettings settings, AgreedState state, LogListener listener)
            throws LogStartFailed {
        var marker = VoterMarker.read(settings.dataFolder());
        StoredLog.check(settings, marker);
        StoredLog.checkPort(settings);
        var parameters = parameters(settings.security());
        GrpcConfigKeys.Server.setServicesCustomizer(parameters, new OwnMail(marker.peerId()));
        var properties = RaftOptions.of(settings, REQUEST_TIMEOUT);
        long token = new SecureRandom().nextLong();
        var clientId = ClientId.randomId();
        long marked = AppliedMark.read(settings.dataFolder());
        try {
            var mark = AppliedMark.open(settings.dataFolder(), marked);
            var machine = new RatisStateMachine(state, listener,
                    new RatisStateMachine.Life(clientId, token, mark));
            var server = RaftServer.newBuilder().setServerId(RaftPeerId.valueOf(marker.peerId()))
                    .setGroup(RaftPeers.beginning(settings, marker))
                    .setProperties(properties).setParameters(parameters)
                    .setStateMachineRegistry(_ -> machine).setOption(RaftStorage.StartupOption.RECOVER)
                    .build();
            startOrClose(server, machine);
            PauseWatch.end(server);
            if (marker.log() != VoterMarker.Log.FORMATTED) {
                marker.formatted().write(settings.dataFolder());
            }
            var client = RaftClient.newBuilder().setClientId(clientId)
                    .setRaftGroup(RaftPeers.atSetUp(settings, marker))
                    .setProperties(properties).setParameters(parameters).build();
            var log = new RatisAgreedLog(settings, marker, server, client, new Started(machine, token));
            log.proposeToken();
            return log;
        } catch (IOException | RuntimeException e) {
            throw StoredLog.explain(e, settings, marker);
        }
    }

    /** A server whose start failed leaves threads behind that keep the process alive, unless it is closed. */
    private static void startOrClose(RaftServer server, RatisStateMachine machine) throws IOException {
        try {
            server.start();
        } catch (IOException | RuntimeException e) {
            machine.expectClose();
            server.close();
            throw e;
        }
    }

    private static Parameters parameters(Security security) throws LogStartFailed {
        var parameters = new Parameters();
        if (security instanceof Security.Secured secured) {
            GrpcConfigKeys.TLS.setConf(parameters, PeerTls.of(secured));
        }
        return parameters;
    }

    /**
     * This voter counts only after it has applied an entry that nobody could have written before this life.
     */
    private void proposeToken() {
        submitter.submit(Envelope.write(new Envelope.LifeToken(lifeToken)), TOKEN_LIMIT)
                .thenAccept(submission -> {
                    if (!(submission instanceof Submission.Agreed) && !closing) {
                        proposeToken();
                    }
                });
    }

    @Override
    public CompletionStage<Submission> submit(byte[] command, Duration limit) {
        return submitter.submit(Envelope.write(new Envelope.Command(command)), limit);
    }

    @Override
    public Leadership leadership() {
        var info = division.getInfo();
        long term = info.getCurrentTerm();
        var leader = info.getLeaderId();
        if (info.isLeader()) {
            return info.isLeaderReady() ? new Leadership.Leads(term) : new Leadership.NoLeader();
        }
        return leader == null || leader.equals(server.getId())
                ? new Leadership.NoLeader()
                : new Leadership.Follows(VoterMarker.nodeOf(leader.toString()), term);
    }

    @Override
    public long appliedIndex() {
        return division.getInfo().getLastAppliedIndex();
    }

    @Override
    public SortedSet<LogPeer> peers() {
        return peers.stable();
    }

    @Override
    public CompletionStage<PeerChange> changePeers(SortedSet<LogPeer> from, SortedSet<LogPeer> to,
            Duration limit) {
        return peers.change(from, to, limit);
    }

    @Override
    public LogEnd logEnd() {
        var last = division.getRaftLog().getLastEntryTermIndex();
        return last == null ? LogEnd.EMPTY : new LogEnd(last.getTerm(), last.getIndex());
    }

    /** Whether the server has closed itself. */
    public boolean isClosed() {
        var lifeCycle = division.getInfo().getLifeCycleState();
        return lifeCycle == LifeCycle.State.CLOSED || lifeCycle == LifeCycle.State.EXCEPTION;
    }

    /**
     * Opens the connections to the present leader and to the other voters before they are needed: a first
     * connection with TLS takes longer than all else of an election.
     */
    public void warm() {
        var leader = division.getInfo().getLeaderId();
        if (leader != null) {
            submitter.warm(leader);
        }
        for (var peer : peers.known()) {
            if (!peer.getId().equals(server.getId())) {
                warm(peer.getId());
            }
        }
    }

    /** By a question that a follower answers at once with "not the leader". */
    private void warm(RaftPeerId peer) {
        var request = RaftRpcRequestProto.newBuilder().setRequestorId(server.getId().toByteString())
                .setReplyId(peer.toByteString())
                .setRaftGroupId(ProtoUtils.toRaftGroupIdProtoBuilder(group));
        try {
            var _ = server.getServerRpc().async()
                    .readIndexAsync(ReadIndexRequestProto.newBuilder().setServerRequest(request).build())
                    .exceptionally(_ -> ReadIndexReplyProto.getDefaultInstance());
        } catch (IOException | RuntimeException e) {
            LOG.debug("no connection to {}: {}", peer, e.getMessage());
        }
    }

    @Override
    public void handOver(NodeName to) {
        if (!awaitRest()) {
            LOG.info("leadership not handed to {}: entries were written all the time", to);
            return;
        }
        peer(to).ifPresent(target -> transfer(Optional.of(target)));
    }

    /**
     * The follower stands with the log that it has. An entry that comes before its request for votes, if
     * only the one about the last commit, makes the others refuse it where both votes are needed; then
     * nobody leads until the log's own timeout.
     */
    private boolean awaitRest() {
        long until = System.nanoTime() + REST_LIMIT.toNanos();
        while (!isAtRest()) {
            if (System.nanoTime() - until > 0) {
                return false;
            }
            LockSupport.parkNanos(REST_LOOK.toNanos());
        }
        return true;
    }

    /**
     * The last entry tells of the commit of all but entries of its own kind: none follows by itself.
     */
    private boolean isAtRest() {
        var log = division.getRaftLog();
        var last = log.getLastEntryTermIndex();
        try {
            var entry = last == null ? null : log.get(last.getIndex());
            if (entry == null || !entry.hasMetadataEntry()) {
                return false;
            }
            long told = entry.getMetadataEntry().getCommitIndex();
            long index = entry.getIndex();
            while (entry != null && entry.hasMetadataEntry() && index > told) {
                index--;
                entry = log.get(index);
            }
            return index == told;
        } catch (RaftLogIOException e) {
            return false;
        }
    }

    private Optional<RaftPeerId> peer(NodeName node) {
        return peers.known().stream().map(RaftPeer::getId)
                .filter(id -> VoterMarker.nodeOf(id.toString()).equals(node)).findFirst();
    }

    /** To one peer, or to nobody: then this node only steps down. Returns when it is done or has failed. */
    private void transfer(Optional<RaftPeerId> target) {
        if (!division.getInfo().isLeader() || target.filter(server.getId()::equals).isPresent()) {
            return;
        }
        try {
            server.transferLeadership(new TransferLeadershipRequest(client.getId(), server.getId(), group,
                    adminCalls.getAndIncrement(), target.orElse(null), TRANSFER_LIMIT.toMillis()));
        } catch (IOException | RuntimeException e) {
            LOG.info("leadership not handed to {}: {}", target.map(RaftPeerId::toString).orElse("anyone"),
                    e.getMessage());
        }
    }

    @Override
    public void resign(String why) {
        transfer(Optional.empty());
    }

    /**
     * Raft itself has a request by which a leader bids a follower to stand at once; this one is made here in
     * the silent leader's name, which is harmless: who wins is decided by votes. Ratis takes it only when
     * this log's last entry is of the present term; otherwise its own timeout decides.
     */
    @Override
    public void stand(NodeName silentLeader, long term) {
        var info = division.getInfo();
        var leader = info.getLeaderId();
        var last = division.getRaftLog().getLastEntryTermIndex();
        boolean asSupposed = silentLeader.equals(settings.self())
                ? leader == null
                : leader != null && info.getCurrentTerm() == term
                        && VoterMarker.nodeOf(leader.toString()).equals(silentLeader);
        if (!asSupposed || !info.isFollower() || last == null || last.getTerm() != info.getCurrentTerm()) {
            return;
        }
        var name = leader == null ? server.getId() : leader;
        var request = RaftRpcRequestProto.newBuilder().setRequestorId(name.toByteString())
                .setReplyId(server.getId().toByteString())
                .setRaftGroupId(ProtoUtils.toRaftGroupIdProtoBuilder(group));
        try {
            var reply = server.startLeaderElection(
                    StartLeaderElectionRequestProto.newBuilder().setServerRequest(request)
                            .setLeaderLastEntry(last.toProto()).build());
            if (reply.getServerReply().getSuccess()) {
                LOG.info("this node stands for election: leader={} term={}",
                        leader == null ? "none" : "silent " + silentLeader, last.getTerm());
            }
        } catch (IOException | RuntimeException e) {
            LOG.info("this node does not stand for election: {}", e.getMessage());
        }
    }

    /** Hands leadership to another voter if this node leads, so that its going is no failure. */
    public void handOver() {
        if (division.getInfo().isLeader()) {
            var _ = awaitRest();
        }
        for (var other : peers.stable()) {
            if (!division.getInfo().isLeader()) {
                return;
            }
            if (!other.node().equals(settings.self())) {
                transfer(peer(other.node()));
            }
        }
    }

    /** This voter's name in the log's configuration. */
    public String peerId() {
        return marker.peerId();
    }

    @Override
    public void close() {
        closing = true;
        machine.expectClose();
        submitter.close();
        // Its connections wait up to 3 s for answers that nobody wants any more.
        Thread.ofVirtual().start(() -> close(client));
        close(server);
    }

    private static void close(Closeable part) {
        try {
            part.close();
        } catch (IOException e) {
            LOG.warn("the log was not closed cleanly: {}", e.getMessage());
        }
    }
}
