package org.quorate.scheduler.placement;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.model.Score;

/**
 * What dependents wish counts where their primary is placed, and what theirs wish with them, each scaled by
 * the score of its colocation. A dependent that would leave the primary no node at all is not heard
 * (behaviour of Pacemaker's scheduler).
 */
final class Influence {

    private final Bonds bonds;
    private final Map<ResourceId, SortedMap<NodeName, Candidate>> scores;
    private final Predicate<ResourceId> hasSay;

    Influence(Bonds bonds, Map<ResourceId, SortedMap<NodeName, Candidate>> scores,
            Predicate<ResourceId> hasSay) {
        this.bonds = bonds;
        this.scores = scores;
        this.hasSay = hasSay;
    }

    SortedMap<NodeName, Candidate> of(ResourceId primary, SortedMap<NodeName, Candidate> candidates) {
        var heard = new HashSet<ResourceId>();
        heard.add(primary);
        var result = new TreeMap<NodeName, Score>();
        candidates.forEach((node, candidate) -> result.put(node, candidate.score()));
        var merged = heard(primary, result, 1.0, heard);
        var changed = new TreeMap<NodeName, Candidate>();
        candidates.forEach((node, candidate) -> changed.put(node,
                candidate.withScore(merged.getOrDefault(node, candidate.score()))));
        return changed;
    }

    private SortedMap<NodeName, Score> heard(ResourceId primary, SortedMap<NodeName, Score> before,
            double factor,
            Set<ResourceId> heard) {
        var result = before;
        for (var bond : bonds.ofPrimary(primary)) {
            if (bond.influence() == Bond.Influence.PULLS && !heard.contains(bond.dependent())
                    && hasSay.test(bond.dependent())) {
                heard.add(bond.dependent());
                var scale = factor * bond.score().value() / Score.INFINITY.value();
                result = with(bond.dependent(), result, scale, heard);
            }
        }
        return result;
    }

    private SortedMap<NodeName, Score> with(ResourceId dependent, SortedMap<NodeName, Score> before,
            double scale,
            Set<ResourceId> heard) {
        var own = scores.getOrDefault(dependent, new TreeMap<>());
        var sums = new TreeMap<NodeName, Score>();
        before.forEach((node, score) -> {
            var candidate = own.get(node);
            sums.put(node, candidate == null ? score : score.plus(scaled(candidate.score(), scale)));
        });
        if (before.values().stream().anyMatch(s -> s.value() >= 0)
                && sums.values().stream().noneMatch(s -> s.value() >= 0)) {
            return before;
        }
        return heard(dependent, sums, scale, heard);
    }

    /** Rounded away from zero; a dislike is never turned into a liking. */
    private static Score scaled(Score score, double scale) {
        if (scale < 0 && score.value() < 0) {
            return Score.ZERO;
        }
        var product = scale * score.value();
        var magnitude = (int) Math.ceil(Math.abs(product) - 0.5);
        if (magnitude == 0 && product != 0) {
            magnitude = 1;
        }
        return new Score(product < 0 ? -magnitude : magnitude);
    }
}
