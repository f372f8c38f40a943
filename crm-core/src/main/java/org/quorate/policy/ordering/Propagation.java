package org.quorate.policy.ordering;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Action.Flag;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/**
 * Draws the consequences of every ordering until nothing changes: which actions become necessary, impossible
 * or no
 * longer migrations because of others.
 */
final class Propagation {

    /** How often each action may be looked at on average; more means that rules contradict each other. */
    private static final int LIMIT_PER_ACTION = 1_000;

    /** Those that are drawn last, in this order. */
    private static final List<Relation> LAST = List.of(Relation.UNMIGRATABLE_THEN_BLOCKS,
            Relation.FIRST_ELSE_THEN, Relation.ORDERED, Relation.ASYMMETRIC);

    private final Cluster cluster;
    private final ContainerConsequences consequences;
    private final BlockedColocations colocations;
    private final ActionStates states;
    private final ArrayDeque<Action> waiting = new ArrayDeque<>();
    /** By their ids. */
    private final BitSet queued = new BitSet();

    Propagation(Cluster cluster) {
        this.cluster = cluster;
        states = new ActionStates(this::revisitAround);
        consequences = new ContainerConsequences(cluster, this, states);
        colocations = new BlockedColocations(this);
    }

    void run() {
        var all = cluster.actions().all();
        for (var i = all.size() - 1; i >= 0; i--) {
            revisit(all.get(i));
        }
        var left = (long) LIMIT_PER_ACTION * all.size();
        while (!waiting.isEmpty()) {
            if (left-- <= 0) {
                throw new IllegalStateException(
                        "the consequences of the orderings come to no end at " + waiting.getFirst());
            }
            var next = waiting.removeFirst();
            queued.clear(next.id());
            visit(next);
        }
    }

    /** Has an action looked at again, now or later. */
    void revisit(Action action) {
        if (!queued.get(action.id())) {
            queued.set(action.id());
            waiting.addLast(action);
        }
    }

    void revisitThens(Action action) {
        var thens = action.thens();
        for (var i = thens.size() - 1; i >= 0; i--) {
            revisit(thens.get(i).then());
        }
    }

    private void revisitAround(Action action) {
        revisit(action);
        revisitThens(action);
    }

    void blockColocated(Action action) {
        colocations.block(action);
    }

    private void visit(Action then) {
        var before = ActionState.of(then);
        if (then.is(Flag.MIN_RUNNABLE)) {
            countRunnable(then);
        }
        var changed = Changed.NOTHING;
        var isOfPrimitive = then.resource().orElse(null) instanceof Primitive;
        // What is linked on the way stands behind those that are there now.
        var firsts = then.firsts();
        for (var i = firsts.size() - 1; i >= 0; i--) {
            var link = firsts.get(i);
            if (isOfPrimitive && link.isMereOrderBehindPrimitive()) {
                continue;
            }
            var by = visit(then, link);
            changed = changed.and(by);
            if (by.first()) {
                revisitThens(link.first());
                revisit(link.first());
            }
        }
        var hasChanged = then.is(Flag.MIN_RUNNABLE) ? before != ActionState.of(then) : changed.then();
        if (hasChanged) {
            if (before.isRunnable() && !then.is(Flag.RUNNABLE)) {
                blockColocated(then);
            }
            revisit(then);
            revisitThens(then);
        }
    }

    /** It can run if enough of what comes before it can. */
    private void countRunnable(Action then) {
        var runnable = then.firsts().stream().filter(link -> link.has(Relation.MIN_RUNNABLE))
                .filter(link -> states.forOrdering(link.first(), then.node().orElse(null)).isRunnable())
                .count();
        if (runnable >= Math.max(1, then.requiredFirsts())) {
            then.set(Flag.RUNNABLE);
        } else {
            then.clear(Flag.RUNNABLE);
        }
    }

    private Changed visit(Action then, Action.Link link) {
        var first = link.first();
        if (link.isVoid()) {
            return Changed.NOTHING;
        }
        var firstNode = node(first);
        var thenNode = node(then);
        if (link.has(Relation.IF_ON_SAME_NODE) && firstNode != null && thenNode != null
                && firstNode != thenNode) {
            link.dropAll();
            return Changed.NOTHING;
        }
        if (first.resource().isPresent() && link.has(Relation.THEN_CANCELS_FIRST)
                && !then.is(Flag.OPTIONAL)) {
            cancel(first);
        }
        var done = isBetweenResources(first, then) ? Remapping.done(first) : first;
        if (done != first) {
            if (!cluster.actions().order(done, then, link.relations())) {
                return Changed.NOTHING;
            }
            link.dropAll();
            return Changed.THEN;
        }
        return draw(first, then, link, states.forOrdering(first, thenNode),
                states.forOrdering(then, firstNode));
    }

    /** Where an action takes place; for the start of a group, where the group will be. */
    private static @Nullable Node node(Action action) {
        if (action.task().equals(Task.START) && action.resource().orElse(null) instanceof Group group) {
            var location = Instances.location(group, Instances.When.NEXT);
            if (location != null) {
                return location;
            }
        }
        return action.node().orElse(null);
    }

    private static void cancel(Action first) {
        first.set(Flag.OPTIONAL);
        if (first.task().equals(Task.RELOAD)) {
            first.resource().ifPresent(resource -> resource.clear(Resource.Flag.RELOADABLE));
        }
    }

