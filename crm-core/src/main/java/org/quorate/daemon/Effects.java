package org.quorate.daemon;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.AgentResult;
import org.quorate.agent.ExitCode;
import org.quorate.agent.FenceAction;
import org.quorate.agent.FenceCall;
import org.quorate.agent.FenceDevice;
import org.quorate.agent.FenceOutcome;
import org.quorate.codec.CommandCodec;
import org.quorate.codec.OutcomeCodec;
import org.quorate.controller.DcEffect;
import org.quorate.controller.DcEvent;
import org.quorate.controller.DcEvent.Answer;
import org.quorate.executor.Guardian;
import org.quorate.executor.LocalExecutor;
import org.quorate.membership.Membership;
import org.quorate.membership.NodeName;
import org.quorate.membership.RecentWorst;
import org.quorate.membership.Submission;
import org.quorate.node.HandsEffect;
import org.quorate.node.HandsEvent;
import org.quorate.state.ActionId;
import org.quorate.state.Command;
import org.quorate.state.Outcome;
import org.quorate.state.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the pure side wants done, and reports back to the loop. Called by the loop's thread alone. */
final class Effects {

    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

    /** How long a command may take to be agreed. */
    private static final Duration SUBMIT_LIMIT = Duration.ofSeconds(3);

    /** No deadline is further away: the longest lease and the longest budget. */
    private static final long LONGEST_GUARD = Duration.ofMinutes(11).toNanos();

    private final ReplicatedState replicated;
    private final Parts parts;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final AtomicLong lastTicket = new AtomicLong();
    private final ConcurrentMap<Long, Running> actions = new ConcurrentHashMap<>();
    private final ConcurrentMap<ActionId, Long> tickets = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, ActionId> questions = new ConcurrentHashMap<>();
    /** How much of {@link #LONGEST_GUARD} was not left when the guardian's deadline was extended. */
    private final RecentWorst guardUsed;
    private HandsEffect.GuardUntil guard = new HandsEffect.GuardUntil(HandsEffect.GuardUntil.NOTHING);

    /** What the effects are performed with. */
    record Parts(Membership membership, LocalExecutor executor, Guardian guardian, Isolator isolator,
            Admission admission, Inbox inbox) {}

    /** An action that runs, or the isolation that waits for a stop. */
    private record Running(ActionId action, long startedNanos) {}

    Effects(ReplicatedState replicated, Parts parts) {
        this.replicated = replicated;
        this.parts = parts;
        guardUsed = new RecentWorst(parts.membership().clock().nanos());
    }

    /** Completes with the reason when the daemon is to end. */
    CompletableFuture<String> ended() {
        return ended;
    }

    void endSoon(String why) {
        ended.completeOnTimeout(why, 5, java.util.concurrent.TimeUnit.SECONDS);
    }

    void propose(DcEffect.Propose propose) {
        var number = propose.proposal();
        parts.membership().log().submit(CommandCodec.encode(propose.command()), SUBMIT_LIMIT)
                .whenComplete((submission, _) -> parts.inbox()
                        .accept(new Event.ForDc(new DcEvent.ProposalEnded(number, answer(submission)))));
    }

    private static Answer answer(Submission submission) {
        return switch (submission) {
            case Submission.Agreed(_, var reply) -> switch (OutcomeCodec.decode(reply)) {
                case Outcome.Accepted _,Outcome.Duplicate _ -> Answer.TOOK_EFFECT;
                case Outcome.Refused(var problems) -> {
                    LOG.debug("proposal refused problems={}", problems);
                    yield Answer.CAME_TO_NOTHING;
                }
            };
            case Submission.Refused(var why) -> nothing(why);
            case Submission.Unknown(var why) -> nothing(why);
        };
    }

    private static Answer nothing(String why) {
        LOG.warn("proposal not agreed why=\"{}\"", why);
        return Answer.CAME_TO_NOTHING;
    }

    void transfer(NodeName to) {
        parts.membership().handOver(to);
    }

    void perform(HandsEffect effect) {
        switch (effect) {
            case HandsEffect.RunAction(var action, var call) -> run(action, call);
            case HandsEffect.KillAction(var action) -> kill(action);
            case HandsEffect.RunFence fence -> fence(fence);
            case HandsEffect.StartMonitor(var ticket, var call, var interval) ->
                parts.executor().monitors().repeat(ticket, call, interval);
            case HandsEffect.CancelMonitor(var ticket) -> parts.executor().monitors().cancel(ticket);
            case HandsEffect.Submit submit -> submit(submit);
            case HandsEffect.Ask(var action, var question) -> {
                questions.put(question.id(), action);
                parts.membership().ask(question);
            }
            case HandsEffect.Withdraw(var question) -> {
                questions.remove(question);
                parts.membership().withdraw(question);
            }
            case HandsEffect.TakeIncarnation(var incarnation) -> parts.membership().incarnation(incarnation);
            case HandsEffect.GuardUntil until -> {
                noteWhatWasLeft(until);
                guard = until;
                guard(until.bootNanos());
            }
            case HandsEffect.Isolate isolate -> parts.isolator().isolate(isolate);
            case HandsEffect.Exit(var why) -> ended.complete(why);
            case HandsEffect.WakeAt _,HandsEffect.Say _ ->
                throw new IllegalStateException("done by the loop");
        }
    }

    /** What makes something active is not begun when this process stood still until it was too late. */
    private void run(ActionId action, AgentCall call) {
        boolean activates = call.action() == AgentAction.START || call.action() == AgentAction.PROMOTE;
        if (activates && guard.hasPassed(parts.membership().clock().nanos())) {
            parts.inbox().accept(new Event.ForHands(new HandsEvent.ActionEnded(action,
                    new AgentOutcome.CouldNotRun("this node stood still beyond its lease"), Duration.ZERO)));
            return;
        }
        parts.executor().runner().run(begin(action), call);
    }

