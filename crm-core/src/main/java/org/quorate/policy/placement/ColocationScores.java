package org.quorate.policy.placement;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.List;
import java.util.Optional;
import org.quorate.model.Role;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Weight;
import org.quorate.policy.placement.Ledger.OnFailure;
import org.quorate.state.Reason;

/**
 * Changes a dependent's weights (or, when its node is chosen, how much it is to be promoted) by where its
 * primary is.
 */
final class ColocationScores {

    private final Assigner assigner;
    private final CompatibleInstances compatible;

    ColocationScores(Assigner assigner) {
        this.assigner = assigner;
        compatible = new CompatibleInstances(assigner.nodeOrder());
    }

    static Reason reason(Colocation colocation, Resource with) {
        return Reason.of(Reason.Kind.COLOCATION, "constraint", colocation.id(), "with", with.id(),
                "score", colocation.score().toString());
    }

    void apply(Resource dependent, Resource primary, Colocation colocation) {
        if (dependent instanceof Group group) {
            leading(group, colocation).forEach(member -> apply(member, primary, colocation));
            return;
        }
        switch (primary) {
            case Primitive primitive -> withPrimitive(dependent, primitive, colocation);
            case Group group -> withGroup(dependent, group, colocation);
            case Clone clone -> withClone(dependent, clone, colocation);
            case Bundle bundle -> withBundle(dependent, bundle, colocation);
        }
    }

    /** The first member of a group leads the others; members on nodes of their own follow each for itself. */
    private static List<Resource> leading(Group group, Colocation colocation) {
        if (group.children().isEmpty() || (!group.isColocated() && colocation.score().isInfinite())) {
            return List.of();
        }
        return group.isColocated() ? group.children().subList(0, 1) : group.children();
    }

    private void withGroup(Resource dependent, Group group, Colocation colocation) {
        if (!group.is(Flag.ASSIGNED) || group.children().isEmpty()) {
            return;
        }
        if (!group.isColocated()) {
            if (!colocation.score().isInfinite()) {
                group.children().forEach(member -> apply(dependent, member, colocation));
            }
            return;
        }
        // who must be with the group must be where all of it is
        apply(dependent,
                colocation.score().isInfinite() ? group.children().getLast() : group.children().getFirst(),
                colocation);
    }

    private void withPrimitive(Resource dependent, Primitive primary, Colocation colocation) {
        switch (ColocationEffect.now(dependent, primary, colocation)) {
            case ON_LOCATION -> changeWeights(dependent, primary, colocation);
            case ON_ROLE -> changeRank(dependent, primary, colocation);
            case NONE -> {
                // decided already, or not yet
            }
        }
    }

    private static void changeWeights(Resource dependent, Resource primary, Colocation colocation) {
        var node = primary.assignedTo();
        var score = colocation.score();
        if (node.isEmpty() && score.value() < 0) {
            return;
        }
        var value = node.flatMap(there -> Where.attribute(there, colocation.nodeAttribute(), primary));
        var work = NodeScores.of(dependent.allowed());
        for (var i = 0; i < work.size(); i++) {
            var before = new Score(work.score(i));
            if (node.isEmpty()) {
                work.score(i, before.plus(score.negated()).value());
            } else if (isSame(Where.attribute(work.node(i), colocation.nodeAttribute(), dependent), value)) {
                work.score(i, score.isInfinite() ? before.value() : before.plus(score).value());
            } else if (score.isInfinite()) {
                work.score(i, Score.MINUS_INFINITY.value());
            }
        }
        if (colocation.isMandatory() || work.isAnyOpen()) {
            work.into(dependent.allowed(), reason(colocation, primary));
        }
    }

    private static boolean isSame(Optional<String> left, Optional<String> right) {
        return (left.isPresent() && right.isPresent())
                ? left.get().equalsIgnoreCase(right.get())
                : left.isEmpty() && right.isEmpty();
    }

