package org.quorate.executor;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.quorate.agent.AgentCatalog.Lookup;
import org.quorate.agent.AgentMetadata;
import org.quorate.model.AgentName;
import org.quorate.agent.FenceAction;
import org.quorate.agent.FenceCall;
import org.quorate.agent.FenceOutcome;
import org.quorate.agent.FenceRequest;
import org.quorate.agent.FenceRunner;
import org.quorate.executor.AgentLauncher.Ended;
import org.quorate.executor.AgentProcess.End;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs fence agents as processes, with the retries and delays that {@code pcmk_*} parameters ask for. */
final class ProcessFenceRunner implements FenceRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessFenceRunner.class);
    /** Tries again only while this part of the time is left (as Pacemaker's fencer does). */
    private static final double LEAST_LEFT = 0.3;
    private static final int MOST_RETRIES = 100;
    private static final int DEFAULT_RETRIES = 2;
    private static final int STATUS_OFF = 2;

    private final AgentLauncher launcher;
    private final InstalledAgents catalog;
    private final Turns turns;
    private final BiConsumer<Long, FenceOutcome> report;
    private final Map<Long, AgentRun> open = new ConcurrentHashMap<>();

    ProcessFenceRunner(AgentLauncher launcher, InstalledAgents catalog, Turns turns,
            BiConsumer<Long, FenceOutcome> report) {
        this.launcher = launcher;
        this.catalog = catalog;
        this.turns = turns;
        this.report = report;
    }

    @Override
    public void fence(long ticket, FenceCall call) {
        var run = new AgentRun();
        if (open.putIfAbsent(ticket, run) != null) {
            throw new IllegalStateException("ticket " + ticket + " is open already");
        }
        if (!turns.submit(Turns.Kind.OPERATION, call.device().id(),
                () -> finish(ticket, perform(call, run)))) {
            finish(ticket, new FenceOutcome.Failed(Turns.LONGEST + " requests wait already", ""));
        }
    }

    @Override
    public void cancel(long ticket) {
        var run = open.get(ticket);
        if (run != null) {
            run.cancel();
        }
    }

    void cancelAll() {
        open.values().forEach(AgentRun::cancel);
    }

    private void finish(long ticket, FenceOutcome outcome) {
        open.remove(ticket);
        report.accept(ticket, outcome);
    }

    private FenceOutcome perform(FenceCall call, AgentRun run) {
        var name = AgentName.parse("stonith:" + call.device().agent());
        if (name.isEmpty()) {
            return new FenceOutcome.NotInstalled("not a fence agent: " + call.device().agent());
        }
        return switch (catalog.metadata(name.get())) {
            case Lookup.Unknown(var why) -> new FenceOutcome.NotInstalled(why);
            case Lookup.Unreadable(var why) -> new FenceOutcome.Failed(why, "");
            case Lookup.Found(var metadata) -> perform(call, metadata, run);
        };
    }

    /**
     * An agent that cannot reboot turns off, then on; off is what counts (Pacemaker Explained, "Fencing").
     */
    private FenceOutcome perform(FenceCall call, AgentMetadata metadata, AgentRun run) {
        long deadline = System.nanoTime() + call.timeout().toNanos();
        boolean remapped = call.action() == FenceAction.REBOOT
                && call.device().parameter("pcmk_reboot_action").isEmpty()
                && metadata.actions().stream().noneMatch(action -> action.name().equals("reboot"));
        if (!remapped) {
            return retrying(call, metadata, run, deadline);
        }
        var off = retrying(as(FenceAction.OFF, call), metadata, run, deadline);
        if (off instanceof FenceOutcome.Done) {
            var on = retrying(as(FenceAction.ON, call), metadata, run, deadline);
            if (!(on instanceof FenceOutcome.Done)) {
                LOG.warn("target is off, but did not come on again device={} target={} outcome={}",
                        call.device().id(), call.target(), on);
            }
        }
        return off;
    }

    private static FenceCall as(FenceAction action, FenceCall call) {
        return new FenceCall(call.device(), action, call.target(), call.timeout());
    }

    private FenceOutcome retrying(FenceCall call, AgentMetadata metadata, AgentRun run, long deadline) {
        var file = launcher.files().path(metadata.name()).orElseThrow();
        var input = FenceRequest.lines(call, metadata);
        int retries = FenceTimes.retries(call, DEFAULT_RETRIES, MOST_RETRIES);
        FenceOutcome outcome = new FenceOutcome.TimedOut(call.timeout(), "");
        for (int attempt = 0; attempt <= retries && !run.isCancelled(); attempt++) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.toMillis() < 1
                    || (attempt > 0 && left.toMillis() < call.timeout().toMillis() * LEAST_LEFT)) {
                break;
            }
            var limit = FenceTimes.shorter(left, FenceTimes.timeout(call));
            outcome = outcome(call, launcher.fence(file, input, limit, run), limit);
            if (!(outcome instanceof FenceOutcome.Failed)) {
                break;
            }
            LOG.warn("fence agent failed device={} action={} target={} attempt={} outcome={}",
                    call.device().id(),
                    call.action().word(), call.target(), attempt + 1, outcome);
        }
        return run.isCancelled() ? new FenceOutcome.Failed("cancelled", "") : outcome;
    }

    private static FenceOutcome outcome(FenceCall call, Ended ended, Duration limit) {
        return switch (ended) {
            case Ended.Ran(End.Exited(int status), var out, var error) -> {
                if (status == 0) {
                    yield new FenceOutcome.Done(out);
                }
                yield call.action() == FenceAction.STATUS && status == STATUS_OFF
                        ? new FenceOutcome.IsOff()
                        : new FenceOutcome.Failed("exit status " + status + ": " + lastLine(error),
                                error + out);
            }
            case Ended.Ran(End.OutOfTime _, var out, var error) ->
                new FenceOutcome.TimedOut(limit, error + out);
            case Ended.Ran(End.Cancelled _, _, _) -> new FenceOutcome.Failed("cancelled", "");
            case Ended.NotStarted(var why) -> new FenceOutcome.Failed(why, "");
        };
    }

    private static String lastLine(String text) {
        var stripped = text.strip();
        return stripped.substring(stripped.lastIndexOf('\n') + 1);
    }
}
