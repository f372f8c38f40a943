package org.quorate.policy.placement;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.quorate.model.Role;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Options.NoQuorum;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Weight;
import org.quorate.policy.placement.ColocatedScores.Option;
import org.quorate.policy.placement.ColocationLists.End;
import org.quorate.state.Reason;

/**
 * Which instances of a promotable clone are promoted: those with the best promotion scores, with what
 * locations and colocations for the promoted role add.
 */
final class Promotion {

    private static final int NEVER = Score.MINUS_INFINITY.value();
    private static final int ALWAYS = Score.INFINITY.value();

    private final Assigner assigner;
    private final PromotionScores scores;
    private final ColocationScores colocationScores;
    private final Map<Resource, Integer> order = new HashMap<>();

    Promotion(Assigner assigner, PromotionScores scores) {
        this.assigner = assigner;
        this.scores = scores;
        colocationScores = new ColocationScores(assigner);
    }

    void choose(Clone clone) {
        clone.allowed().values().forEach(weight -> weight.count(0));
        clone.children().forEach(instance -> rank(clone, instance));
        sort(clone);
        var promoted = 0;
        for (var instance : clone.children()) {
            instance.promotionScore(new Score(score(instance)));
            var node = promotedOn(clone, instance, promoted);
            if (node.isPresent()) {
                node.get().count(node.get().count() + 1);
                promote(instance);
                promoted++;
            } else {
                keepUnpromoted(instance);
            }
        }
    }

    private void rank(Clone clone, Resource instance) {
        var node = Where.nextNode(instance);
        if (Where.role(instance) == Role.STARTED) {
            wasUnpromoted(instance);
        }
        var next = Where.nextRole(instance);
        switch (next == null ? Role.STARTED : next) {
            case STARTED -> assigner.rank(instance, promotionScore(instance, node));
            case STOPPED, UNPROMOTED -> assigner.rank(instance, NEVER);
            case PROMOTED -> {
                // it is and stays promoted
            }
        }
        applyLocations(instance, instance, node);
        applyLocations(instance, clone, node);
        for (var colocation : assigner.colocations().of(instance, End.DEPENDENT)) {
            colocationScores.apply(instance, colocation.primary(), colocation);
        }
        order.put(instance, next == Role.PROMOTED ? ALWAYS : assigner.rank(instance));
    }

    /** Without a score, -1: a location can make up for it, nothing else. Without a node, never. */
    private int promotionScore(Resource instance, Optional<Node> node) {
        return node.map(there -> scores.score(instance, there).map(Score::value).orElse(-1)).orElse(NEVER);
    }

    private static void wasUnpromoted(Resource resource) {
        if (resource.role() == Role.STARTED) {
            resource.role(Role.UNPROMOTED);
        }
        resource.children().forEach(Promotion::wasUnpromoted);
    }

    private void applyLocations(Resource instance, Resource named, Optional<Node> node) {
        for (var location : named.locations()) {
            var score = node.map(location.scores()::get);
            if (location.role() == Role.PROMOTED && score.isPresent()) {
                assigner.rank(instance, new Score(assigner.rank(instance)).plus(score.get()).value());
            }
        }
    }

    private void sort(Clone clone) {
        if (clone.is(Flag.CHOOSING_ROLES)) {
            return;
        }
        clone.set(Flag.CHOOSING_ROLES);
        assigner.colocatedScores().whileUnasked(clone, () -> {
            clone.children().forEach(instance -> addToNode(clone, instance));
            assigner.colocations().of(clone, End.DEPENDENT)
                    .forEach(colocation -> addPrimary(clone, colocation));
            assigner.colocations().of(clone, End.PRIMARY)
                    .forEach(colocation -> addDependent(clone, colocation));
            requireTickets(clone);
            clone.children().forEach(instance -> takeFromNode(clone, instance));
            var byInstance = new InstanceOrder(assigner);
            clone.children().sort((one, other) -> compare(one, other, byInstance));
        });
    }