    private void changeRank(Resource dependent, Resource primary, Colocation colocation) {
        if (primary.assignedTo().isEmpty() || dependent.assignedTo().isEmpty()) {
            forbidWithout(dependent, primary, colocation);
            return;
        }
        var there = Where.attribute(primary.assignedTo().get(), colocation.nodeAttribute(), primary);
        var here = Where.attribute(dependent.assignedTo().get(), colocation.nodeAttribute(), dependent);
        var actor = ColocationEffect.actor(dependent);
        if (!isSame(there, here)) {
            if (colocation.score().isInfinite() && colocation.dependentRole() == Role.PROMOTED) {
                raise(actor, Score.MINUS_INFINITY);
            }
            return;
        }
        var wanted = colocation.primaryRole();
        if (wanted != null && wanted != Where.nextRole(ColocationEffect.actor(primary))) {
            return;
        }
        var more = colocation.dependentRole() == Role.UNPROMOTED
                ? colocation.score().negated()
                : colocation.score();
        raise(actor, more);
    }

    /** What must be promoted beside something that does not run cannot be promoted. */
    private void forbidWithout(Resource dependent, Resource primary, Colocation colocation) {
        if (primary.assignedTo().isEmpty() && colocation.score().isInfinite()
                && colocation.dependentRole() == Role.PROMOTED) {
            raise(ColocationEffect.actor(dependent), Score.MINUS_INFINITY);
        }
    }

    /** What is said of the member of a cloned group is said of the group. */
    private void raise(Resource resource, Score more) {
        assigner.rank(resource, new Score(assigner.rank(resource)).plus(more).value());
        resource.parent().filter(Group.class::isInstance).ifPresent(group -> raise(group, more));
    }

    private void withClone(Resource dependent, Clone clone, Colocation colocation) {
        if (!clone.is(Flag.ASSIGNED)) {
            return;
        }
        if (clone.isPromotable() && colocation.primaryRole() != null) {
            if (!dependent.is(Flag.ASSIGNED)) {
                withRole(dependent, clone, colocation);
                return;
            }
            if (colocation.dependentRole() == Role.PROMOTED) {
                changeRankByInstance(dependent, clone, colocation);
                return;
            }
        }
        if (isInterleaved(colocation)) {
            var instance = compatible.find(dependent, clone);
            if (instance.isPresent()) {
                apply(dependent, instance.get(), colocation);
            } else if (colocation.score().isInfinite()) {
                Ledger.force(dependent, null, OnFailure.STOP);
            }
        } else if (colocation.score().isInfinite()) {
            var nodes = new LinkedHashMap<Node, Score>();
            clone.children().stream().filter(instance -> !CompatibleInstances.isBlocked(instance))
                    .forEach(instance -> Where.nextNode(instance)
                            .ifPresent(node -> nodes.put(node, Score.ZERO)));
            keepTo(dependent, clone, colocation, nodes);
        } else {
            clone.children().forEach(instance -> apply(dependent, instance, colocation));
        }
    }

    /** Instance with instance, one beside the other. */
    private static boolean isInterleaved(Colocation colocation) {
        return switch (colocation.dependent()) {
            case Clone clone -> clone.isInterleaved() && colocation.primary() instanceof Clone primary
                    && primary.limits().nodeMax() == clone.limits().nodeMax();
            case Bundle bundle ->
                bundle.meta("interleave").filter(org.quorate.rules.Words::isTrue).isPresent();
            case Primitive _,Group _ -> false;
        };
    }

    /** Where instances are in the role that the colocation names. */
    private void withRole(Resource dependent, Clone clone, Colocation colocation) {
        var nodes = new LinkedHashMap<Node, Score>();
        for (var instance : clone.children()) {
            var node = Where.nextNode(instance);
            if (node.isPresent() && Where.nextRole(instance) == colocation.primaryRole()) {
                attract(dependent, clone, node.get(), colocation);
                nodes.put(node.get(), chosenFor(instance, node.get()));
            }
        }
        var areBothPromoted = colocation.dependentRole() == Role.PROMOTED
                && colocation.primaryRole() == Role.PROMOTED;
        if (colocation.score().isInfinite() && !areBothPromoted) {
            keepTo(dependent, clone, colocation, nodes);
        }
    }

