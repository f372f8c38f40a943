package org.quorate.policy.input;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;
import org.quorate.model.Role;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.input.ConstraintSets.End;
import org.quorate.rules.Words;

/** Reads colocation constraints, of two resources or of sets. */
record ColocationReader(Cluster cluster, ResourceNames names, ConstraintSets sets) {

    private static final String BY_NODE = "#uname";

    /** A resource in a role, null for any. */
    private record Partner(Resource resource, @Nullable Role role) {}

    void read(Element constraint) {
        var found = sets.of(constraint, new End("rsc", "rsc-role", "role"),
                new End("with-rsc", "with-rsc-role", "role"));
        if (found.isEmpty()) {
            addPair(constraint);
            return;
        }
        var score = score(constraint).orElse(Score.ZERO);
        Element last = null;
        for (var set : found) {
            addInside(constraint, set, score(set).orElse(score));
            if (last != null) {
                addBetween(constraint, last, set);
            }
            last = set;
        }
    }

    private static Optional<Score> score(Element element) {
        return element.attribute("score").flatMap(Score::parseLeading);
    }

    private void addPair(Element constraint) {
        var dependent = names.named(constraint.attribute("rsc", ""), constraint.id());
        var primary = names.named(constraint.attribute("with-rsc", ""), constraint.id());
        if (dependent.isPresent() && primary.isPresent()) {
            add(constraint, score(constraint).orElse(Score.ZERO),
                    new Partner(dependent.get(), role(constraint, "rsc-role")),
                    new Partner(primary.get(), role(constraint, "with-rsc-role")));
        }
    }

    /** Running is every role. */
    private static @Nullable Role role(Element element, String attribute) {
        return element.attribute(attribute).flatMap(Role::parse).filter(role -> role != Role.STARTED)
                .orElse(null);
    }

    private List<Partner> partners(Element constraint, Element set) {
        var role = role(set, "role");
        return names.of(set, constraint.id()).stream().map(resource -> new Partner(resource, role)).toList();
    }

    /** Together, each with the one before it; apart, each from all before it. */
    private void addInside(Element constraint, Element set, Score score) {
        if (!ConstraintSets.isSequential(set)) {
            return;
        }
        var partners = partners(constraint, set);
        var isWithNext = !set.attribute("ordering", "group").equals("group");
        for (var i = 1; i < partners.size(); i++) {
            if (score.value() > 0) {
                var before = partners.get(i - 1);
                var after = partners.get(i);
                add(constraint, score, isWithNext ? before : after, isWithNext ? after : before);
            } else {
                for (var before : partners.subList(0, i)) {
                    add(constraint, score, partners.get(i), before);
                }
            }
        }
    }

    /** The first of a sequence depends on the last of the next; of a set without sequence, each does. */
    private void addBetween(Element constraint, Element dependents, Element primaries) {
        var left = partners(constraint, dependents);
        var right = partners(constraint, primaries);
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        var firsts = ConstraintSets.isSequential(dependents) ? List.of(left.getFirst()) : left;
        var lasts = ConstraintSets.isSequential(primaries) ? List.of(right.getLast()) : right;
        for (var dependent : firsts) {
            for (var primary : lasts) {
                add(constraint, score(constraint).orElse(Score.ZERO), dependent, primary);
            }
        }
    }

    private void add(Element constraint, Score score, Partner dependent, Partner primary) {
        if (score.equals(Score.ZERO) || dependent.resource() == primary.resource()) {
            return;
        }
        var hasInfluence = constraint.attribute("influence").map(Words::isTrue)
                .orElse(dependent.resource().is(Flag.CRITICAL));
        var colocation = new Colocation(constraint.id(), dependent.resource(), primary.resource(), score,
                dependent.role(), primary.role(), constraint.attribute("node-attribute", BY_NODE),
                hasInfluence);
        cluster.colocations().add(colocation);
        dependent.resource().colocations().add(colocation);
        primary.resource().colocatedWithIt().add(colocation);
    }
}
