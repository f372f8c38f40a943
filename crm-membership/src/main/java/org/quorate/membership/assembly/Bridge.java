package org.quorate.membership.assembly;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.quorate.membership.BootClock;
import org.quorate.membership.Leadership;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Timings;
import org.quorate.membership.heartbeat.Heartbeats;
import org.quorate.membership.heartbeat.LogControl;
import org.quorate.membership.lease.HeartbeatEvent;
import org.quorate.membership.lease.LogEnd;
import org.quorate.membership.ratis.LogListener;
import org.quorate.membership.ratis.RatisAgreedLog;

/**
 * Between log and heartbeats, which need each other: what either says before the other is there is kept (of
 * what is a level the newest suffices) and handed over when they are connected.
 */
final class Bridge implements LogListener, LogControl {

    /** A connection to a peer that was away is opened again so soon. */
    private static final Duration WARM_EVERY = Duration.ofSeconds(10);

    private final Timings timings;
    private final BootClock clock;
    private final AtomicReference<HeartbeatEvent.@Nullable LogApplied> applied = new AtomicReference<>();
    private final AtomicReference<HeartbeatEvent.@Nullable TokenApplied> token = new AtomicReference<>();
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private volatile @Nullable RatisAgreedLog log;
    private volatile @Nullable Heartbeats heartbeats;
    private volatile boolean closing;
    private volatile Leadership warmed = new Leadership.NoLeader();
    private volatile long warmedAt;

    Bridge(Timings timings, BootClock clock) {
        this.timings = timings;
        this.clock = clock;
    }

    void connect(RatisAgreedLog startedLog, Heartbeats startedHeartbeats) {
        log = startedLog;
        heartbeats = startedHeartbeats;
        handOver(startedHeartbeats);
        startedHeartbeats.wakeUp();
    }

    void close() {
        closing = true;
    }

    private synchronized void handOver(Heartbeats to) {
        var newest = applied.getAndSet(null);
        if (newest != null) {
            to.post(newest);
        }
        var proof = token.getAndSet(null);
        if (proof != null) {
            to.post(proof);
        }
        var why = failure.getAndSet(null);
        if (why != null) {
            to.tellLater(new MembershipEvent.LogFailed(why));
        }
    }

    private void handOver() {
        var to = heartbeats;
        if (to != null) {
            handOver(to);
        }
    }

    @Override
    public void applied(long commandIndex, long logIndex) {
        applied.set(new HeartbeatEvent.LogApplied(commandIndex, logIndex));
        handOver();
    }

    @Override
    public void tokenApplied(long index) {
        token.set(new HeartbeatEvent.TokenApplied(index));
        handOver();
    }

    @Override
    public void failed(String why) {
        if (!closing) {
            failure.set(why);
            handOver();
        }
    }

    @Override
    public void leadershipMoved() {
        var to = heartbeats;
        if (to != null) {
            to.wakeUp();
        }
    }

    @Override
    public boolean hasContact() {
        var known = heartbeats;
        return known != null && clock.nanos() < known.state().contactUntil(timings);
    }

    @Override
    public Leadership leadership() {
        var known = log;
        if (known == null || closing) {
            return new Leadership.NoLeader();
        }
        var now = known.leadership();
        if (now instanceof Leadership.Follows
                && (!now.equals(warmed) || clock.nanos() - warmedAt > WARM_EVERY.toNanos())) {
            warmed = now;
            warmedAt = clock.nanos();
            Thread.ofVirtual().start(known::warm);
        }
        return now;
    }

    @Override
    public LogEnd logEnd() {
        var known = log;
        return known == null || closing ? LogEnd.EMPTY : known.logEnd();
    }

    @Override
    public void stand(NodeName silentLeader, long term) {
        var known = log;
        if (known != null && !closing) {
            known.stand(silentLeader, term);
        }
    }

    @Override
    public void handOver(NodeName to) {
        var known = log;
        if (known != null && !closing) {
            known.handOver(to);
        }
    }

    @Override
    public void resign(String why) {
        var known = log;
        if (known != null && !closing) {
            known.resign(why);
        }
    }
}