    /** How much the first of an instance wanted the node it got; what is not managed had no choice. */
    private static Score chosenFor(Resource instance, Node node) {
        var first = instance.primitives().getFirst();
        return first.is(Flag.MANAGED)
                ? first.weight(node).map(Weight::score).orElse(Score.ZERO)
                : node.score();
    }

    private static void attract(Resource dependent, Resource primary, Node there, Colocation colocation) {
        if (colocation.score().isInfinite()) {
            return;
        }
        var value = Where.attribute(there, colocation.nodeAttribute(), primary);
        for (var weight : dependent.allowed().values()) {
            if (isSame(Where.attribute(weight.node(), colocation.nodeAttribute(), dependent), value)) {
                weight.add(colocation.score(), reason(colocation, primary));
            }
        }
    }

    private void changeRankByInstance(Resource dependent, Clone clone, Colocation colocation) {
        var here = dependent.assignedTo().orElse(null);
        var isBeside = here != null && clone.children().stream()
                .filter(instance -> !CompatibleInstances.isBlocked(instance)
                        && Where.nextRole(instance) == colocation.primaryRole())
                .map(Where::nextNode).flatMap(Optional::stream)
                .anyMatch(node -> isSame(Where.attribute(node, colocation.nodeAttribute(), clone),
                        Where.attribute(here, colocation.nodeAttribute(), dependent)));
        if (isBeside) {
            raise(dependent, colocation.score());
        } else if (colocation.score().isInfinite()) {
            raise(dependent, Score.MINUS_INFINITY);
        }
    }

    private void withBundle(Resource dependent, Bundle bundle, Colocation colocation) {
        if (!bundle.is(Flag.ASSIGNED)) {
            return;
        }
        if (colocation.dependent() instanceof Clone || colocation.dependent() instanceof Bundle) {
            var container = compatible.find(dependent, bundle);
            if (container.isPresent()) {
                apply(dependent, container.get(), colocation);
            } else if (colocation.score().isInfinite()) {
                Ledger.force(dependent, null, OnFailure.STOP);
            }
            return;
        }
        if (!colocation.score().isInfinite()) {
            bundle.replicas().forEach(replica -> apply(dependent, replica.container(), colocation));
            return;
        }
        var nodes = new LinkedHashMap<Node, Score>();
        for (var replica : bundle.replicas()) {
            var inner = replica.inner();
            var isInRole = colocation.primaryRole() != Role.PROMOTED
                    || (inner != null && Where.nextRole(inner) == Role.PROMOTED);
            if (isInRole && !CompatibleInstances.isBlocked(replica.container())) {
                replica.container().assignedTo().ifPresent(node -> nodes.put(node, Score.ZERO));
            }
        }
        keepTo(dependent, bundle, colocation, nodes);
    }

    /** Forbids all nodes but those that are the same as one of these, and adds these' scores. */
    private static void keepTo(Resource dependent, Resource primary, Colocation colocation,
            Map<Node, Score> nodes) {
        var reason = reason(colocation, primary);
        for (var weight : dependent.allowed().values()) {
            var value = Where.attribute(weight.node(), colocation.nodeAttribute(), dependent);
            same(nodes.keySet(), primary, colocation, value).ifPresentOrElse(node -> {
                var score = nodes.getOrDefault(node, Score.ZERO);
                if (score.value() != 0) {
                    weight.add(score, reason);
                }
            }, () -> weight.become(Score.MINUS_INFINITY, reason));
        }
    }

    private static Optional<Node> same(Collection<Node> nodes, Resource primary, Colocation colocation,
            Optional<String> value) {
        return nodes.stream()
                .filter(node -> isSame(Where.attribute(node, colocation.nodeAttribute(), primary), value))
                .findFirst();
    }
}