    /** Two resources of which neither stands in the other: the first is a whole to the second. */
    private static boolean isBetweenResources(Action first, Action then) {
        var one = first.resource().orElse(null);
        var other = then.resource().orElse(null);
        return one != null && other != null && one != other && !isInside(other, one);
    }

    private static boolean isInside(Resource inner, Resource outer) {
        for (var up = inner.parent(); up.isPresent(); up = up.get().parent()) {
            if (up.get() == outer) {
                return true;
            }
        }
        return false;
    }

    private Changed draw(Action first, Action then, Action.Link link, ActionState firstState,
            ActionState thenState) {
        if (link.isMereOrderBehindPrimitive()) {
            return Changed.NOTHING;
        }
        var changed = drawStrong(first, then, link, firstState)
                .and(drawWeak(first, then, link, firstState));
        if (link.has(Relation.FIRST_IMPLIES_THEN_GRAPHED) && first.is(Flag.RUNNABLE)
                && !firstState.isOptional()) {
            then.set(Flag.ALWAYS_IN_GRAPH);
        }
        if (link.has(Relation.THEN_IMPLIES_FIRST_GRAPHED) && !thenState.isOptional()) {
            first.set(Flag.ALWAYS_IN_GRAPH);
        }
        if (isBlockedStop(first, link) && then.is(Flag.RUNNABLE)) {
            then.clear(Flag.RUNNABLE);
            return changed.and(Changed.THEN);
        }
        return changed;
    }

    /** What makes actions necessary. */
    private Changed drawStrong(Action first, Action then, Action.Link link, ActionState state) {
        var changed = Changed.NOTHING;
        var node = then.node().orElse(null);
        if (link.has(Relation.FIRST_IMPLIES_SAME_NODE_THEN)) {
            link.drop(Relation.FIRST_IMPLIES_SAME_NODE_THEN);
            link.add(Relation.FIRST_IMPLIES_THEN);
            node = first.node().orElse(null);
        }
        var before = new ContainerConsequences.Before(first, state, node);
        if (link.has(Relation.FIRST_IMPLIES_THEN)) {
            if (then.resource().isPresent()) {
                changed = changed.and(consequences.draw(before, then, Relation.FIRST_IMPLIES_THEN));
            } else if (!state.isOptional() && then.is(Flag.OPTIONAL)) {
                then.clear(Flag.OPTIONAL);
                first.reason().ifPresent(then::explain);
                changed = changed.and(Changed.THEN);
            }
        }
        if (link.has(Relation.INTERMEDIATE_STOP)) {
            changed = changed.and(consequences.draw(before, then, Relation.INTERMEDIATE_STOP));
        }
        if (link.has(Relation.THEN_IMPLIES_FIRST)) {
            if (first.resource().isPresent()) {
                changed = changed.and(Consequences.draw(first, then, state, Relation.THEN_IMPLIES_FIRST));
            } else if (!state.isOptional() && first.is(Flag.RUNNABLE)) {
                first.clear(Flag.RUNNABLE);
                changed = changed.and(Changed.FIRST);
            }
        }
        if (link.has(Relation.PROMOTED_THEN_IMPLIES_FIRST)) {
            changed = changed.and(
                    consequences.draw(before, then, Relation.PROMOTED_THEN_IMPLIES_FIRST));
        }
        return changed;
    }

    /** What makes actions impossible, or no migrations. */
    private Changed drawWeak(Action first, Action then, Action.Link link, ActionState state) {
        var changed = Changed.NOTHING;
        var before = new ContainerConsequences.Before(first, state, then.node().orElse(null));
        if (link.has(Relation.NESTED_REMOTE_PROBE) && then.resource().isPresent()) {
            var runs = first.resource().filter(resource -> !resource.active().isEmpty()).isPresent();
            if (!state.isRunnable() && runs) {
                link.dropAll();
            } else {
                link.add(Relation.UNRUNNABLE_FIRST_BLOCKS);
            }
        }
        if (link.has(Relation.UNRUNNABLE_FIRST_BLOCKS)) {
            if (then.resource().isPresent()) {
                changed = changed.and(consequences.draw(before, then, Relation.UNRUNNABLE_FIRST_BLOCKS));
            } else if (!state.isRunnable() && then.is(Flag.RUNNABLE)) {
                then.clear(Flag.RUNNABLE);
                changed = changed.and(Changed.THEN);
            }
        }
        for (var relation : LAST) {
            if (link.has(relation)) {
                changed = changed.and(consequences.draw(before, then, relation));
            }
        }
        return changed;
    }

    /** What is blocked, and not managed either, never stops; nothing waits for it forever. */
    private static boolean isBlockedStop(Action first, Action.Link link) {
        return first.task().equals(Task.STOP) && !first.is(Flag.RUNNABLE)
                && (link.has(Relation.FIRST_IMPLIES_THEN)
                        || link.has(Relation.THEN_IMPLIES_FIRST)
                        || link.has(Relation.INTERMEDIATE_STOP))
                && first.resource().filter(resource -> resource.is(Resource.Flag.BLOCKED)
                        && !resource.is(Resource.Flag.MANAGED)).isPresent();
    }
}
