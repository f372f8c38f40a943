package org.quorate.executor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.AgentResult;
import org.quorate.agent.AgentRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs agents as processes. */
final class ProcessAgentRunner implements AgentRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessAgentRunner.class);

    private final AgentLauncher launcher;
    private final Turns turns;
    private final RecurringMonitors monitors;
    private final Consumer<AgentResult> report;
    private final Map<Long, AgentRun> open = new ConcurrentHashMap<>();

    ProcessAgentRunner(AgentLauncher launcher, Turns turns, RecurringMonitors monitors,
            Consumer<AgentResult> report) {
        this.launcher = launcher;
        this.turns = turns;
        this.monitors = monitors;
        this.report = report;
    }

    @Override
    public void run(long ticket, AgentCall call) {
        if (call.action() == AgentAction.STOP || call.action() == AgentAction.DEMOTE) {
            monitors.end(call.resource());
        }
        var run = new AgentRun();
        if (open.putIfAbsent(ticket, run) != null) {
            throw new IllegalStateException("ticket " + ticket + " is open already");
        }
        if (!turns.submit(Turns.Kind.OPERATION, call.resource(), () -> perform(ticket, call, run))) {
            var why = new AgentOutcome.CouldNotRun(Turns.LONGEST + " operations wait already");
            var now = Posix.bootTime();
            finish(new AgentResult(ticket, why, now, now));
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

    private void perform(long ticket, AgentCall call, AgentRun run) {
        var started = Posix.bootTime();
        var outcome = launcher.run(call, run);
        var ended = Posix.bootTime();
        LOG.debug("ran agent resource={} agent={} action={} code={} ms={}", call.resource(), call.agent(),
                call.action().word(), outcome.code().number(), ended.minus(started).toMillis());
        finish(new AgentResult(ticket, outcome, started, ended));
    }

    private void finish(AgentResult result) {
        open.remove(result.ticket());
        report.accept(result);
    }
}
