package org.quorate.policy.ordering;

import org.quorate.model.Role;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Action.Flag;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.state.Reason;

/** What one relation of an ordering means for the two actions, whatever they belong to. */
final class Consequences {

    private Consequences() {}

    /** @param state of the first action, as the ordering sees it */
    static Changed draw(Action first, Action then, ActionState state, Relation relation) {
        var before = ActionState.of(first);
        var after = ActionState.of(then);
        switch (relation) {
            case ASYMMETRIC -> asymmetric(first, then);
            case THEN_IMPLIES_FIRST -> thenImpliesFirst(first, then, state);
            case PROMOTED_THEN_IMPLIES_FIRST -> promotedThenImpliesFirst(first, then);
            case UNMIGRATABLE_THEN_BLOCKS -> unmigratableThenBlocks(first, then);
            case FIRST_ELSE_THEN -> firstElseThen(first, then);
            case UNRUNNABLE_FIRST_BLOCKS -> unrunnableFirstBlocks(first, then, state);
            case FIRST_IMPLIES_THEN -> firstImpliesThen(first, then, state);
            case INTERMEDIATE_STOP -> intermediateStop(first, then);
            case ORDERED, FIRST_IMPLIES_SAME_NODE_THEN, IF_FIRST_UNMIGRATABLE, IF_ON_SAME_NODE,
                    IF_REQUIRED_ON_SAME_NODE, IF_ON_SAME_NODE_OR_TARGET, THEN_IMPLIES_FIRST_GRAPHED,
                    FIRST_IMPLIES_THEN_GRAPHED, GUEST_ALLOWED, NESTED_REMOTE_PROBE, MIN_RUNNABLE, PROBE,
                    THEN_CANCELS_FIRST -> {
                // These say when an ordering holds, or what stands in the graph.
            }
        }
        return Changed.of(before != ActionState.of(first), after != ActionState.of(then));
    }

    private static void asymmetric(Action first, Action then) {
        var resource = then.resource().orElse(null);
        if (resource == null || first.is(Flag.RUNNABLE)) {
            return;
        }
        if (then.is(Flag.OPTIONAL)) {
            var role = Orderings.role(resource);
            var isStopped = role == Role.STOPPED && then.task().equals(Task.STOP);
            var isStarted = role != Role.STOPPED && then.task().equals(Task.START)
                    && then.node().filter(node -> isOnlyOn(resource, node)).isPresent();
            if (isStopped || isStarted) {
                return;
            }
        }
        clear(then, Flag.OPTIONAL, first);
        clear(then, Flag.RUNNABLE, first);
    }

    private static boolean isOnlyOn(Resource resource, Node node) {
        return resource.active().size() == 1 && resource.isActiveOn(node);
    }

    /**
     * That what comes first stops too follows from its start being impossible or anew; here only how it goes.
     */
    private static void thenImpliesFirst(Action first, Action then, ActionState state) {
        if (then.is(Flag.OPTIONAL)) {
            return;
        }
        if (state.isMigratable() && !then.is(Flag.MIGRATABLE)) {
            clear(first, Flag.MIGRATABLE, then);
        }
    }

    private static void promotedThenImpliesFirst(Action first, Action then) {
        var isPromoted = then.resource().filter(resource -> resource.role() == Role.PROMOTED).isPresent();
        if (!isPromoted || then.is(Flag.OPTIONAL)) {
            return;
        }
        clear(first, Flag.OPTIONAL, then);
        if (!then.is(Flag.MIGRATABLE)) {
            clear(first, Flag.MIGRATABLE, then);
        }
    }

    private static void unmigratableThenBlocks(Action first, Action then) {
        if (!then.is(Flag.MIGRATABLE) || !then.is(Flag.RUNNABLE)) {
            clear(first, Flag.RUNNABLE, then);
        }
        if (!then.is(Flag.OPTIONAL)) {
            clear(first, Flag.OPTIONAL, then);
        }
    }

    private static void firstElseThen(Action first, Action then) {
        if (!first.is(Flag.RUNNABLE)) {
            clear(then, Flag.MIGRATABLE, first);
            then.clear(Flag.PSEUDO);
        }
    }

    private static void unrunnableFirstBlocks(Action first, Action then, ActionState state) {
        if (then.is(Flag.RUNNABLE) && !state.isRunnable()) {
            clear(then, Flag.RUNNABLE, first);
            clear(then, Flag.MIGRATABLE, first);
        }
    }

    private static void firstImpliesThen(Action first, Action then, ActionState state) {
        if (!state.isOptional() && !first.is(Flag.MIGRATABLE)) {
            clear(then, Flag.OPTIONAL, first);
        }
    }

    /** A resource that must start anew, or should run elsewhere but cannot, stops first. */
    private static void intermediateStop(Action stop, Action start) {
        var resource = start.resource().orElse(null);
        var isRequired = !start.is(Flag.OPTIONAL);
        var isLost = resource != null && resource == stop.resource().orElse(null)
                && !start.is(Flag.RUNNABLE) && resource.is(Resource.Flag.MANAGED);
        if (!isRequired && !isLost) {
            return;
        }
        if (stop.is(Flag.RUNNABLE) || isRequired) {
            clear(stop, Flag.OPTIONAL, start);
        }
        if (!start.is(Flag.MIGRATABLE)) {
            clear(stop, Flag.MIGRATABLE, start);
        }
        if (!stop.is(Flag.OPTIONAL) && !stop.is(Flag.RUNNABLE)) {
            clear(start, Flag.RUNNABLE, stop);
        }
    }

    /** A resource of which the start is impossible for no noted reason, such as lost quorum, has no node. */
    private static Reason unexplained(Action action, Action because) {
        var isOwn = because.resource().isPresent()
                && because.resource().get() == action.resource().orElse(null);
        return isOwn && !because.is(Flag.RUNNABLE)
                ? Reason.of(Reason.Kind.NO_NODE, "resource", because.resource().get().id())
                : Reason.of(Reason.Kind.ORDER, "action", because.key());
    }

    private static void clear(Action action, Flag flag, Action because) {
        if (action.is(flag)) {
            action.clear(flag);
            action.explain(because.reason().orElseGet(() -> unexplained(action, because)));
        }
    }
}
