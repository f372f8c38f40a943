package org.quorate.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quorate.agent.AgentCall;
import org.quorate.agent.AgentOutcome;
import org.quorate.model.ResourceId;
import org.quorate.simulation.AgentRun.Purpose;

/** Runs agents for one life of a daemon: one at a time for a resource, in the order given. */
final class Executor {

    private static final class Job {

        final AgentCall call;
        final Purpose purpose;
        final BiConsumer<AgentOutcome, Duration> then;
        @Nullable
        AgentRun run;
        boolean cancelled;

        Job(AgentCall call, Purpose purpose, BiConsumer<AgentOutcome, Duration> then) {
            this.call = call;
            this.purpose = purpose;
            this.then = then;
        }
    }

    private final Machine machine;
    private final Life life;
    private final Map<String, Queue<Job>> queues = new HashMap<>();
    private final Map<Object, Job> open = new HashMap<>();
    private final Map<Long, Watch> watches = new HashMap<>();

    Executor(Machine machine, Life life) {
        this.machine = machine;
        this.life = life;
    }

    /** @param key names the run until its end is told */
    void run(Object key, AgentCall call, Purpose purpose, BiConsumer<AgentOutcome, Duration> then) {
        if (call.action() == org.quorate.agent.AgentAction.STOP) {
            endWatches(call.resource());
        }
        var job = new Job(call, purpose, (outcome, took) -> {
            open.remove(key);
            then.accept(outcome, took);
        });
        open.put(key, job);
        enqueue(job);
    }

    private void enqueue(Job job) {
        var queue = queues.computeIfAbsent(job.call.resource(), _ -> new ArrayDeque<>());
        queue.add(job);
        if (queue.size() == 1) {
            begin(job);
        }
    }

    private void begin(Job job) {
        if (job.cancelled) {
            ended(job, new AgentOutcome.CouldNotRun("cancelled"), Duration.ZERO);
            return;
        }
        machine.world().trace().add(machine,
                () -> "run " + job.call.action().word() + " " + job.call.resource());
        Consumer<AgentOutcome> told = outcome -> life.run(
                () -> ended(job, outcome, job.run == null ? Duration.ZERO : job.run.took()));
        job.run = AgentRun.begin(machine, job.call, job.purpose, told);
    }

    private void ended(Job job, AgentOutcome outcome, Duration took) {
        machine.world().trace().add(machine,
                () -> "end " + job.call.action().word() + " " + job.call.resource() + " " + outcome.code());
        var queue = queues.getOrDefault(job.call.resource(), new ArrayDeque<>());
        queue.remove(job);
        job.then.accept(outcome, took);
        var next = queue.peek();
        if (next != null && next.run == null) {
            begin(next);
        }
    }

    void cancel(Object key) {
        var job = open.get(key);
        if (job != null) {
            cancel(job);
        }
    }

    private static void cancel(Job job) {
        job.cancelled = true;
        if (job.run != null) {
            job.run.cancel();
        }
    }

    /** A recurring monitor. */
    private static final class Watch {

        final AgentCall call;
        final Duration interval;
        final BiConsumer<AgentOutcome, Duration> report;
        @Nullable
        AgentOutcome last;
        @Nullable
        Job job;
        boolean ended;

        Watch(AgentCall call, Duration interval, BiConsumer<AgentOutcome, Duration> report) {
            this.call = call;
            this.interval = interval;
            this.report = report;
        }
    }

    void watch(long ticket, AgentCall call, Duration interval, BiConsumer<AgentOutcome, Duration> report) {
        var watch = new Watch(call, interval, report);
        watches.put(ticket, watch);
        life.in(interval.toNanos(), () -> look(watch));
    }

    private void look(Watch watch) {
        if (watch.ended) {
            return;
        }
        var job = new Job(watch.call, Purpose.ORDERED, (outcome, took) -> {
            if (watch.ended) {
                return;
            }
            if (watch.last == null || !outcome.repeats(watch.last)) {
                watch.last = outcome;
                watch.report.accept(outcome, took);
            }
            life.in(watch.interval.toNanos(), () -> look(watch));
        });
        watch.job = job;
        enqueue(job);
    }

    void unwatch(long ticket) {
        var watch = watches.remove(ticket);
        if (watch != null) {
            watch.ended = true;
            if (watch.job != null) {
                cancel(watch.job);
            }
        }
    }

    private void endWatches(String resource) {
        for (var entry : List.copyOf(watches.entrySet())) {
            if (entry.getValue().call.resource().equals(resource)) {
                unwatch(entry.getKey());
            }
        }
    }

    /** Stops one after the other, and kills what has not stopped by the deadline. */
    void isolate(List<AgentCall> chain, long deadlineBoot, Consumer<ResourceId> told) {
        if (chain.isEmpty()) {
            return;
        }
        var call = chain.getFirst();
        var id = new ResourceId(call.resource());
        var rest = new ArrayList<>(chain.subList(1, chain.size()));
        long left = deadlineBoot - machine.clock().boot();
        if (left < 1_000_000) {
            killed(id, told);
            isolate(rest, deadlineBoot, told);
            return;
        }
        var limit = Duration.ofNanos(Math.min(left, call.timeout().toNanos()));
        var key = new Object();
        var done = new boolean[1];
        Consumer<Boolean> finish = stopped -> {
            if (!done[0]) {
                done[0] = true;
                if (stopped) {
                    told.accept(id);
                } else {
                    cancel(key);
                    killed(id, told);
                }
                isolate(rest, deadlineBoot, told);
            }
        };
        run(key, call.within(limit), Purpose.LETTING_GO,
                (outcome, _) -> {
                    boolean stopped = outcome.code() == org.quorate.agent.ExitCode.OK;
                    if (stopped) {
                        machine.world().ended(machine, call, outcome);
                    }
                    finish.accept(stopped);
                });
        life.at(machine.clock().worldAt(deadlineBoot), () -> finish.accept(false));
    }

    private void killed(ResourceId id, Consumer<ResourceId> told) {
        machine.kill(id);
        told.accept(id);
    }
}
