package org.quorate.scheduler.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.Constraint;
import org.quorate.model.Constraint.Preference.ByRules;
import org.quorate.model.ResourceId;
import org.quorate.model.Rule;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Weight;
import org.quorate.scheduler.cib.Wishes;
import org.quorate.scheduler.situation.Availability;
import org.quorate.scheduler.situation.NodeView;
import org.quorate.scheduler.situation.Observed;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Reason;

/** The nodes of a resource with policy's scores, and what those are made of in our words. */
final class Candidates {

    private final Situation situation;
    private final Map<String, Constraint> constraints = new HashMap<>();

    Candidates(Situation situation) {
        this.situation = situation;
        for (var constraint : situation.configuration().constraints()) {
            constraints.put(constraint.id().value(), constraint);
            if (constraint instanceof Constraint.Location location
                    && location.preference() instanceof ByRules(var rules)) {
                addRules(constraint, rules);
            }
        }
    }

    /** Policy names the rule that gave a score; one without an id has that of {@code ConfigurationCib}. */
    private void addRules(Constraint constraint, List<Rule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            var own = rules.get(i).id();
            constraints.put(own.isEmpty() ? constraint.id() + "-rule" + (i == 0 ? "" : "-" + i) : own,
                    constraint);
        }
    }

    /** One for each node that runs resources, by name. */
    List<Candidate> of(ResourceView resource, Assigned.Seat seat) {
        var candidates = new ArrayList<Candidate>();
        for (var node : situation.nodes().values()) {
            candidates.add(candidate(resource, node, seat.parts(node.name())));
        }
        return candidates;
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private Candidate candidate(ResourceView resource, NodeView node, Optional<List<Weight.Part>> parts) {
        var candidate = Candidate.of(node.name());
        if (parts.isEmpty()) {
            candidate = candidate.plus(Score.MINUS_INFINITY,
                    Reason.of(Reason.Kind.ASYMMETRIC, "node", node.name().value()));
        }
        if (node.availability() != Availability.AVAILABLE) {
            candidate = candidate.plus(Score.MINUS_INFINITY, node.why());
        }
        for (var part : parts.orElse(List.of())) {
            candidate = plus(candidate, resource, part);
        }
        return candidate;
    }

    /** That it is not wanted, or is left alone, says nothing about any node. */
    private Candidate plus(Candidate candidate, ResourceView resource, Weight.Part part) {
        var score = part.score();
        var node = candidate.node();
        return switch (part.reason().kind()) {
            case TARGET_ROLE, UNMANAGED -> candidate;
            case COLOCATION -> colocated(candidate, resource, part);
            case LOCATION -> candidate.plus(score, location(resource, node, part));
            case STICKINESS -> candidate.plus(score, stickiness(node, score));
            case THRESHOLD -> candidate.plus(score, threshold(resource, node));
            case NOT_RUNNING, FAILED, NODE_LOST, NODE_STANDBY, NODE_LEAVING, MOVE, ORDER, GROUP, BETTER_NODE,
                    NO_NODE, UNKNOWN_STATE, TOO_MANY, REMOVED, WATCH, CHANGED, RESTART, FENCING, BLOCKED,
                    POSSIBLE_OWNER, NODE_FREE, NODE_ABSENT, ASYMMETRIC, HEALTH, TICKET, CAPACITY,
                    SHUTDOWN_LOCK, DISCOVERY, INSTANCE_LIMIT, PROMOTION_SCORE, CONTAINER, ROLE ->
                candidate.plus(score, with(part.reason(), node));
        };
    }

    private static Reason with(Reason reason, NodeName node) {
        var facts = new TreeMap<>(reason.facts());
        facts.putIfAbsent("node", node.value());
        return new Reason(reason.kind(), facts);
    }

    private static Reason stickiness(NodeName node, Score score) {
        return Reason.of(Reason.Kind.STICKINESS, "node", node.value(), "score", score.toString());
    }

    private Reason location(ResourceView resource, NodeName node, Weight.Part part) {
        var id = part.reason().facts().getOrDefault("constraint", "");
        if (id.startsWith(Wishes.MOVE)) {
            return Reason.of(Reason.Kind.MOVE, "to", node.value());
        }
        if (id.startsWith(Wishes.GRANT) || id.startsWith(Wishes.STAY)) {
            return stickiness(node, resource.options().stickiness());
        }
        var constraint = constraints.get(id);
        return Reason.of(Reason.Kind.LOCATION, "constraint", constraint == null
                ? id
                : constraint.id().value(), "node", node.value(), "score", part.score().toString());
    }

    /** What dependents wish counts, but is no reason of the resource's own. */
    private Candidate colocated(Candidate candidate, ResourceView resource, Weight.Part part) {
        var id = part.reason().facts().getOrDefault("constraint", "");
        var with = part.reason().facts().getOrDefault("with", "");
        var sum = candidate.score().plus(part.score());
        if (constraints.get(id) instanceof Constraint.Colocation colocation) {
            var isOwn = names(colocation.primary().resource(), with);
            var isSameWay = part.score().isMinusInfinite()
                    || (part.score().value() < 0) == (colocation.score().value() < 0);
            return isOwn && isSameWay
                    ? candidate.plus(part.score(), Reason.of(Reason.Kind.COLOCATION, "constraint", id, "with",
                            colocation.primary().resource().value(), "score", colocation.score().toString()))
                    : candidate.withScore(sum);
        }
        var before = situation.attributes().groupOf(resource.id()).flatMap(group -> {
            var at = group.members().indexOf(resource.id());
            return at > 0 && group.members().get(at - 1).value().equals(with)
                    ? Optional.of(Reason.of(Reason.Kind.GROUP, "group", group.id().value(), "with", with))
                    : Optional.empty();
        });
        return before.map(reason -> candidate.plus(part.score(), reason))
                .orElseGet(() -> candidate.withScore(sum));
    }

    /** Whether the name is that of the resource, or of a member where it is a group. */
    private boolean names(ResourceId resource, String name) {
        return resource.value().equals(name) || situation.configuration().resource(resource)
                .filter(org.quorate.model.Resource.Group.class::isInstance)
                .map(org.quorate.model.Resource.Group.class::cast)
                .filter(group -> group.members().stream().anyMatch(member -> member.value().equals(name)))
                .isPresent();
    }

    private Reason threshold(ResourceView resource, NodeName node) {
        var failures = new StringBuilder();
        resource.history().on(node).map(Observed::failures).orElseGet(TreeMap::new)
                .forEach((key, failure) -> failures.append(failures.isEmpty() ? "" : ", ")
                        .append(key, 0, key.lastIndexOf('_')).append(" x").append(failure.count()));
        return Reason.of(Reason.Kind.THRESHOLD, "node", node.value(), "resource", resource.id().value(),
                "failures", failures.toString());
    }
}
