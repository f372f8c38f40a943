package org.quorate.membership.ratis;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.client.RaftClientRpc;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import org.quorate.membership.Submission;

/**
 * Brings an entry to whoever leads: to this node's own server, or over a warm connection to another's. Tries
 * again under the same call number until the limit, also when the leader changes meanwhile; the log's retry
 * cache (120 s, longer than any limit) keeps an entry from being applied twice for one call.
 */
final class Submitter implements AutoCloseable {

    static final Duration LONGEST_LIMIT = Duration.ofSeconds(60);
    static final int LONGEST_ENTRY = (1 << 20) + 1;

    private static final int MOST_OPEN = 1024;
    private static final long AGAIN_MS = 25;

    private final RaftServer server;
    private final RatisStateMachine machine;
    private final RaftClientRpc remote;
    private final ClientId client;
    private final RaftGroupId group;
    private final AtomicLong nextCall = new AtomicLong(1);
    private final AtomicInteger open = new AtomicInteger();
    private final ScheduledThreadPoolExecutor timer;

    Submitter(RaftServer server, RatisStateMachine machine, RaftClientRpc remote, ClientId client,
            RaftGroupId group) {
        this.server = server;
        this.machine = machine;
        this.remote = remote;
        this.client = client;
        this.group = group;
        this.timer = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().name("log-submit").daemon().factory());
        this.timer.setRemoveOnCancelPolicy(true);
    }

    /** One submission on its way. */
    private static final class Call {

        final long id;
        final Message entry;
        final long deadline;
        final CompletableFuture<Submission> result = new CompletableFuture<>();
        volatile @Nullable RaftPeerId asked;
        volatile boolean mayBeInLog;
        volatile String lastWhy = "no leader is known";

        Call(long id, Message entry, long deadline) {
            this.id = id;
            this.entry = entry;
            this.deadline = deadline;
        }
    }

    CompletionStage<Submission> submit(byte[] entry, Duration limit) {
        if (entry.length > LONGEST_ENTRY) {
            return refused("the command is longer than " + (LONGEST_ENTRY - 1) + " bytes");
        }
        if (limit.compareTo(LONGEST_LIMIT) > 0 || limit.isNegative() || limit.isZero()) {
            return refused("the limit of a submission is in (0 s, 60 s]");
        }
        if (open.incrementAndGet() > MOST_OPEN) {
            open.decrementAndGet();
            return refused("more than " + MOST_OPEN + " submissions are on their way");
        }
        var call = new Call(nextCall.getAndIncrement(), Message.valueOf(ByteString.copyFrom(entry)),
                System.nanoTime() + limit.toNanos());
        var _ = call.result.whenComplete((_, _) -> open.decrementAndGet());
        pursue(call);
        return call.result;
    }

    private static CompletionStage<Submission> refused(String why) {
        return CompletableFuture.completedFuture(new Submission.Refused(why));
    }

    /** Asks whoever leads now, unless it was asked already; and looks again soon. */
    private void pursue(Call call) {
        if (call.result.isDone()) {
            return;
        }
        if (System.nanoTime() - call.deadline >= 0) {
            giveUp(call);
            return;
        }
        leader().filter(leader -> !leader.equals(call.asked)).ifPresent(leader -> ask(call, leader));
        long left = TimeUnit.NANOSECONDS.toMillis(call.deadline - System.nanoTime()) + 1;
        try {
            var _ = timer.schedule(() -> pursue(call), Math.clamp(left, 1, AGAIN_MS), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            call.lastWhy = "the log is closed";
            giveUp(call);
        }
    }

    private void giveUp(Call call) {
        call.result.complete(call.mayBeInLog
                ? new Submission.Unknown(call.lastWhy)
                : new Submission.Refused(call.lastWhy));
    }

    private Optional<RaftPeerId> leader() {
        try {
            return Optional.ofNullable(server.getDivision(group).getInfo().getLeaderId());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void ask(Call call, RaftPeerId leader) {
        call.asked = leader;
        var request = RaftClientRequest.newBuilder().setClientId(client).setServerId(leader).setGroupId(group)
                .setCallId(call.id).setMessage(call.entry).setType(RaftClientRequest.writeRequestType())
                .build();
        boolean local = leader.equals(server.getId());
        // A remote leader may have taken it as soon as it was sent; the local one says when it has.
        call.mayBeInLog |= !local;
        try {
            learnAddress(leader);
            var reply = local
                    ? server.submitClientRequestAsync(request)
                    : remote.sendRequestAsyncUnordered(request);
            var _ = reply.whenComplete((answer, failure) -> answered(call, leader, local, answer, failure));
        } catch (IOException | RuntimeException e) {
            answered(call, leader, local, null, e);
        }
    }

    private void answered(Call call, RaftPeerId leader, boolean local, @Nullable RaftClientReply answer,
            @Nullable Throwable failure) {
        if (local && machine.wasStarted(call.id)) {
            call.mayBeInLog = true;
        }
        if (answer != null && answer.isSuccess()) {
            call.result.complete(new Submission.Agreed(answer.getLogIndex(),
                    answer.getMessage().getContent().toByteArray()));
            return;
        }
        @Nullable
        Throwable why = answer != null && answer.getException() != null ? answer.getException() : failure;
        if (!local && failure != null) {
            reconnect(leader, failure);
        }
        call.lastWhy = why == null ? "the leader gave no reason" : String.valueOf(why.getMessage());
        if (leader.equals(call.asked)) {
            call.asked = null;
        }
    }

    /** A voter that came later is not among the peers that the client was made with. */
    private void learnAddress(RaftPeerId peer) throws IOException {
        @Nullable
        RaftConfiguration configuration = server.getDivision(group).getRaftConf();
        @Nullable
        RaftPeer known = configuration == null ? null : configuration.getPeer(peer);
        if (known != null) {
            remote.addRaftPeers(known);
        }
    }

    /** A connection that failed once stays closed for ever, unless it is given up for a new one. */
    private void reconnect(RaftPeerId peer, Throwable failure) {
        remote.handleException(peer, failure, true);
    }

    /** Opens the connection to a new leader before it is needed; what comes back does not matter. */
    void warm(RaftPeerId leader) {
        if (leader.equals(server.getId())) {
            return;
        }
        try {
            learnAddress(leader);
        } catch (IOException e) {
            return;
        }
        remote.sendRequestAsyncUnordered(
                RaftClientRequest.newBuilder().setClientId(client).setServerId(leader)
                        .setGroupId(group).setCallId(nextCall.getAndIncrement()).setMessage(Message.EMPTY)
                        .setType(RaftClientRequest.staleReadRequestType(0)).build())
                .exceptionally(_ -> null);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
