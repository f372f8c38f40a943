package org.quorate.node;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.agent.AgentOutcome;
import org.quorate.model.ResourceId;
import org.quorate.state.Action;
import org.quorate.state.ActionId;
import org.quorate.state.Activity;
import org.quorate.state.Command;
import org.quorate.state.OpRecord;
import org.quorate.state.Work;
import org.quorate.state.Work.Run;

/** What came of this node's actions, and what it remembers of them until the log has taken note. */
final class Reports {

    private static final int NOT_RUNNING = 7;
    private static final int PROMOTED = 8;

    /** What of an agent's words is kept in the state. */
    private static final int LONGEST_REASON = 500;

    private Reports() {}

    static void actionEnded(Turn turn, HandsEvent.ActionEnded ended) {
        var action = turn.cluster().progress().transition().action(ended.action());
        if (!turn.state.actions().begun().contains(ended.action())) {
            return;
        }
        if (action.isEmpty()) {
            turn.state = turn.state.withActions(turn.state.actions().forget(ended.action()));
            return;
        }
        var digest = turn.state.actions().digests().getOrDefault(ended.action(), "");
        var record = record(turn, ended.action(), ended.outcome(), ended.took(), digest);
        if (!turn.holdsLease() && hasFoundSomething(action.get().work(), record)) {
            turn.state = turn.state.withActions(turn.state.actions().forget(ended.action()));
            return;
        }
        if (action.get().work() instanceof Run run && hasFoundSomething(run, record)) {
            Calls.of(turn.state, run).ifPresent(call -> turn.state = turn.state
                    .withActions(turn.state.actions().startedWith(run.resource(), call.parameters())));
        }
        var well = isWell(action.get().work(), record);
        turn.state = turn.state.withActions(turn.state.actions().end(ended.action(), well));
        report(turn, action.get(), record);
    }

    static void report(Turn turn, Action action, OpRecord record) {
        Offers.inOrder(turn, new Command.ActionResult(action.id(), turn.self(), turn.mine(), record,
                turn.now.wall()));
    }

    /** A probe that found more than nothing; it says so only under a lease, else it looks again. */
    private static boolean hasFoundSomething(Work work, OpRecord record) {
        return work instanceof Run run && run.isProbe() && record.exit() != NOT_RUNNING;
    }

    /** Whether this node may go on with what comes after, before the log has taken note. */
    private static boolean isWell(Work work, OpRecord record) {
        return switch (work) {
            case Run run when run.isProbe() -> record.exit() == NOT_RUNNING;
            case Run run when run.isRecurring() && run.role() == org.quorate.model.Role.PROMOTED ->
                record.exit() == PROMOTED;
            case Run _,Work.Cancel _,Work.Fence _ -> record.exit() == 0;
        };
    }

    static OpRecord record(Turn turn, ActionId action, AgentOutcome outcome, Duration took, String digest) {
        var at = turn.now.wall();
        return switch (outcome) {
            case AgentOutcome.Exited(var code, var why, _) ->
                new OpRecord(action, code.number(), OpRecord.Status.DONE, at, took, shortened(why), digest);
            case AgentOutcome.TimedOut(var after, _) -> new OpRecord(action, outcome.code().number(),
                    OpRecord.Status.TIMED_OUT, at, took, "timed out after " + after.toMillis() + " ms",
                    digest);
            case AgentOutcome.NotInstalled(var why) -> new OpRecord(action, outcome.code().number(),
                    OpRecord.Status.NOT_INSTALLED, at, took, shortened(why), digest);
            case AgentOutcome.CouldNotRun(var why) -> new OpRecord(action, outcome.code().number(),
                    OpRecord.Status.COULD_NOT_RUN, at, took, shortened(why), digest);
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
    }

    /** Forgets results that the log has taken note of, or that can have no effect any more. */
    static void settle(Turn turn) {
        var progress = turn.cluster().progress();
        var open = new TreeSet<ActionId>();
        for (var action : progress.transition().actions()) {
            if (!progress.hasEnded(action)) {
                open.add(action.id());
            }
        }
        turn.state = turn.state.withActions(turn.state.actions().keeping(open));
        forgetStopped(turn, open);
        for (var asked : turn.state.actions().questions().keySet()) {
            if (!open.contains(asked)) {
                Carrying.withdraw(turn, asked);
            }
        }
        Offers.settle(turn, open);
    }

    /** What was started here and is known to run here no more, with no start under way. */
    private static void forgetStopped(Turn turn, Set<ActionId> open) {
        var actions = turn.state.actions();
        if (actions.started().isEmpty() || !open.containsAll(actions.begun())) {
            return;
        }
        var starting = new TreeSet<ResourceId>();
        for (var action : turn.cluster().progress().transition().actions()) {
            if (action.work() instanceof Run run && run.task() == Work.Task.START
                    && open.contains(action.id())
                    && actions.hasSeen(action.id())) {
                starting.add(run.resource());
            }
        }
        var stopped = new TreeSet<ResourceId>();
        for (var resource : actions.started().keySet()) {
            if (!starting.contains(resource) && turn.cluster().resource(resource).on(turn.self())
                    .activity() instanceof Activity.Inactive) {
                stopped.add(resource);
            }
        }
        turn.state = turn.state.withActions(actions.withoutStarted(stopped));
    }
}
