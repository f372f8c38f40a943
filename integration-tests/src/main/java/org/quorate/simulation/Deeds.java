package org.quorate.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.agent.AgentOutcome;
import org.quorate.controller.DcEvent;
import org.quorate.membership.lease.HeartbeatEvent;
import org.quorate.node.AskingToJoin;
import org.quorate.node.HandsEffect;
import org.quorate.node.HandsEffect.GuardUntil;
import org.quorate.node.HandsEvent;
import org.quorate.state.ActionId;
import org.quorate.state.Command;
import org.quorate.state.Outcome;
import org.quorate.state.Work;

/** Does what the pure side wants done, as {@code Effects} of the daemon. */
final class Deeds {

    private static final long LIMIT = 3_000_000_000L;
    private static final long LOOK_EVERY = 10_000_000L;

    private final Daemon daemon;
    private final Machine machine;
    private final Executor executor;
    private final Map<Long, ActionId> questions = new HashMap<>();
    private GuardUntil guard = new GuardUntil(GuardUntil.NOTHING);

    Deeds(Daemon daemon) {
        this.daemon = daemon;
        this.machine = daemon.machine();
        this.executor = new Executor(machine, daemon.life());
    }

    void propose(long number, Command command) {
        daemon.submit(machine.world().seams().proposed(daemon, command), LIMIT,
                answer -> daemon.brain().offer(new DcEvent.ProposalEnded(number,
                        answer instanceof Answer.Agreed agreed
                                && !(agreed.outcome() instanceof Outcome.Refused)
                                        ? DcEvent.Answer.TOOK_EFFECT
                                        : DcEvent.Answer.CAME_TO_NOTHING)));
    }

    void perform(HandsEffect effect) {
        switch (effect) {
            case HandsEffect.RunAction(var action, var call) when stoodStill(call) ->
                daemon.brain().offer(new HandsEvent.ActionEnded(action,
                        new AgentOutcome.CouldNotRun("stood still"), Duration.ZERO));
            case HandsEffect.RunAction(var action, var call) -> {
                machine.world().begins(machine, action, call);
                executor.run(action, call, AgentRun.Purpose.ORDERED,
                        (outcome, took) -> {
                            machine.world().ended(machine, call, outcome);
                            daemon.brain().offer(new HandsEvent.ActionEnded(action, outcome, took));
                        });
            }
            case HandsEffect.KillAction(var action) -> executor.cancel(action);
            case HandsEffect.RunFence(var action, var fence) -> fence(action, fence);
            case HandsEffect.StartMonitor(var ticket, var call, var interval) ->
                executor.watch(ticket, call, interval, (outcome, took) -> {
                    machine.world().ended(machine, call, outcome);
                    daemon.brain().offer(new HandsEvent.MonitorReported(ticket, outcome, took));
                });
            case HandsEffect.CancelMonitor(var ticket) -> executor.unwatch(ticket);
            case HandsEffect.Submit submit when submit.command() instanceof Command.NodeJoined ->
                submitWhenAllowed(submit, machine.clock().boot() + AskingToJoin.LIMIT.toNanos());
            case HandsEffect.Submit submit -> submit(submit);
            case HandsEffect.Ask(var action, var question) -> {
                machine.world().happened(Happening.TAKEOVER_WAITED);
                questions.put(question.id(), action);
                daemon.heart().post(
                        new HeartbeatEvent.Asked(machine.world().seams().asked(daemon, question)));
            }
            case HandsEffect.Withdraw(var question) -> {
                questions.remove(question);
                daemon.heart().post(new HeartbeatEvent.Withdrawn(question));
            }
            case HandsEffect.TakeIncarnation(var incarnation) ->
                daemon.heart().post(new HeartbeatEvent.IncarnationTaken(incarnation));
            case HandsEffect.GuardUntil until -> {
                guard = until;
                machine.guardian().until(until.bootNanos(), daemon.life().number());
            }
            case HandsEffect.Isolate(var chains, var deadline) -> chains.forEach(chain -> executor
                    .isolate(chain, deadline,
                            resource -> daemon.brain().offer(new HandsEvent.Isolated(resource, "let go"))));
            case HandsEffect.Exit(var why) -> machine.exit(why);
            case HandsEffect.WakeAt _,HandsEffect.Say _ ->
                throw new IllegalStateException("done by the loop");
        }
    }

    private void fence(ActionId action, Work.Fence fence) {
        var world = machine.world();
        long asked = world.agenda().now();
        world.powerSwitch().reboot(fence.device(), world.machine(fence.target()), fence.timeout(),
                outcome -> daemon.life().run(() -> daemon.brain().offer(new HandsEvent.ActionEnded(action,
                        outcome, Duration.ofNanos(world.agenda().now() - asked)))));
    }

    /** As the daemon's {@code Admission} does. */
    private void submitWhenAllowed(HandsEffect.Submit submit, long until) {
        var view = daemon.heart().state().view(machine.clock().boot());
        if (AskingToJoin.isAllowed(machine.name(), daemon.standings().voters(), view)) {
            submit(submit);
        } else if (machine.clock().boot() < until) {
            daemon.life().in(LOOK_EVERY, () -> submitWhenAllowed(submit, until));
        } else {
            machine.world().happened(Happening.NOT_ADMITTED);
            daemon.brain().offer(new HandsEvent.NotAnswered(submit,
                    "it hears no majority of voters, or is behind the log"));
        }
    }

    private void submit(HandsEffect.Submit submit) {
        daemon.submit(submit.command(), LIMIT, answer -> daemon.brain().offer(switch (answer) {
            case Answer.Agreed(var outcome) -> new HandsEvent.Answered(submit, outcome);
            case Answer.NotTaken(var why) -> new HandsEvent.NotAnswered(submit, why);
            case Answer.Unknown(var why) -> new HandsEvent.NotAnswered(submit, why);
        }));
    }

    private boolean stoodStill(AgentCall call) {
        return call.action() == AgentAction.START && guard.hasPassed(machine.clock().boot())
                && !machine.world().seams().guardianSparesTheDaemon();
    }

    void takeoverCleared(long question) {
        var action = questions.remove(question);
        if (action != null) {
            machine.world().happened(Happening.TAKEOVER_CLEARED);
            daemon.brain().offer(new HandsEvent.TakeoverCleared(action, question));
        }
    }
}
