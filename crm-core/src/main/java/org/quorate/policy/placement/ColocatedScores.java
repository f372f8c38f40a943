package org.quorate.policy.placement;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.placement.ColocationLists.End;

/**
 * Where resources that are colocated with another would like to be, added to that one's scores: those of its
 * dependents, and theirs, each attenuated by the colocation's score as a part of INFINITY.
 */
final class ColocatedScores {

    /** How to add. */
    enum Option {
        /** Where no node would be left, nothing is added. */
        KEEP_ACTIVE,
        /** A node that would become forbidden is taken out of the reckoning instead. */
        NO_NEGATIVE,
        /** Ask those that a resource is colocated with instead of those colocated with it. */
        ASK_PRIMARIES
    }

    /** Stands for the value of an attribute that a node does not have; such nodes count as the same. */
    private static final String UNSET = "\0";

    private static final float INFINITY = Score.INFINITY.value();

    private final ColocationLists lists;
    private final Set<Resource> asked = new HashSet<>();

    ColocatedScores(ColocationLists lists) {
        this.lists = lists;
    }

    /** The score of a colocation as a part of INFINITY. */
    static float factor(Colocation colocation) {
        return colocation.score().value() / INFINITY;
    }

    /** Whether a dependent's wishes count for the primary, or for an instance of it. */
    static boolean hasInfluence(Colocation colocation, Resource primary) {
        var dependent = colocation.dependent();
        var isReplicaConnection = dependent.is(Flag.REMOTE_CONNECTION)
                && dependent.parent().filter(Bundle.class::isInstance).isPresent();
        if (isReplicaConnection && !primary.is(Flag.FAILED) && Where.now(primary).size() == 1) {
            return false;
        }
        return colocation.hasInfluence() || !Where.isActive(primary);
    }

    /** While something works on a resource's scores, nobody asks it. */
    void whileUnasked(Resource resource, Runnable work) {
        var isFirst = asked.add(resource);
        work.run();
        if (isFirst) {
            asked.remove(resource);
        }
    }

    /** The resource's own scores with those of all that it is colocated with; to compare resources. */
    NodeScores own(Resource resource) {
        if (resource instanceof Group group) {
            return group.children().isEmpty()
                    ? NodeScores.of(group.allowed())
                    : own(group.children().getLast());
        }
        asked.add(resource);
        var scores = further(resource, resource, NodeScores.of(resource.allowed()),
                new Ask(1, EnumSet.of(Option.ASK_PRIMARIES)));
        asked.remove(resource);
        return scores == null ? NodeScores.of(resource.allowed()) : scores;
    }

    private record Ask(float factor, EnumSet<Option> options) {}

    /**
     * Adds what a resource would like to another's scores.
     *
     * @return the sum, or the scores as they were where nothing is to be added
     */
    NodeScores add(Resource source, Resource target, NodeScores scores, Colocation via,
            EnumSet<Option> options) {
        return add(source, target, scores, via, new Ask(factor(via), options));
    }

    private NodeScores add(Resource source, Resource target, NodeScores scores, Colocation via, Ask ask) {
        if (!asked.add(source)) {
            return scores;
        }
        try {
            if (source instanceof Group group) {
                return group.children().isEmpty()
                        ? scores
                        : add(group.children().getFirst(), target, scores, via, ask);
            }
            var sum = scores.copy();
            addMatching(sum, new Meeting(source, target, via), ask);
            var result = further(source, target, sum, ask);
            return result == null ? scores : result;
        } finally {
            asked.remove(source);
        }
    }

    /** Goes on with those that are colocated with the source; null where nothing of it is to count. */
    private @Nullable NodeScores further(Resource source, Resource target, NodeScores sum, Ask ask) {
        var result = sum;
        if (sum.isAnyOpen()) {
            var end = ask.options().contains(Option.ASK_PRIMARIES) ? End.DEPENDENT : End.PRIMARY;
            var options = EnumSet.copyOf(ask.options());
            options.add(Option.KEEP_ACTIVE);
            for (var colocation : lists.of(source, end)) {
                if (end == End.DEPENDENT || hasInfluence(colocation, colocation.primary())) {
                    var factor = ask.factor() * colocation.score().value() / INFINITY;
                    result = add(end.other(colocation), target, result, colocation, new Ask(factor, options));
                }
            }
        } else if (ask.options().contains(Option.KEEP_ACTIVE)) {
            return null;
        }
        if (ask.options().contains(Option.NO_NEGATIVE)) {
            result.settle();
        }
        return result;
    }

