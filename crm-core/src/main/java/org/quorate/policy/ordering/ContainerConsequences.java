package org.quorate.policy.ordering;

import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Action.Flag;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/**
 * What an ordering means for a group, clone or bundle that comes second: the same for its members; between
 * interleaved clones, for each instance and the instance on the same node.
 */
final class ContainerConsequences {

    /**
     * What comes first, and how.
     *
     * @param state of the first action, as the ordering sees it
     * @param node to which it is limited, null for all
     */
    record Before(Action first, ActionState state, @Nullable Node node) {}

    private enum Side {
        FIRST, THEN
    }

    private final Cluster cluster;
    private final Propagation propagation;
    private final ActionStates states;

    ContainerConsequences(Cluster cluster, Propagation propagation, ActionStates states) {
        this.cluster = cluster;
        this.states = states;
        this.propagation = propagation;
    }

    Changed draw(Before before, Action then, Relation relation) {
        var resource = then.resource().orElse(null);
        if (resource == null || isMereOrder(before.first, relation)) {
            return Changed.NOTHING;
        }
        return switch (resource) {
            case Primitive _ -> drawForOne(before, then, relation);
            case Group group -> drawForMembers(before, then, group, relation);
            case Clone _,Bundle _ -> canInterleave(before.first, resource, then)
                    ? drawInterleaved(before, then, resource, relation)
                    : drawForInstances(before, then, resource, relation);
        };
    }

    /** Nothing follows from it but an order between the instances of two containers that are interleaved. */
    private static boolean isMereOrder(Action first, Relation relation) {
        return relation == Relation.ORDERED
                && first.resource().filter(Remapping::isCollective).isEmpty();
    }

    private Changed drawForOne(Before before, Action then, Relation relation) {
        var changed = Consequences.draw(before.first, then, before.state, relation);
        if (changed.then()) {
            propagation.revisit(then);
            propagation.revisitThens(then);
        }
        return changed;
    }

    private Changed drawForMembers(Before before, Action then, Group group, Relation relation) {
        var changed = drawForOne(before, then, relation);
        for (var member : group.children()) {
            var action = ActionState.first(member, then.task(), before.node);
            if (action.isPresent()) {
                changed = changed.and(draw(before, action.get(), relation));
            }
        }
        return changed;
    }

    private static boolean canInterleave(Action first, Resource resource, Action then) {
        var one = first.resource().orElse(null);
        if (one == null || one == resource || !Remapping.isCollective(one)) {
            return false;
        }
        var isFall = then.task().equals(Task.STOP) || then.task().equals(Task.DEMOTE);
        return isInterleaved(isFall ? one : resource);
    }

    private static boolean isInterleaved(Resource collective) {
        return switch (collective) {
            case Clone clone -> clone.isInterleaved();
            case Bundle bundle -> bundle.meta("interleave").filter("true"::equalsIgnoreCase).isPresent();
            case Primitive _,Group _ -> false;
        };
    }

    private Changed drawInterleaved(Before before, Action then, Resource resource, Relation relation) {
        var whole = before.first.resource().orElseThrow();
        var task = Remapping.ofInstances(before.first, Instances.of(whole).getFirst());
        var when = before.first.task().equals(Task.STOPPED) || before.first.task().equals(Task.DEMOTED)
                ? Instances.When.NOW
                : Instances.When.NEXT;
        var changed = Changed.NOTHING;
        for (var instance : Instances.of(resource)) {
            var partner = Instances.compatible(instance, whole, when);
            if (partner.isEmpty()) {
                changed = changed.and(drawForLonely(instance, relation, when));
                continue;
            }
            var first = find(Side.FIRST, before, partner.get(), task);
            var action = find(Side.THEN, before, instance, then.task());
            if (first.isPresent() && action.isPresent()) {
                changed = changed.and(drawBetween(first.get(), action.get(), before, relation));
            }
        }
        return changed;
    }

    private Changed drawBetween(Action first, Action then, Before before, Relation relation) {
        var isNew = cluster.actions().order(first, then, EnumSet.of(relation));
        var state = first.resource().map(resource -> states.of(first, resource, before.node))
                .orElseGet(() -> ActionState.of(first));
        var changed = draw(new Before(first, state, before.node), then, relation);
        if (changed.first()) {
            propagation.revisit(first);
            propagation.revisitThens(first);
        }
        return isNew ? Changed.BOTH : changed;
    }

    /**
     * An instance without a partner goes down all the same, but must not come up where the partner is needed.
     */
    private Changed drawForLonely(Resource instance, Relation relation, Instances.When when) {
        var needsPartner = relation == Relation.UNRUNNABLE_FIRST_BLOCKS
                || relation == Relation.FIRST_IMPLIES_THEN;
        if (when == Instances.When.NOW || !needsPartner) {
            return Changed.NOTHING;
        }
        var changed = Changed.NOTHING;
        for (var primitive : instance.primitives()) {
            if (primitive.assignedTo().isPresent()) {
                keepDown(primitive);
                changed = Changed.THEN;
            }
        }
        return changed;
    }

    private void keepDown(Primitive primitive) {
        primitive.assignTo(null);
        primitive.nextRole(Role.STOPPED);
        for (var action : primitive.actions()) {
            switch (action.task()) {
                case Task.STOP -> action.clear(Flag.OPTIONAL);
                case Task.START -> action.clear(Flag.RUNNABLE);
                default -> {
                    if (action.intervalMs() > 0 && !"7".equals(action.meta().get("op_target_rc"))) {
                        action.clear(Flag.RUNNABLE);
                    }
                }
            }
            propagation.revisit(action);
            propagation.revisitThens(action);
        }
    }

    /**
     * The action of an instance. Of a bundle it is that of what runs inside: in front always but for stops,
     * behind
     * for promotions and demotions.
     */
    private static Optional<Action> find(Side side, Before before, Resource instance, String task) {
        var isOfInside = switch (before.first.task()) {
            case Task.STOP, Task.STOPPED -> false;
            default -> side == Side.FIRST;
        } || (side == Side.THEN && (task.equals(Task.PROMOTE) || task.equals(Task.DEMOTE)
                || task.equals(Task.PROMOTED) || task.equals(Task.DEMOTED)));
        var inside = isOfInside ? inside(instance) : Optional.<Resource>empty();
        return inside.isPresent()
                ? ActionState.first(inside.get(), task, null)
                : ActionState.first(instance, task, before.node);
    }

    private static Optional<Resource> inside(Resource container) {
        return container.parent().filter(Bundle.class::isInstance).map(Bundle.class::cast)
                .flatMap(bundle -> bundle.replicas().stream()
                        .filter(replica -> replica.container() == container).findFirst())
                .flatMap(replica -> Optional.ofNullable(replica.inner()));
    }

    private Changed drawForInstances(Before before, Action then, Resource resource, Relation relation) {
        var changed = drawForOne(before, then, relation);
        for (var instance : Instances.of(resource)) {
            var action = ActionState.first(instance, then.task(), before.node);
            if (action.isPresent() && states.of(action.get(), instance, before.node).isRunnable()) {
                changed = changed.and(draw(before, action.get(), relation));
            }
        }
        return changed;
    }
}
