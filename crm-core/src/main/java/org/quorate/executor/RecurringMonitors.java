package org.quorate.executor;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quorate.agent.AgentCall;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.AgentResult;
import org.quorate.agent.MonitorRunner;

/**
 * Monitors that repeat. Each is in turn: waiting for its time, queued for its turn, running; and ended, from
 * any of them, for good.
 */
final class RecurringMonitors implements MonitorRunner {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(24);
    /** The first look comes soon, but not while the rest of what has just been started still starts. */
    private static final Duration FIRST = Duration.ofMillis(500);

    private final AgentLauncher launcher;
    private final Turns turns;
    private final ScheduledExecutorService timer;
    private final Consumer<AgentResult> report;
    private final Map<Long, Monitor> monitors = new ConcurrentHashMap<>();

    RecurringMonitors(AgentLauncher launcher, Turns turns, ScheduledExecutorService timer,
            Consumer<AgentResult> report) {
        this.launcher = launcher;
        this.turns = turns;
        this.timer = timer;
        this.report = report;
    }

    @Override
    public void repeat(long ticket, AgentCall call, Duration interval) {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("interval outside [100 ms, 24 h]: " + interval);
        }
        var monitor = new Monitor(ticket, recurring(call, interval), interval);
        if (monitors.putIfAbsent(ticket, monitor) != null) {
            throw new IllegalStateException("ticket " + ticket + " is open already");
        }
        monitor.scheduleNext(interval.compareTo(FIRST) < 0 ? interval : FIRST);
    }

    /** Agents tell a recurring monitor from a probe by its interval. */
    private static AgentCall recurring(AgentCall call, Duration interval) {
        var meta = new TreeMap<>(call.meta());
        meta.put("interval", Long.toString(interval.toMillis()));
        return new AgentCall(call.resource(), call.agent(), call.action(), call.parameters(), meta,
                call.timeout());
    }

    @Override
    public void cancel(long ticket) {
        var monitor = monitors.remove(ticket);
        if (monitor != null) {
            monitor.end();
        }
    }

    /** Ends all monitors of a resource, for an operation that changes what they would see. */
    void end(String resource) {
        monitors.forEach((ticket, monitor) -> {
            if (monitor.call.resource().equals(resource)) {
                cancel(ticket);
            }
        });
    }

    void cancelAll() {
        monitors.keySet().forEach(this::cancel);
    }

    private final class Monitor {

        private final long ticket;
        private final AgentCall call;
        private final Duration interval;
        private AgentRun run = new AgentRun();
        private @Nullable AgentOutcome reported;
        private boolean ended;

        Monitor(long ticket, AgentCall call, Duration interval) {
            this.ticket = ticket;
            this.call = call;
            this.interval = interval;
        }

        synchronized void end() {
            ended = true;
            run.cancel();
        }

        synchronized void scheduleNext(Duration pause) {
            if (!ended && !timer.isShutdown()) {
                run = new AgentRun();
                var _ = timer.schedule(this::queue, pause.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        private void queue() {
            if (!turns.submit(Turns.Kind.MONITOR, call.resource(), this::perform)) {
                scheduleNext(interval);
            }
        }

        private void perform() {
            AgentRun current;
            synchronized (this) {
                if (ended) {
                    return;
                }
                current = run;
            }
            var started = Posix.bootTime();
            var outcome = launcher.run(call, current);
            finish(new AgentResult(ticket, outcome, started, Posix.bootTime()));
            scheduleNext(interval);
        }

        /** Under the lock, so that nothing is reported after {@link #end}. */
        private synchronized void finish(AgentResult result) {
            if (!ended && (reported == null || !result.outcome().repeats(reported))) {
                reported = result.outcome();
                report.accept(result);
            }
        }
    }
}