    /** Whose scores are added to whose, by which colocation. */
    private record Meeting(Resource source, Resource target, Colocation via) {

        /** By name alone, as nobody looks at a container's host. */
        boolean isByName() {
            return via.nodeAttribute().equals("#uname") && !Where.looksAtHost(source)
                    && !Where.looksAtHost(target);
        }
    }

    private void addMatching(NodeScores sum, Meeting meeting, Ask ask) {
        var best = bestScores(meeting);
        for (var i = 0; i < sum.size(); i++) {
            var score = best.of(sum.node(i));
            if (sum.score(i) == NodeScores.OUT
                    || (ask.factor() < 0 && score < 0 && isUnwelcome(meeting.via(), score))) {
                continue;
            }
            var changed = new Score(sum.score(i)).plus(new Score(delta(ask.factor(), score))).value();
            if (!ask.options().contains(Option.NO_NEGATIVE) || changed >= 0 || sum.score(i) < 0) {
                sum.score(i, changed);
            } else if (sum.score(i) > 0) {
                sum.score(i, NodeScores.OUT);
            }
        }
    }

    /**
     * A resource is not drawn to where something that avoids it cannot be; but where that can be in one place
     * alone, it makes room.
     */
    private static boolean isUnwelcome(Colocation via, int score) {
        return via.primary().stickiness().value() >= -score || !hasInfluence(via, via.primary())
                || !isAllowedOnOne(via.dependent());
    }

    private static boolean isAllowedOnOne(Resource resource) {
        return resource.allowed().values().stream().filter(weight -> weight.score().value() >= 0).limit(2)
                .count() == 1;
    }

    /** Rounded, and not nothing where there is something. */
    private static int delta(float factor, int score) {
        var exact = factor * score;
        var rounded = (int) (exact < 0 ? exact - 0.5 : exact + 0.5);
        if (rounded != 0 || score == 0 || factor == 0) {
            return rounded;
        }
        return factor > 0 ? 1 : -1;
    }

    /** The best score of the source on nodes that count as the same. */
    private interface Best {

        int of(Node node);
    }

    private static Best bestScores(Meeting meeting) {
        var source = meeting.source();
        if (meeting.isByName()) {
            return node -> {
                var weight = source.allowed().get(node);
                return Availability.isUsable(node)
                        && (weight != null || !extra(meeting, node).equals(Score.ZERO))
                                ? score(meeting, node)
                                : Score.MINUS_INFINITY.value();
            };
        }
        var attribute = meeting.via().nodeAttribute();
        var byValue = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
        for (var node : source.allowed().keySet()) {
            if (Availability.isUsable(node)) {
                byValue.merge(Where.attribute(node, attribute, source).orElse(UNSET), score(meeting, node),
                        Math::max);
            }
        }
        return node -> byValue.getOrDefault(
                Where.attribute(node, attribute, meeting.target()).orElse(UNSET),
                Score.MINUS_INFINITY.value());
    }

    private static int score(Meeting meeting, Node node) {
        var weight = meeting.source().allowed().get(node);
        var own = weight == null ? Score.ZERO : weight.score();
        return own.plus(extra(meeting, node)).value();
    }

    /**
     * Where a group's member other than the first is itself the dependent: the group's locations, that only
     * the first member's weights contain.
     */
    private static Score extra(Meeting meeting, Node node) {
        var source = meeting.source();
        var group = source.parent().filter(Group.class::isInstance);
        if (source != meeting.via().dependent() || !meeting.via().isConfigured() || group.isEmpty()
                || source == group.get().children().getFirst()) {
            return Score.ZERO;
        }
        return group.get().locations().stream().filter(location -> Locations.holdsFor(source, location))
                .map(location -> location.scores().getOrDefault(node, Score.ZERO))
                .reduce(Score.ZERO, Score::plus);
    }
}
