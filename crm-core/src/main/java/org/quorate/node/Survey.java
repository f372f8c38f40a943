package org.quorate.node;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.model.ResourceId;
import org.quorate.node.HandsState.Heirloom;
import org.quorate.node.HandsState.Intent;
import org.quorate.node.HandsState.Phase;
import org.quorate.state.Activity;
import org.quorate.state.Work;

/**
 * The first look at what an earlier life may have left running here. Until it is over this life starts
 * nothing that runs at most once: it would have to guard it by a deadline later than the one that the others
 * wait for.
 */
final class Survey {

    private Survey() {}

    /** Whether it still goes on. */
    static boolean goesOn(HandsState state) {
        return state.self().heirloom() == Heirloom.GUARDED_RESOURCES;
    }

    /**
     * What an earlier life left running has been looked at and given to this one, or stopped: it is ours to
     * guard.
     */
    static void look(Turn turn) {
        if (goesOn(turn.state) && isOver(turn.state)) {
            turn.state = turn.state.withSurveyed();
        }
    }

    /**
     * Where something waits for the survey, and nothing that could end it is under way, though the old
     * deadline is long over: everything that it is about is ended here.
     *
     * @param isAwaited whether a start is ready but for the survey
     */
    static void endIfStuck(Turn turn, boolean isAwaited) {
        var limit = limit(turn.state);
        if (limit.isEmpty() || turn.now.bootNanos() < limit.getAsLong()
                || turn.state.actions().isAnyOnItsWay()) {
            return;
        }
        boolean isRestarting = turn.state.phase() instanceof Phase.In(_, var intent)
                && intent == Intent.RESTART;
        if (isAwaited || isRestarting) {
            Isolation.begin(turn, Isolation.Scope.AT_MOST_ONE_OF_ANY_LIFE,
                    "what an earlier run of the daemon left here cannot be told, and its deadline is over");
        }
    }

    /** When a survey that does not go on is given up; empty where none goes on, or it may take for ever. */
    static OptionalLong limit(HandsState state) {
        long deadline = state.self().guardedUntil();
        return state.phase() instanceof Phase.In && goesOn(state)
                && deadline != HandsEffect.GuardUntil.NOTHING
                        ? OptionalLong.of(deadline + Isolation.holdOff(state).toNanos())
                        : OptionalLong.empty();
    }

    /** What it has not looked at. */
    static SortedSet<ResourceId> unseen(HandsState state) {
        var unseen = new TreeSet<ResourceId>();
        for (var primitive : state.cluster().configuration().primitives()) {
            if (state.cluster().resource(primitive.id()).on(state.self().name())
                    .activity() instanceof Activity.Unknown) {
                unseen.add(primitive.id());
            }
        }
        return Collections.unmodifiableSortedSet(unseen);
    }

    /**
     * Where a start was adopted there was a look, and another would wait for that start. What was found
     * running, but given to another node meanwhile, is to be stopped here: until it has, its old deadline
     * stands, for the other node waits no longer than that.
     */
    private static boolean isOver(HandsState state) {
        var self = state.self().name();
        return state.cluster().configuration().primitives().stream().map(primitive -> primitive.id())
                .noneMatch(id -> switch (state.cluster().resource(id).on(self).activity()) {
                    case Activity.Unknown() -> !isToBeStarted(state, id);
                    case Activity.Active _,Activity.Failing _,Activity.StopFailed _ ->
                        Holdings.isAtMostOne(state, id)
                                && state.cluster().resource(id).owners().stream()
                                        .anyMatch(owner -> !owner.node().equals(self));
                    case Activity.Inactive() -> false;
                });
    }

    private static boolean isToBeStarted(HandsState state, ResourceId id) {
        return state.cluster().progress().transition().actions().stream()
                .anyMatch(action -> action.work() instanceof Work.Run run && run.task() == Work.Task.START
                        && run.resource().equals(id)
                        && Carrying.isFor(run, state.self().name(), state.mine()));
    }
}
