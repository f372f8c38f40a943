package org.quorate.daemon;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.quorate.agent.AgentCall;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.AgentResult;
import org.quorate.agent.ExitCode;
import org.quorate.executor.LocalExecutor;
import org.quorate.membership.BootClock;
import org.quorate.model.ResourceId;
import org.quorate.node.HandsEffect;
import org.quorate.node.HandsEvent;

/**
 * Makes resources harmless without asking anybody: stops them, and kills what has not stopped by the
 * deadline.
 */
final class Isolator {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final LocalExecutor executor;
    private final BootClock clock;
    private final Inbox inbox;
    /** Tickets below zero are the isolator's, those above zero belong to actions. */
    private final AtomicLong lastTicket = new AtomicLong();
    private final ConcurrentMap<Long, CompletableFuture<AgentOutcome>> stops = new ConcurrentHashMap<>();

    Isolator(LocalExecutor executor, BootClock clock, Inbox inbox) {
        this.executor = executor;
        this.clock = clock;
        this.inbox = inbox;
    }

    void isolate(HandsEffect.Isolate isolate) {
        for (var chain : isolate.chains()) {
            Thread.ofVirtual().name("isolate").start(() -> isolate(chain, isolate.deadlineBootNanos()));
        }
    }

    void stopEnded(AgentResult result) {
        var waiting = stops.remove(result.ticket());
        if (waiting != null) {
            waiting.complete(result.outcome());
        }
    }

    private void isolate(List<AgentCall> chain, long deadline) {
        for (var call : chain) {
            var how = stop(call, deadline)
                    ? "stopped"
                    : "killed " + executor.processes().kill(call.resource()) + " processes, removed "
                            + executor.removeAddresses(call.resource()) + " addresses";
            inbox.accept(new Event.ForHands(new HandsEvent.Isolated(new ResourceId(call.resource()), how)));
        }
    }

    /** Whether the stop succeeded in time. */
    private boolean stop(AgentCall call, long deadline) {
        var left = Duration.ofNanos(deadline - clock.nanos());
        if (left.compareTo(SHORTEST) < 0) {
            return false;
        }
        var ticket = lastTicket.decrementAndGet();
        var ended = new CompletableFuture<AgentOutcome>();
        stops.put(ticket, ended);
        executor.runner().run(ticket,
                call.within(left.compareTo(call.timeout()) < 0 ? left : call.timeout()));
        try {
            var outcome = ended.get(left.toNanos(), TimeUnit.NANOSECONDS);
            return outcome instanceof AgentOutcome.Exited(var code, _, _) && code == ExitCode.OK;
        } catch (TimeoutException | ExecutionException e) {
            executor.runner().cancel(ticket);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