    private void noteWhatWasLeft(HandsEffect.GuardUntil next) {
        boolean extended = guard.bootNanos() != HandsEffect.GuardUntil.NOTHING
                && next.bootNanos() > guard.bootNanos();
        if (extended) {
            long now = parts.membership().clock().nanos();
            guardUsed.add(LONGEST_GUARD - (guard.bootNanos() - now), now);
        }
    }

    /**
     * What was left until the guardian's deadline when it was extended, at the least of the last minute; zero
     * when it was not. From any thread.
     */
    Duration guardLeft() {
        long used = guardUsed.of(parts.membership().clock().nanos());
        return used == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, LONGEST_GUARD - used));
    }

    private void guard(long until) {
        try {
            if (until == HandsEffect.GuardUntil.NOTHING) {
                parts.guardian().none();
            } else {
                parts.guardian().until(Duration.ofNanos(until));
            }
        } catch (IOException e) {
            endSoon("the guardian's deadline cannot be written: " + e.getMessage());
        }
    }

    private long begin(ActionId action) {
        var ticket = lastTicket.incrementAndGet();
        actions.put(ticket, new Running(action, parts.membership().clock().nanos()));
        tickets.put(action, ticket);
        return ticket;
    }

    private void kill(ActionId action) {
        var ticket = tickets.get(action);
        if (ticket != null) {
            parts.executor().runner().cancel(ticket);
            parts.executor().fencing().cancel(ticket);
        }
    }

    private void fence(HandsEffect.RunFence run) {
        var fence = run.fence();
        var ticket = begin(run.action());
        var device = replicated.current().definition(fence.device());
        if (device.isEmpty()) {
            fenced(ticket, new FenceOutcome.NotInstalled("the device " + fence.device() + " was removed"));
            return;
        }
        var parameters = new java.util.TreeMap<String, String>();
        device.get().params().forEach(set -> parameters.putAll(set.values()));
        parts.executor().fencing().fence(ticket, new FenceCall(
                new FenceDevice(fence.device().value(), device.get().agent().type(), parameters),
                action(fence.kind()), fence.target().value(), fence.timeout()));
    }

    private static FenceAction action(Work.FenceKind kind) {
        return switch (kind) {
            case REBOOT -> FenceAction.REBOOT;
            case OFF -> FenceAction.OFF;
        };
    }

    /** The end of an agent's run; from any thread. */
    void agentEnded(AgentResult result) {
        var running = actions.remove(result.ticket());
        if (running == null) {
            parts.isolator().stopEnded(result);
            return;
        }
        tickets.remove(running.action());
        parts.inbox().accept(new Event.ForHands(new HandsEvent.ActionEnded(running.action(), result.outcome(),
                result.endedAt().minus(result.startedAt()))));
    }

    void monitorEnded(AgentResult result) {
        parts.inbox()
                .accept(new Event.ForHands(new HandsEvent.MonitorReported(result.ticket(), result.outcome(),
                        result.endedAt().minus(result.startedAt()))));
    }

    void fenced(long ticket, FenceOutcome outcome) {
        var running = actions.remove(ticket);
        if (running == null) {
            return;
        }
        tickets.remove(running.action());
        var took = Duration.ofNanos(parts.membership().clock().nanos() - running.startedNanos());
        AgentOutcome result = switch (outcome) {
            case FenceOutcome.Done(var output) -> new AgentOutcome.Exited(ExitCode.OK, "", output);
            case FenceOutcome.IsOff _ -> new AgentOutcome.Exited(ExitCode.OK, "", "");
            case FenceOutcome.Failed(var why, var output) ->
                new AgentOutcome.Exited(ExitCode.ERROR, why, output);
            case FenceOutcome.TimedOut(var after, var output) -> new AgentOutcome.TimedOut(after, output);
            case FenceOutcome.NotInstalled(var why) -> new AgentOutcome.NotInstalled(why);
        };
        parts.inbox().accept(new Event.ForHands(new HandsEvent.ActionEnded(running.action(), result, took)));
    }

    void takeoverCleared(long question) {
        var action = questions.remove(question);
        if (action != null) {
            parts.inbox().accept(new Event.ForHands(new HandsEvent.TakeoverCleared(action, question)));
        }
    }

    private void submit(HandsEffect.Submit submit) {
        if (submit.command() instanceof Command.NodeJoined) {
            parts.admission().await(heard -> {
                switch (heard) {
                    case READY -> offer(submit);
                    case NOT_READY ->
                        parts.inbox().accept(new Event.ForHands(new HandsEvent.NotAnswered(submit,
                                "it hears no majority of voters, or is behind the log")));
                }
            });
            return;
        }
        offer(submit);
    }

    private void offer(HandsEffect.Submit submit) {
        parts.membership().log().submit(CommandCodec.encode(submit.command()), SUBMIT_LIMIT)
                .whenComplete((submission, _) -> parts.inbox()
                        .accept(new Event.ForHands(answered(submit, submission))));
    }

    private static HandsEvent answered(HandsEffect.Submit submit, Submission submission) {
        return switch (submission) {
            case Submission.Agreed(_, var reply) ->
                new HandsEvent.Answered(submit, OutcomeCodec.decode(reply));
            case Submission.Refused(var why) -> new HandsEvent.NotAnswered(submit, why);
            case Submission.Unknown(var why) -> new HandsEvent.NotAnswered(submit, why);
        };
    }
}
