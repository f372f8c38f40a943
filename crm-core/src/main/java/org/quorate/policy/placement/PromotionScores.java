package org.quorate.policy.placement;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.state.Reason;

/** How much instances are to be promoted: the node attributes {@code master-NAME} that agents set. */
final class PromotionScores {

    private static final String PREFIX = "master-";

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
        var members = Member.of(instance);
        for (var weight : instance.allowed().values()) {
            if (!Availability.isUsable(weight.node())) {
                continue;
            }
            var score = score(members, weight.node()).orElse(Score.ZERO);
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
        return score(Member.of(instance), node);
    }

    private static Optional<Score> score(List<Member> members, Node node) {
        Score sum = null;
        for (var member : members) {
            var own = member.score(node).orElse(null);
            if (own != null) {
                sum = sum == null ? own : new Score(sum.value() + own.value());
            }
        }
        return Optional.ofNullable(sum);
    }

    /**
     * A primitive of an instance, with what does not depend on the node.
     *
     * @param siblings the same in all instances, itself included
     */
    private record Member(Primitive primitive, String attribute, String plainAttribute,
            List<Primitive> siblings) {

        static List<Member> of(Resource instance) {
            var all = instance.top().primitives();
            return instance.primitives().stream().map(primitive -> of(primitive, all)).toList();
        }

        private static Member of(Primitive primitive, List<Primitive> all) {
            var plain = Resource.withoutNumber(primitive.id());
            return new Member(primitive, PREFIX + primitive.historyName(), PREFIX + plain, all.stream()
                    .filter(other -> Resource.withoutNumber(other.id()).equals(plain)).toList());
        }

        Optional<Score> score(Node node) {
            if (!counts(node)) {
                return Optional.empty();
            }
            var value = value(node, attribute);
            if (value.isEmpty() && !primitive.is(Flag.UNIQUE) && !plainAttribute.equals(attribute)) {
                value = value(node, plainAttribute);
            }
            return value.map(text -> Score.parseLeading(text).orElse(Score.ZERO));
        }

        private Optional<String> value(Node node, String key) {
            var container = node.kind() == Node.Kind.GUEST && looksAtHost()
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

        private boolean looksAtHost() {
            return primitive.meta("container-attribute-target").filter("host"::equals).isPresent();
        }

        /**
         * A score counts where the instance may run and is known: active or probed there. What one instance
         * of an anonymous clone is known for counts for the others; before anything is known, all scores
         * count.
         */
        private boolean counts(Node node) {
            if (primitive.weight(node).filter(weight -> weight.score().value() >= 0).isEmpty()) {
                return false;
            }
            if (!primitive.is(Flag.UNIQUE)) {
                var active = sibling(other -> other.isActiveOn(node));
                if (active == primitive
                        || (active == null && sibling(other -> other.isKnownOn(node)) != null)) {
                    return true;
                }
            }
            return (primitive.active().isEmpty() && !primitive.isKnown())
                    || primitive.isKnownOn(node)
                    || primitive.isActiveOn(node);
        }

        private @Nullable Primitive sibling(Predicate<Primitive> which) {
            for (var sibling : siblings) {
                if (which.test(sibling)) {
                    return sibling;
                }
            }
            return null;
        }
    }
}
