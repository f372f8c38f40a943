package org.quorate.policy.placement;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Weight;
import org.quorate.policy.placement.ColocatedScores.Option;

/**
 * Which instance gets a node first: one that is where it may be, of higher rank, active, on a usable node
 * that its whole is allowed on, not failed, where the whole's colocations would rather have it, of lower
 * number.
 */
final class InstanceOrder implements Comparator<Resource> {

    private final Assigner assigner;

    InstanceOrder(Assigner assigner) {
        this.assigner = assigner;
    }

    @Override
    public int compare(Resource left, Resource right) {
        var leftNodes = Where.now(left).size();
        var rightNodes = Where.now(right).size();
        if (leftNodes > 0 && rightNodes > 0 && leftNodes != rightNodes) {
            return Integer.compare(leftNodes, rightNodes);
        }
        var sign = Boolean.compare(isMisplaced(left), isMisplaced(right));
        if (sign == 0) {
            sign = Integer.compare(assigner.rank(right), assigner.rank(left));
        }
        return sign != 0 ? sign : compareNodes(left, right);
    }

    private static boolean isMisplaced(Resource instance) {
        return Where.current(instance).filter(node -> !isAllowed(instance, node)).isPresent();
    }

    private static boolean isAllowed(Resource instance, Node node) {
        return instance.weight(node).filter(weight -> weight.score().value() >= 0).isPresent();
    }

    private int compareNodes(Resource left, Resource right) {
        var leftNode = Where.current(left).filter(node -> isAllowed(left, node));
        var rightNode = Where.current(right).filter(node -> isAllowed(right, node));
        if (leftNode.isEmpty() || rightNode.isEmpty()) {
            return leftNode.isEmpty() && rightNode.isEmpty()
                    ? compareNumbers(left, right)
                    : leftNode.isEmpty() ? 1 : -1;
        }
        var sign = Boolean.compare(Availability.isUsable(rightNode.get()),
                Availability.isUsable(leftNode.get()));
        if (sign != 0) {
            return sign;
        }
        var leftShared = shared(left, leftNode.get());
        var rightShared = shared(right, rightNode.get());
        if (leftShared.isEmpty() || rightShared.isEmpty()) {
            return leftShared.isEmpty() && rightShared.isEmpty() ? 0 : leftShared.isEmpty() ? 1 : -1;
        }
        sign = Integer.compare(leftShared.get().count(), rightShared.get().count());
        if (sign == 0) {
            sign = Boolean.compare(hasFailed(left), hasFailed(right));
        }
        if (sign == 0) {
            sign = Integer.compare(wishes(right, rightNode.get()), wishes(left, leftNode.get()));
        }
        return sign != 0 ? sign : compareNumbers(left, right);
    }

    private static Optional<Weight> shared(Resource instance, Node node) {
        return instance.parent().flatMap(whole -> whole.weight(node));
    }

    private static boolean hasFailed(Resource instance) {
        return instance.is(Flag.FAILED) || instance.children().stream().anyMatch(InstanceOrder::hasFailed);
    }

    /** What the colocations of the whole say of its node. */
    private int wishes(Resource instance, Node node) {
        var whole = instance.parent().orElse(null);
        if (whole == null || (whole.colocations().isEmpty() && whole.colocatedWithIt().isEmpty())) {
            return 0;
        }
        var scores = NodeScores.of(node);
        for (var colocation : whole.colocations()) {
            scores = add(colocation.primary(), instance, scores, colocation, EnumSet.noneOf(Option.class));
        }
        for (var colocation : whole.colocatedWithIt()) {
            if (ColocatedScores.hasInfluence(colocation, instance)) {
                scores = add(colocation.dependent(), instance, scores, colocation,
                        EnumSet.of(Option.NO_NEGATIVE));
            }
        }
        return scores.of(node, Score.MINUS_INFINITY.value());
    }

    private NodeScores add(Resource source, Resource instance, NodeScores scores, Colocation via,
            EnumSet<Option> options) {
        return assigner.colocatedScores().add(source, instance, scores, via, options);
    }

    private static int compareNumbers(Resource left, Resource right) {
        return Node.NAME_ORDER.compare(left.id(), right.id());
    }
}
