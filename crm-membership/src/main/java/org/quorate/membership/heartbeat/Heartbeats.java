package org.quorate.membership.heartbeat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quorate.membership.BootClock;
import org.quorate.membership.HostPort;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;
import org.quorate.membership.Timings;
import org.quorate.membership.Vitals;
import org.quorate.membership.lease.HeartbeatCore;
import org.quorate.membership.lease.HeartbeatEffect;
import org.quorate.membership.lease.HeartbeatEvent;
import org.quorate.membership.lease.HeartbeatState;
import org.quorate.membership.lease.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heartbeat thread: waits for datagrams and for time to pass, steps the core, sends what it wants sent.
 * All events of membership are told from this one thread. After a pause longer than D it throws away what was
 * received meanwhile: it says nothing about now.
 */
public final class Heartbeats implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final long CLOSE_LIMIT_MS = 1000;
    private static final Duration LOOK_UP_AGAIN = Duration.ofSeconds(10);

    private final HeartbeatSettings settings;
    private final BootClock clock;
    private final LogControl log;
    private final Consumer<MembershipEvent> listener;
    private final HeartbeatCore core;
    private final Postman postman;
    private final Links links;
    private final Mailbox mailbox = new Mailbox();
    private final Pulse pulse;
    private final Queue<MembershipEvent> toTell = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable NewPeers> newPeers = new AtomicReference<>();
    private final AtomicLong peersOrder = new AtomicLong();
    /** What comes in is let gather for so long: datagrams come in flocks, and waking up costs the most. */
    private final long gatherNanos;
    private final Thread thread;
    private volatile HeartbeatState state;
    private volatile boolean closing;
    private volatile boolean logMoved = true;
    private long wakeAt;
    private long lookedAt;

    private Heartbeats(HeartbeatSettings settings, Standings known, Ports ports, Links links) {
        this.settings = settings;
        this.clock = ports.clock();
        this.log = ports.log();
        this.listener = ports.listener();
        this.links = links;
        this.core = new HeartbeatCore(settings.self(), settings.timings());
        this.postman = new Postman(settings, links, ports, new SecureRandom());
        this.wakeAt = clock.nanos();
        this.lookedAt = wakeAt;
        this.pulse = new Pulse(wakeAt);
        this.gatherNanos = settings.timings().heartbeatPeriod().toNanos() / 50;
        this.state = HeartbeatState.begin(known, wakeAt);
        this.thread = Thread.ofPlatform().name("heartbeat").daemon().unstarted(this::run);
    }

    /** What the heartbeats are given: the clocks, the log, and whom to tell. */
    public record Ports(BootClock clock, InstantSource wallClock, LogControl log,
            Consumer<MembershipEvent> listener) {}

    /** Takes the links and begins at once. */
    public static Heartbeats start(HeartbeatSettings settings, Standings known, Ports ports)
            throws IOException, LogStartFailed {
        var places = Peers.resolved(settings.peers());
        var heartbeats = new Heartbeats(settings, known, ports, Links.open(settings.own()));
        heartbeats.postman.peersAre(places);
        heartbeats.thread.start();
        return heartbeats;
    }

    /**
     * Changes the peers; from any thread, and without delay: names are looked up on another, and those that
     * are not found again every {@link #LOOK_UP_AGAIN} until the peers are changed anew.
     */
    public void peersAre(SortedMap<NodeName, List<HostPort>> peers) {
        long order = peersOrder.incrementAndGet();
        Thread.ofVirtual().name("heartbeat-peers").start(() -> {
            var places = Peers.found(peers);
            offer(new NewPeers(order, places));
            while (places.size() < peers.size() && order == peersOrder.get() && !closing) {
                LockSupport.parkNanos(LOOK_UP_AGAIN.toNanos());
                places = Peers.found(peers);
                offer(new NewPeers(order, places));
            }
        });
    }

    private void offer(NewPeers peers) {
        newPeers.accumulateAndGet(peers,
                (before, now) -> before != null && now != null && before.order() > now.order()
                        ? before
                        : now);
        links.wakeUp();
    }

    /** What the peers are to be; the latest of several orders holds, whichever was looked up first. */
    private record NewPeers(long order, SortedMap<NodeName, List<InetSocketAddress>> places) {}

    /** From any thread. What does not fit is told as a notice. */
    public void post(HeartbeatEvent event) {
        if (!mailbox.offer(event)) {
            tellLater(new MembershipEvent.Notice(
                    "too many questions wait for the heartbeat thread; one was dropped"));
        }
        boolean canWait = event instanceof HeartbeatEvent.LogApplied;
        if (!canWait) {
            links.wakeUp();
        }
    }

    /** Has an event told in its turn; from any thread. */
    public void tellLater(MembershipEvent event) {
        toTell.add(event);
        links.wakeUp();
    }

    /** Makes the thread look at the log now; from any thread. */
    public void wakeUp() {
        logMoved = true;
        links.wakeUp();
    }

    /** The state after the newest step; from any thread. */
    public HeartbeatState state() {
        return state;
    }

    /** How well this thread keeps time; from any thread. */
    public Vitals vitals() {
        return pulse.vitals(timings().lease(), clock.nanos());
    }

    /** Whatever ends this thread too early must not end it in silence: without it there is no lease. */
    private void run() {
        var given = RealTime.askForThisThread(RealTime.Level.HEARTBEATS);
        pulse.runsWith(given);
        LOG.info("heartbeats priority={} pauses={}", given, RealTime.askForVirtualMachine());
        try {
            turnUntilClosed();
        } catch (RuntimeException e) {
            LOG.error("the heartbeat thread failed", e);
            listener.accept(new MembershipEvent.LogFailed("the heartbeat thread failed: " + e));
        }
    }

    private void turnUntilClosed() {
        long lastTurn = clock.nanos();
        while (!closing) {
            try {
                if (links.await(millisUntil(wakeAt))) {
                    LockSupport.parkNanos(gatherNanos);
                }
            } catch (IOException e) {
                listener.accept(
                        new MembershipEvent.LogFailed("the heartbeat links failed: " + e.getMessage()));
                return;
            }
            long now = clock.nanos();
            pulse.woke(wakeAt, now);
            if (now - lastTurn > timings().deadAfter().toNanos()) {
                afterPause(now - lastTurn);
            }
            turn();
            lastTurn = clock.nanos();
        }
    }

    /** The times in force. */
    private Timings timings() {
        return state.timings(settings.timings());
    }

    private long millisUntil(long at) {
        return (at - clock.nanos() + 999_999) / 1_000_000;
    }

    /** Whatever was received while this process stood still may be as old as the pause. */
    private void afterPause(long pauseNanos) {
        step(new HeartbeatEvent.Tick());
        links.receive((_, _, _) -> {});
        postman.paused(pauseNanos, clock.nanos());
    }

    private void turn() {
        long now = clock.nanos();
        if (logMoved || now - lookedAt >= timings().heartbeatPeriod().toNanos()) {
            logMoved = false;
            lookedAt = now;
            lookAtLog();
        }
        var peers = newPeers.getAndSet(null);
        if (peers != null) {
            postman.peersAre(peers.places());
        }
        mailbox.drain().forEach(this::step);
        for (var event = toTell.poll(); event != null; event = toTell.poll()) {
            listener.accept(event);
        }
        links.receive(this::receive);
        if (clock.nanos() >= wakeAt) {
            step(new HeartbeatEvent.Tick());
        }
    }

    /** When the log has said so, and once a period, for it does not always say so. */
    private void lookAtLog() {
        var end = log.logEnd();
        if (!end.equals(state.logEnd())) {
            step(new HeartbeatEvent.LogGrew(end));
        }
        var leadership = log.leadership();
        if (!leadership.equals(state.leadership())) {
            step(new HeartbeatEvent.LeadershipKnown(leadership));
            pulse.led(leadership);
            listener.accept(new MembershipEvent.LeadershipChanged(leadership));
        }
    }

    private void receive(int link, SocketAddress source, ByteBuffer datagram) {
        postman.open(link, source, datagram, clock.nanos()).ifPresent(letter -> {
            pulse.heard(letter.from(), clock.nanos());
            step(new HeartbeatEvent.Received(letter.from(), letter.message()), link);
        });
    }

    private void step(HeartbeatEvent event) {
        step(event, Postman.EVERY_LINK);
    }

    private void step(HeartbeatEvent event, int link) {
        var step = core.step(state, event, clock.nanos());
        state = step.state();
        wakeAt = step.wakeAt();
        step.effects().forEach(effect -> perform(effect, link));
    }

    private void perform(HeartbeatEffect effect, int link) {
        switch (effect) {
            case HeartbeatEffect.Send(var to, var message) ->
                postman.send(to, message, message instanceof Message.Reply ? link : Postman.EVERY_LINK);
            case HeartbeatEffect.Tell(var event) -> {
                pulse.told(event, timings().lease(), clock.nanos());
                listener.accept(event);
            }
            case HeartbeatEffect.StandForElection(var leader, var term) ->
                Thread.ofVirtual().start(() -> log.stand(leader, term));
            case HeartbeatEffect.Resign(var why) -> {
                LOG.warn("this node gives leadership up: {}", why);
                Thread.ofVirtual().start(() -> log.resign(why));
            }
            case HeartbeatEffect.HandOver(var to, var why) -> {
                LOG.info("leadership goes to node={}: {}", to, why);
                Thread.ofVirtual().start(() -> log.handOver(to));
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        links.wakeUp();
        try {
            thread.join(CLOSE_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        links.close();
    }
}
