package org.quorate.node;

import java.time.Duration;
import java.util.List;
import org.quorate.agent.AgentOutcome;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.membership.TakeoverQuestion;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.node.HandsState.Asked;
import org.quorate.node.HandsState.Phase;
import org.quorate.state.Action;
import org.quorate.state.ActionId;
import org.quorate.state.OpRecord;
import org.quorate.state.Owner;
import org.quorate.state.Work;
import org.quorate.state.Work.Run;
import org.quorate.state.Work.Task;
import org.quorate.transition.Readiness;

/** Carries out this node's part of the adopted transition. */
final class Carrying {

    private Carrying() {}

    static void look(Turn turn) {
        if (!(turn.state.phase() instanceof Phase.In(var mine, _))) {
            return;
        }
        Survey.look(turn);
        var actions = turn.state.actions();
        var ready = Readiness.ready(turn.cluster(), turn.self(), mine, actions.succeeded(), actions.failed());
        boolean isRefused = false;
        for (var action : ready) {
            if (!turn.state.actions().hasSeen(action.id())) {
                consider(turn, action);
                isRefused |= waitsForTheSurvey(turn, action);
            }
        }
        Survey.endIfStuck(turn, isRefused);
    }

    static boolean isFor(Work work, NodeName node, Incarnation mine) {
        return switch (work) {
            case Run run -> run.node().equals(node) && run.incarnation().equals(mine);
            case Work.Cancel cancel -> cancel.node().equals(node) && cancel.incarnation().equals(mine);
            case Work.Fence fence -> fence.by().equals(node);
        };
    }

    private static void consider(Turn turn, Action action) {
        switch (action.work()) {
            case Run run -> {
                if (mayRun(turn, action, run)) {
                    begin(turn, action, run);
                }
            }
            case Work.Cancel cancel -> {
                Monitors.cancel(turn, cancel.resource(), cancel.key());
                turn.state = turn.state
                        .withActions(turn.state.actions().begin(action.id(), "").end(action.id(), true));
                Reports.report(turn, action,
                        new OpRecord(action.id(), 0, OpRecord.Status.DONE, turn.now.wall(),
                                Duration.ZERO, "", ""));
            }
            case Work.Fence fence -> {
                if (turn.holdsLease()) {
                    turn.state = turn.state.withActions(turn.state.actions().begin(action.id(), ""));
                    turn.add(new HandsEffect.RunFence(action.id(), fence));
                }
            }
        }
    }

    private static void begin(Turn turn, Action action, Run run) {
        if (run.task() == Task.STOP || run.task() == Task.DEMOTE || run.task() == Task.PROMOTE) {
            Monitors.cancelOf(turn, run.resource());
        }
        var made = Calls.of(turn.state, run);
        if (made.isEmpty()) {
            turn.state = turn.state.withActions(turn.state.actions().begin(action.id(), ""));
            Reports.actionEnded(turn, new HandsEvent.ActionEnded(action.id(),
                    new AgentOutcome.CouldNotRun("its definition cannot be given to an agent"),
                    Duration.ZERO));
            return;
        }
        var call = made.get();
        if (run.task() == Task.START) {
            turn.state = turn.state
                    .withActions(turn.state.actions().startedWith(run.resource(), call.parameters()));
        }
        turn.state = turn.state
                .withActions(turn.state.actions().begin(action.id(), Calls.digest(turn.state, run)));
        turn.say(run.key() + " resource=" + run.resource() + " action=" + action.id());
        if (run.isRecurring()) {
            Monitors.begin(turn, action, run, call);
        } else {
            turn.add(new HandsEffect.RunAction(action.id(), call));
        }
    }

    /**
     * Stop, demote and recurring monitors wait for nothing; what makes an at-most-one resource active waits
     * for the lease rules. A probe waits for a lease: what it finds is given to this incarnation, which then
     * has to let it go when its lease ends.
     */
    private static boolean mayRun(Turn turn, Action action, Run run) {
        if (run.isProbe()) {
            return turn.holdsLease();
        }
        if (!isGated(turn, run)) {
            return true;
        }
        if (!turn.holdsLease() || Survey.goesOn(turn.state)) {
            return false;
        }
        return run.task() == Task.PROMOTE || isFree(turn, action, run);
    }

    private static boolean isGated(Turn turn, Run run) {
        return (run.task() == Task.START || run.task() == Task.PROMOTE) && MetaAttributes
                .exclusivity(turn.cluster().configuration(), run.resource()) == Exclusivity.AT_MOST_ONE;
    }

    private static boolean waitsForTheSurvey(Turn turn, Action action) {
        return Survey.goesOn(turn.state) && turn.holdsLease() && action.work() instanceof Run run
                && isGated(turn, run);
    }

    /** No other possible owner is left, or those that are lost can no longer be active. */
    private static boolean isFree(Turn turn, Action action, Run run) {
        var others = turn.cluster().resource(run.resource()).owners().stream()
                .filter(owner -> !owner.is(turn.self(), turn.mine())).toList();
        if (others.isEmpty()) {
            return true;
        }
        if (others.stream().anyMatch(owner -> !owner.isLost())
                || others.size() > TakeoverQuestion.MOST_OWNERS) {
            return false;
        }
        var actions = turn.state.actions();
        var cleared = actions.cleared().get(action.id());
        if (cleared != null && cleared.owners().containsAll(others)) {
            return true;
        }
        var asked = actions.questions().get(action.id());
        if (asked == null || !asked.owners().equals(others)) {
            withdraw(turn, action.id());
            ask(turn, action, others);
        }
        return false;
    }

    static void withdraw(Turn turn, ActionId action) {
        var asked = turn.state.actions().questions().get(action);
        if (asked != null) {
            turn.add(new HandsEffect.Withdraw(asked.question()));
        }
        turn.state = turn.state.withActions(turn.state.actions().withdraw(action));
    }

    private static void ask(Turn turn, Action action, List<Owner> others) {
        var ticket = turn.ticket();
        var required = others.stream().mapToLong(Owner::lostAt).max().orElse(0);
        var wait = others.stream().map(Owner::takeoverWait).max(Duration::compareTo).orElse(Duration.ZERO);
        var owners = others.stream()
                .map(owner -> new org.quorate.membership.Owner(owner.node(), owner.incarnation())).toList();
        turn.state = turn.state.withActions(turn.state.actions().ask(action.id(), new Asked(ticket, others)));
        turn.add(new HandsEffect.Ask(action.id(), new TakeoverQuestion(ticket, required, owners, wait)));
    }
}
