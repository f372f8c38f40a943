package org.quorate.membership.ratis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.LifeCycle;
import org.apache.ratis.util.MD5FileUtil;
import org.jspecify.annotations.Nullable;
import org.quorate.membership.AgreedState;

/**
 * Hands the entries of the log to the {@link AgreedState}. Ratis calls apply and takeSnapshot from one
 * thread; the rest from others.
 */
final class RatisStateMachine extends BaseStateMachine {

    private final AgreedState state;
    private final LogListener listener;
    private final Life life;
    private final SimpleStateMachineStorage storage = new SimpleStateMachineStorage();
    /** This node's own calls that got as far as the log: of these nobody can say that they are not in it. */
    private final Set<Long> started = ConcurrentHashMap.newKeySet();
    private volatile long commandIndex = -1;
    private volatile boolean closing;
    private volatile BooleanSupplier isStillPeer = () -> true;

    /**
     * What belongs to this run of the process.
     *
     * @param client as which this node itself submits
     * @param token that an entry of this life carries
     */
    record Life(ClientId client, long token, AppliedMark mark) {}

    RatisStateMachine(AgreedState state, LogListener listener, Life life) {
        this.state = state;
        this.listener = listener;
        this.life = life;
    }

    private void tellApplied(long index) {
        life.mark().raise(index);
        listener.applied(commandIndex, index);
    }

    /** Without the life cycle being started here a lagging peer can never install a snapshot. */
    @Override
    public void initialize(RaftServer server, RaftGroupId group, RaftStorage raftStorage) throws IOException {
        getLifeCycle().startAndTransition(() -> {
            super.initialize(server, group, raftStorage);
            storage.init(raftStorage);
            restore();
        }, IOException.class);
    }

    @Override
    public void pause() {
        if (getLifeCycleState() == LifeCycle.State.RUNNING) {
            getLifeCycle().transition(LifeCycle.State.PAUSING);
            getLifeCycle().transition(LifeCycle.State.PAUSED);
        }
    }

    @Override
    public void reinitialize() throws IOException {
        restore();
        if (getLifeCycleState() == LifeCycle.State.PAUSED) {
            getLifeCycle().transition(LifeCycle.State.STARTING);
            getLifeCycle().transition(LifeCycle.State.RUNNING);
        }
    }

    private void restore() throws IOException {
        var snapshot = storage.loadLatestSnapshot();
        if (snapshot == null) {
            return;
        }
        var file = snapshot.getFile().getPath();
        MD5FileUtil.verifySavedMD5(file.toFile(), MD5FileUtil.computeMd5ForFile(file.toFile()));
        var last = SimpleStateMachineStorage.getTermIndexFromSnapshotFile(file.toFile());
        setLastAppliedTermIndex(last);
        commandIndex = state.restore(last.getIndex(), Files.readAllBytes(file));
        tellApplied(last.getIndex());
    }

    /** A leader without contact to a majority lets nothing into its log: then Ratis steps down in the end. */
    @Override
    public TransactionContext startTransaction(RaftClientRequest request) throws IOException {
        var transaction = super.startTransaction(request);
        if (!listener.hasContact()) {
            transaction.setException(new IOException("this leader has no contact to a majority of voters"));
            return transaction;
        }
        if (request.getClientId().equals(life.client())) {
            started.add(request.getCallId());
        }
        return transaction;
    }

    /** Whether a local call came as far as the log; forgets it. */
    boolean wasStarted(long callId) {
        return started.remove(callId);
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        var entry = transaction.getLogEntry();
        var reply = apply(entry.getIndex(), entry.getStateMachineLogEntry().getLogData().toByteArray());
        updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
        tellApplied(entry.getIndex());
        return CompletableFuture.completedFuture(reply);
    }

    private Message apply(long index, byte[] bytes) {
        return switch (Envelope.read(bytes)) {
            case Envelope.Command(var command) -> {
                commandIndex = index;
                yield Message.valueOf(ByteString.copyFrom(state.apply(index, command)));
            }
            case Envelope.LifeToken(var token) -> {
                if (token == life.token()) {
                    listener.tokenApplied(index);
                }
                yield Message.EMPTY;
            }
        };
    }

    /** Entries that are no command: configurations and the log's own notes. */
    @Override
    public void notifyTermIndexUpdated(long term, long index) {
        super.notifyTermIndexUpdated(term, index);
        tellApplied(index);
    }

    @Override
    public long takeSnapshot() throws IOException {
        var last = getLastAppliedTermIndex();
        if (last == null || last.getIndex() < 0) {
            return -1;
        }
        var file = storage.getSnapshotFile(last.getTerm(), last.getIndex()).toPath();
        MD5Hash digest = writeDurably(file, state.snapshot());
        storage.updateLatestSnapshot(
                new SingleFileSnapshotInfo(new FileInfo(file, digest),
                        TermIndex.valueOf(last.getTerm(), last.getIndex())));
        return last.getIndex();
    }

    /** The digest comes first: a snapshot without one could not be told from a damaged one. */
    private static MD5Hash writeDurably(Path file, byte[] bytes) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".writing");
        try (var channel = FileChannel.open(temporary, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        MD5Hash digest = MD5FileUtil.computeMd5ForFile(temporary.toFile());
        MD5FileUtil.saveMD5File(file.toFile(), digest);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return digest;
    }

    @Override
    public StateMachineStorage getStateMachineStorage() {
        return storage;
    }

    /** Only to warm a connection. */
    @Override
    public CompletableFuture<Message> queryStale(Message request, long minIndex) {
        return CompletableFuture.completedFuture(Message.EMPTY);
    }

    @Override
    public void notifyLeaderChanged(RaftGroupMemberId member, RaftPeerId newLeader) {
        listener.leadershipMoved();
    }

    @Override
    public void notifyLeaderReady() {
        listener.leadershipMoved();
    }

    @Override
    public void notifyNotLeader(Collection<TransactionContext> pending) {
        listener.leadershipMoved();
    }

    @Override
    public void notifyLogFailed(@Nullable Throwable cause, @Nullable LogEntryProto entry) {
        listener.failed(
                "the log cannot be written: " + (cause == null ? "no reason given" : cause.getMessage()));
    }

    @Override
    public void notifyServerShutdown(RoleInfoProto role, boolean all) {
        if (!closing) {
            listener.failed(isStillPeer.getAsBoolean()
                    ? "the log has closed itself"
                    : "this voter was removed from the cluster; its data folder is of no use any more");
        }
    }

    /** What tells whether this server is still a peer, for the line when it closes itself. */
    void judgeCloseBy(BooleanSupplier stillPeer) {
        isStillPeer = stillPeer;
    }

    void expectClose() {
        closing = true;
    }

    @Override
    public void close() throws IOException {
        closing = true;
        getLifeCycle().checkStateAndClose(() -> {});
        life.mark().close();
        super.close();
    }
}
