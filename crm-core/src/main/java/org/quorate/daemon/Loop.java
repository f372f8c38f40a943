package org.quorate.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.quorate.controller.Controller;
import org.quorate.controller.DcEffect;
import org.quorate.controller.DcEvent;
import org.quorate.controller.DcState;
import org.quorate.membership.BootClock;
import org.quorate.membership.RecentWorst;
import org.quorate.membership.Urgency;
import org.quorate.membership.heartbeat.RealTime;
import org.quorate.node.Hands;
import org.quorate.node.HandsEffect;
import org.quorate.node.HandsEvent;
import org.quorate.node.HandsState;
import org.quorate.node.Now;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread in which this node decides: it takes one event at a time, reads the clocks once, asks the
 * pure side what follows, and hands the effects on. Nothing in it blocks but the wait for the next event.
 */
final class Loop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** More waiting events than this mean that the loop is stuck: the daemon ends. */
    private static final int LONGEST_QUEUE = 100_000;

    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final ReplicatedState replicated;
    private final Effects effects;
    private final BootClock clock;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private final AtomicBoolean stateWaits = new AtomicBoolean();
    private final Thread thread;
    private final RecentWorst delay;
    private volatile Urgency urgency = Urgency.NONE;
    private DcState dc;
    private HandsState hands;
    private long dcWake = NEVER;
    private long handsWake = NEVER;

    private record Waiting(Event event, long since) {}

    Loop(DcState dc, HandsState hands, ReplicatedState replicated, Effects effects, BootClock clock) {
        this.dc = dc;
        this.hands = hands;
        this.replicated = replicated;
        this.effects = effects;
        this.clock = clock;
        this.delay = new RecentWorst(clock.nanos());
        thread = Thread.ofPlatform().name("quorate-loop").uncaughtExceptionHandler(Crash::end)
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Takes an event in; from any thread. */
    void offer(Event event) {
        if (!queue.offer(new Waiting(event, clock.nanos()))) {
            Crash.end(thread,
                    new IllegalStateException("the event loop is stuck: " + LONGEST_QUEUE + " events"));
        }
    }

    void stateChanged() {
        if (stateWaits.compareAndSet(false, true)) {
            offer(new Event.StateChanged());
        }
    }

    /** What priority the loop has; from any thread. */
    Urgency urgency() {
        return urgency;
    }

    /** How long an event had to wait, at the longest of the last minute; from any thread. */
    Duration delay() {
        return Duration.ofNanos(delay.of(clock.nanos()));
    }

    private void run() {
        urgency = RealTime.askForThisThread(RealTime.Level.DECISIONS);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var waiting = queue.poll(waitNanos(), TimeUnit.NANOSECONDS);
                wake();
                if (waiting != null) {
                    long now = clock.nanos();
                    delay.add(now - waiting.since(), now);
                    take(waiting.event());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("loop ends");
        }
    }

    private long waitNanos() {
        var first = Math.min(dcWake, handsWake);
        return first == NEVER
                ? LONGEST_WAIT.toNanos()
                : Math.clamp(first - clock.nanos(), 0, LONGEST_WAIT.toNanos());
    }

    private void wake() {
        var now = clock.nanos();
        if (handsWake <= now) {
            handsWake = NEVER;
            forHands(new HandsEvent.Woken());
        }
        if (dcWake <= now) {
            dcWake = NEVER;
            forDc(new DcEvent.Woken());
        }
    }

    private void take(Event event) {
        switch (event) {
            case Event.StateChanged _ -> {
                stateWaits.set(false);
                var state = replicated.current();
                forHands(new HandsEvent.Applied(state));
                forDc(new DcEvent.Applied(state));
            }
            case Event.ForDc(var forDc) -> forDc(forDc);
            case Event.ForHands(var forHands) -> forHands(forHands);
            case Event.MustEnd(var why) -> {
                LOG.error("{}; this node gives up its resources and ends", why);
                forHands(new HandsEvent.LeaveAsked());
                forHands(new HandsEvent.LeaseEnded(hands.mine(), why));
                effects.endSoon(why);
            }
        }
    }

    private void forHands(HandsEvent event) {
        var step = Hands.step(hands, event, new Now(Instant.now(), clock.nanos()));
        hands = step.state();
        handsWake = NEVER;
        for (var effect : step.effects()) {
            switch (effect) {
                case HandsEffect.WakeAt(var when) -> handsWake = when;
                case HandsEffect.Say(var line) -> LOG.info("{}", line);
                default -> effects.perform(effect);
            }
        }
    }

    private void forDc(DcEvent event) {
        var now = Instant.now();
        var step = Controller.step(dc, event, now);
        dc = step.state();
        for (var effect : step.effects()) {
            switch (effect) {
                // Rounded up: too early is as good as never, or turns in circles until it is time.
                case DcEffect.WakeAt(var when) -> dcWake = clock.nanos()
                        + Math.clamp(Duration.between(now, when).toMillis() + 1, 0, 86_400_000L) * 1_000_000L;
                case DcEffect.Say(var line) -> LOG.info("{}", line);
                case DcEffect.Propose propose -> effects.propose(propose);
                case DcEffect.TransferLeadership(var to) -> effects.transfer(to);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
