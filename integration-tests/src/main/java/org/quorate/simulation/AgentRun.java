package org.quorate.simulation;

import java.time.Duration;
import java.util.function.Consumer;
import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.ExitCode;
import org.quorate.model.ResourceId;
import org.quorate.simulation.Manner.Conduct;
import org.quorate.simulation.Manner.Effect;

/** One run of an agent: a process of its machine, which may outlive the daemon that began it. */
final class AgentRun {

    private final Machine machine;
    private final AgentCall call;
    private Conduct conduct;
    private final long begun;
    private final Purpose purpose;
    private final Consumer<AgentOutcome> then;
    private boolean over;
    private boolean effected;

    /** On whose behalf it runs. */
    enum Purpose {
        /** The cluster has agreed to it. */
        ORDERED,
        /** Its node lets go, asking nobody. */
        LETTING_GO
    }

    private AgentRun(Machine machine, AgentCall call, Purpose purpose, Consumer<AgentOutcome> then) {
        this.machine = machine;
        this.call = call;
        this.conduct = machine.manner().next(call.action());
        this.begun = machine.world().agenda().now();
        this.purpose = purpose;
        this.then = then;
    }

    static AgentRun begin(Machine machine, AgentCall call, Purpose purpose, Consumer<AgentOutcome> then) {
        var run = new AgentRun(machine, call, purpose, then);
        machine.services().add(run);
        var agenda = machine.world().agenda();
        if (run.conduct.effectAfter() == 0) {
            run.takeEffect();
        } else {
            agenda.in(conductEffect(run), run::takeEffect);
        }
        long limit = call.timeout().toNanos();
        agenda.in(Math.min(run.conduct.duration(), limit),
                run.conduct.duration() <= limit ? run::exit : run::timeOut);
        return run;
    }

    private static long conductEffect(AgentRun run) {
        return Math.min(run.conduct.effectAfter(), run.conduct.duration());
    }

    ResourceId resource() {
        return new ResourceId(call.resource());
    }

    AgentAction action() {
        return call.action();
    }

    Duration took() {
        return Duration.ofNanos(machine.world().agenda().now() - begun);
    }

    /** The faults are over: what it goes on to say of its effect is true. */
    void lieNoMore() {
        var honest = conduct.honest(call.action());
        effected &= honest.equals(conduct);
        conduct = honest;
    }

    private void takeEffect() {
        if (over || effected) {
            return;
        }
        effected = true;
        switch (conduct.effect()) {
            case ACTIVATE -> {
                machine.services().activate(resource());
                machine.world().trace().add(machine, () -> "ACTIVE " + resource());
            }
            case DEACTIVATE -> {
                switch (purpose) {
                    case ORDERED -> machine.services().deactivate(resource());
                    case LETTING_GO -> machine.services().die(resource());
                }
                machine.world().trace().add(machine, () -> "inactive " + resource());
            }
            case LOOK, NOTHING -> {
            }
        }
    }

    private void exit() {
        if (over) {
            return;
        }
        takeEffect();
        end();
        var code = conduct.effect() == Effect.LOOK && conduct.code() == ExitCode.OK ? seen() : conduct.code();
        noteLie(code);
        then.accept(new AgentOutcome.Exited(code, "", ""));
    }

    private ExitCode seen() {
        return machine.services().isActive(resource()) ? ExitCode.OK : ExitCode.NOT_RUNNING;
    }

    /** Who says that nothing runs, and something does, has left the cluster no means to know. */
    private void noteLie(ExitCode code) {
        boolean denies = switch (call.action()) {
            case STOP -> code == ExitCode.OK;
            case MONITOR -> code == ExitCode.NOT_RUNNING || code == ExitCode.ARGS
                    || code == ExitCode.NOT_INSTALLED;
            default -> false;
        };
        if (denies && machine.services().isActive(resource())) {
            machine.services().deny(resource());
            machine.world().happened(Happening.STOP_DENIED);
        }
    }

    private void timeOut() {
        if (!over) {
            machine.world().happened(Happening.AGENT_TIMED_OUT);
            end();
            then.accept(new AgentOutcome.TimedOut(call.timeout(), ""));
        }
    }

    /** Cancelled by its daemon, which hears of it. */
    void cancel() {
        if (!over) {
            end();
            then.accept(new AgentOutcome.CouldNotRun("cancelled"));
        }
    }

    /** Killed by somebody else: its daemon, if it still lives, sees it end by a signal. */
    void kill() {
        if (!over) {
            end();
            then.accept(new AgentOutcome.Exited(ExitCode.ERROR, "killed", ""));
        }
    }

    private void end() {
        over = true;
        machine.services().remove(this);
    }
}
