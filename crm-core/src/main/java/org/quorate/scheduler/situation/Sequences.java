package org.quorate.scheduler.situation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quorate.model.Constraint.Kind;
import org.quorate.model.Constraint.Order;
import org.quorate.model.Constraint.OrderedAction;
import org.quorate.model.Constraint.Symmetry;
import org.quorate.model.Resource.Group;
import org.quorate.model.ResourceId;
import org.quorate.state.Reason;

/**
 * All orders: each member of a group after the one before it, and the order constraints, in which a group
 * starts with its first member and is started with its last.
 */
public final class Sequences {

    private final List<Sequence> all = new ArrayList<>();
    private final Map<ResourceId, List<Sequence>> requirementsOf = new HashMap<>();
    private final Map<ResourceId, List<Sequence>> requiring = new HashMap<>();

    private Sequences() {}

    public static Sequences of(Situation situation) {
        var sequences = new Sequences();
        for (var resource : situation.configuration().resources()) {
            if (resource instanceof Group group) {
                sequences.addMembers(group);
            }
        }
        for (var constraint : situation.configuration().constraints()) {
            if (constraint instanceof Order order) {
                sequences.add(situation, order);
            }
        }
        return sequences;
    }

    private void addMembers(Group group) {
        for (int i = 1; i < group.members().size(); i++) {
            var before = group.members().get(i - 1);
            var reason = Reason.of(Reason.Kind.GROUP, "group", group.id().value(), "with", before.value());
            add(new Sequence(reason, Kind.MANDATORY, List.of(before), OrderedAction.START,
                    List.of(group.members().get(i)), OrderedAction.START, Symmetry.SYMMETRICAL));
        }
    }

    /** "Stop a, then stop b", both ways, says the same as "start b, then start a". */
    private void add(Situation situation, Order order) {
        var first = primitives(situation, order.first().resource());
        var then = primitives(situation, order.then().resource());
        if (first.isEmpty() || then.isEmpty()) {
            return;
        }
        var reason = Reason.of(Reason.Kind.ORDER, "constraint", order.id().value(), "first",
                order.first().resource().value(), "then", order.then().resource().value());
        var isInverse = order.first().action() == OrderedAction.STOP
                && order.then().action() == OrderedAction.STOP && order.symmetry() == Symmetry.SYMMETRICAL;
        add(isInverse
                ? new Sequence(reason, order.kind(), then, OrderedAction.START, first, OrderedAction.START,
                        order.symmetry())
                : new Sequence(reason, order.kind(), first, order.first().action(), then,
                        order.then().action(),
                        order.symmetry()));
    }

    private static List<ResourceId> primitives(Situation situation, ResourceId id) {
        if (situation.resources().containsKey(id)) {
            return List.of(id);
        }
        return situation.configuration().resource(id).filter(Group.class::isInstance).map(Group.class::cast)
                .map(Group::members).orElse(List.of());
    }

    private void add(Sequence sequence) {
        all.add(sequence);
        if (sequence.isRequirement() && !sequence.first().getLast().equals(sequence.then().getFirst())) {
            requirementsOf.computeIfAbsent(sequence.then().getFirst(), _ -> new ArrayList<>()).add(sequence);
            requiring.computeIfAbsent(sequence.first().getLast(), _ -> new ArrayList<>()).add(sequence);
        }
    }

    public List<Sequence> all() {
        return List.copyOf(all);
    }

    /**
     * The mandatory orders by which the resource needs another one to run; that is the last of their {@code
     * first}.
     */
    public List<Sequence> requirementsOf(ResourceId then) {
        return requirementsOf.getOrDefault(then, List.of());
    }

    /** The mandatory orders by which others need the resource; they are the first of their {@code then}. */
    public List<Sequence> requiring(ResourceId first) {
        return requiring.getOrDefault(first, List.of());
    }
}
