package org.quorate.policy.placement;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.LeadingScore;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.state.Reason;

/** How much instances are to be promoted: the node attributes {@code master-NAME} that agents set. */
final class PromotionScores {

    private final Assigner assigner;
    private final Set<Clone> added = new HashSet<>();

    PromotionScores(Assigner assigner) {
        this.assigner = assigner;
    }

    /** Instances like to be where they can be promoted. */
    void add(Clone clone) {
        if (added.add(clone)) {
            clone.children().forEach(this::add);
        }
    }

    private void add(Resource instance) {
        for (var weight : instance.allowed().values()) {
            if (!Availability.isUsable(weight.node())) {
                continue;
            }
            var score = score(instance, weight.node()).orElse(Score.ZERO);
            if (score.value() > 0) {
                weight.become(weight.score().plus(score), Reason.of(Reason.Kind.PROMOTION_SCORE, "node",
                        weight.node().name()));
            }
            if (score.value() > assigner.rank(instance)) {
                assigner.rank(instance, score.value());
            }
        }
    }

    /**
     * The score of an instance on a node; empty where nothing is set. That of a group is its members' sum.
     */
    Optional<Score> score(Resource instance, Node node) {
        if (!(instance instanceof Primitive primitive)) {
            return instance.children().stream().map(member -> score(member, node)).flatMap(Optional::stream)
                    .reduce((left, right) -> new Score(left.value() + right.value()));
        }
        if (!counts(primitive, node)) {
            return Optional.empty();
        }
        var value = value(primitive, node, primitive.historyName());
        if (value.isEmpty() && !primitive.is(Flag.UNIQUE)) {
            value = value(primitive, node, plain(primitive));
        }
        return value.map(text -> LeadingScore.parse(text).orElse(Score.ZERO));
    }

    private static Optional<String> value(Primitive primitive, Node node, String name) {
        var key = "master-" + name;
        var looksAtHost = primitive.meta("container-attribute-target").filter("host"::equals).isPresent();
        var container = node.kind() == Node.Kind.GUEST && looksAtHost
                ? node.connection().flatMap(Resource::container)
                : Optional.<Resource>empty();
        if (container.isEmpty()) {
            return node.attribute(key);
        }
        var host = primitive.is(Flag.ASSIGNED)
                ? container.get().assignedTo()
                : container.get().active().stream().findFirst();
        return host.flatMap(there -> there.attribute(key));
    }

    private static String plain(Primitive primitive) {
        return Resource.withoutNumber(primitive.id());
    }

    /**
     * A score counts where the instance may run and is known: active or probed there. What one instance of an
     * anonymous clone is known for counts for the others; before anything is known, all scores count.
     */
    private static boolean counts(Primitive primitive, Node node) {
        if (primitive.weight(node).filter(weight -> weight.score().value() >= 0).isEmpty()) {
            return false;
        }
        if (!primitive.is(Flag.UNIQUE)) {
            var clone = Where.outermost(primitive);
            var active = sibling(clone, primitive, other -> other.isActiveOn(node));
            if ((active.isPresent() && active.get() == primitive)
                    || (active.isEmpty()
                            && sibling(clone, primitive, other -> other.isKnownOn(node))
                                    .isPresent())) {
                return true;
            }
        }
        return (primitive.active().isEmpty() && !primitive.isKnown())
                || primitive.isKnownOn(node)
                || primitive.isActiveOn(node);
    }

    private static Optional<Primitive> sibling(Resource clone, Primitive primitive,
            java.util.function.Predicate<Primitive> which) {
        var name = plain(primitive);
        return clone.primitives().stream().filter(other -> plain(other).equals(name)).filter(which)
                .findFirst();
    }
}