    /** The higher score first, then the higher role. */
    private int compare(Resource one, Resource other, Comparator<Resource> otherwise) {
        var byScore = Integer.compare(score(other), score(one));
        if (byScore != 0) {
            return byScore;
        }
        var byRole = Where.role(other).compareTo(Where.role(one));
        return byRole != 0 ? byRole : otherwise.compare(one, other);
    }

    private int score(Resource instance) {
        return order.getOrDefault(instance, NEVER);
    }

    private void addToNode(Clone clone, Resource instance) {
        if (score(instance) >= 0) {
            Where.nextNode(instance).flatMap(clone::weight)
                    .ifPresent(weight -> weight.add(new Score(score(instance)),
                            Reason.of(Reason.Kind.PROMOTION_SCORE, "node", weight.node().name())));
        }
    }

    private void addPrimary(Clone clone, Colocation colocation) {
        if (colocation.dependentRole() == Role.PROMOTED && colocation.score().isInfinite()) {
            var options = EnumSet.noneOf(Option.class);
            if (!colocation.score().isInfinite()) {
                options.add(Option.KEEP_ACTIVE);
            }
            add(clone, colocation.primary(), colocation, options);
        }
    }

    private void addDependent(Clone clone, Colocation colocation) {
        if (colocation.primaryRole() == Role.PROMOTED
                && ColocatedScores.hasInfluence(colocation, colocation.primary())) {
            add(clone, colocation.dependent(), colocation,
                    EnumSet.of(Option.KEEP_ACTIVE, Option.NO_NEGATIVE));
        }
    }

    private void add(Clone clone, Resource other, Colocation colocation, EnumSet<Option> options) {
        assigner.colocatedScores().add(other, clone, NodeScores.of(clone.allowed()), colocation, options)
                .into(clone.allowed(), ColocationScores.reason(colocation, other));
    }

    private void requireTickets(Clone clone) {
        for (var constraint : clone.tickets()) {
            if (constraint.role() == Role.PROMOTED && !TicketLoss.isHeld(constraint)) {
                Bans.everywhere(clone, assigner.cluster().nodes(), TicketLoss.reason(constraint));
            }
        }
    }

    private void takeFromNode(Clone clone, Resource instance) {
        var node = Where.nextNode(instance);
        if (!instance.is(Flag.MANAGED) && instance.nextRole() == Role.PROMOTED) {
            order.put(instance, ALWAYS);
        } else if (node.isPresent() && score(instance) >= 0) {
            clone.weight(node.get()).ifPresent(weight -> order.put(instance, weight.score().value()));
        }
    }

    /** The clone's weight of the node where the instance is to be promoted; empty where it is not. */
    private Optional<Weight> promotedOn(Clone clone, Resource instance, int promoted) {
        var isWanted = score(instance) >= 0
                && (promoted < clone.limits().promotedMax() || !clone.is(Flag.MANAGED));
        var cluster = assigner.cluster();
        var isFrozen = Where.role(instance) != Role.PROMOTED && !cluster.hasQuorum()
                && cluster.noQuorum() == NoQuorum.FREEZE;
        return isWanted && !isFrozen ? site(clone, instance) : Optional.empty();
    }

    private Optional<Weight> site(Clone clone, Resource resource) {
        if (resource.children().stream().anyMatch(member -> site(clone, member).isEmpty())) {
            return Optional.empty();
        }
        var isManaged = resource.is(Flag.MANAGED);
        var canBe = isManaged ? assigner.rank(resource) >= 0 : Where.role(resource) == Role.PROMOTED;
        if (!canBe) {
            return Optional.empty();
        }
        return Where.nextNode(resource).filter(node -> !isManaged || Availability.isUsableWithGuest(node))
                .flatMap(clone::weight)
                .filter(weight -> !isManaged || weight.count() < clone.limits().promotedNodeMax());
    }

    private static void promote(Resource resource) {
        if (!resource.isNextRoleKnown()) {
            resource.nextRole(Role.PROMOTED);
        }
        resource.children().forEach(Promotion::promote);
    }

    private static void keepUnpromoted(Resource resource) {
        resource.nextRole(Where.next(resource).isEmpty() ? Role.STOPPED : Role.UNPROMOTED);
        resource.children().forEach(Promotion::keepUnpromoted);
    }
}
