package org.quorate.scheduler.actions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.model.ResourceId;
import org.quorate.rules.ResourceOptions.MultipleActive;
import org.quorate.scheduler.actions.Course.Aim;
import org.quorate.scheduler.fencing.Takeover;
import org.quorate.scheduler.placement.Candidate;
import org.quorate.scheduler.placement.Placement;
import org.quorate.scheduler.placement.Placement.Choice;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Reason;
import org.quorate.state.Request;

/**
 * Decides for each resource what is stopped and started, after what it needs: the first of its mandatory
 * orders and the primaries of its mandatory colocations. What contradicts itself in a circle is taken in
 * order of definition.
 */
public final class Courses {

    private final Outlook outlook;
    private final Situation situation;
    private final Unsettled unsettled;
    private final Pinned pinned;
    private final Map<ResourceId, Course> known = new HashMap<>();
    private final Set<ResourceId> underWay = new HashSet<>();

    private Courses(Outlook outlook) {
        this.outlook = outlook;
        this.situation = outlook.situation();
        this.unsettled = Unsettled.of(situation, outlook.bonds());
        this.pinned = Pinned.of(outlook);
    }

    /** The courses, in order of definition. */
    public static SequencedMap<ResourceId, Course> of(Outlook outlook) {
        var courses = new Courses(outlook);
        var result = new LinkedHashMap<ResourceId, Course>();
        for (var resource : courses.situation.resources().values()) {
            courses.course(resource.id()).ifPresent(course -> result.put(resource.id(), course));
        }
        return result;
    }

    /** Empty inside a circle of needs, and for what is not configured. */
    private Optional<Course> course(ResourceId id) {
        var done = known.get(id);
        if (done != null) {
            return Optional.of(done);
        }
        var resource = situation.resource(id);
        var placement = outlook.placement(id);
        if (resource.isEmpty() || placement.isEmpty() || !underWay.add(id)) {
            return Optional.empty();
        }
        var course = unlessPinned(resource.get(), decide(resource.get(), placement.get()));
        underWay.remove(id);
        known.put(id, course);
        return Optional.of(course);
    }

    private Course decide(ResourceView resource, Placement placement) {
        return switch (placement.choice()) {
            case Choice.Untouched(var nodes, var reasons) -> new Course(resource.id(), new TreeMap<>(),
                    nodes.isEmpty() ? new Aim.Down() : new Aim.Stay(nodes.getFirst()),
                    isAsWanted(resource) ? List.of() : reasons);
            case Choice.Nowhere(var reasons) -> {
                var isWanted = reasons.getFirst().kind() == Reason.Kind.NO_NODE;
                yield down(resource, placement, reasons.getFirst(), isWanted ? reasons : List.of());
            }
            case Choice.On(var node, _) -> {
                var missing = missing(resource);
                yield missing.isPresent() && !resource.history().activeNodes().isEmpty()
                        ? down(resource, placement, missing.get(), List.of(missing.get()))
                        : towards(resource, placement, node);
            }
        };
    }

    private static boolean isAsWanted(ResourceView resource) {
        var active = resource.history().activeNodes();
        return active.size() == 1 && resource.history().on().values().stream()
                .noneMatch(resource::isToRecover);
    }

    /** A resource that it needs and that will not run: it must not run either. */
    private Optional<Reason> missing(ResourceView resource) {
        for (var sequence : outlook.sequences().requirementsOf(resource.id())) {
            var first = sequence.first().getLast();
            var course = course(first);
            if (course.isPresent() && course.get().nodeAfter().isEmpty() && !course.get().isOnlyUnsettled()
                    && !outlook.isUntouched(first)) {
                return Optional.of(sequence.reason());
            }
        }
        return Optional.empty();
    }

    private Course down(ResourceView resource, Placement placement, Reason why, List<Reason> blocked) {
        var stops = new TreeMap<NodeName, Reason>();
        for (var node : stoppable(resource)) {
            var ban = why.kind() == Reason.Kind.NO_NODE ? ban(placement, node) : Optional.<Reason>empty();
            stops.put(node, ban.orElse(why));
        }
        return new Course(resource.id(), stops, new Aim.Down(), blocked);
    }

    /** Where it runs and the cluster may act. */
    private List<NodeName> stoppable(ResourceView resource) {
        return resource.history().activeNodes().stream().filter(name -> situation.node(name)
                .filter(node -> node.availability().isManaged()).isPresent()).toList();
    }

    private Course towards(ResourceView resource, Placement placement, NodeName node) {
        var restart = Restarts.reason(situation, resource, node).or(() -> moved(resource, node));
        if (resource.history().isActiveOn(node) && restart.isEmpty()) {
            return new Course(resource.id(), surplus(resource, node), new Aim.Stay(node), List.of());
        }
        var takeover = Takeover.of(situation, outlook.fencing(), resource, node);
        var denials = denials(resource, node, takeover);
        if (!denials.isEmpty()) {
            return deferred(resource, placement, denials);
        }
        var stops = new TreeMap<NodeName, Reason>();
        var why = restart.or(() -> whyLeaving(resource, placement, node))
                .orElseGet(() -> whyStarting(resource));
        for (var active : stoppable(resource)) {
            stops.put(active, active.equals(node) ? why : whyLeaving(resource, placement, active, node));
        }
        if (takeover instanceof Takeover.Allowed(var owners, _)) {
            owners.forEach(owner -> stops.putIfAbsent(owner, Reason.of(Reason.Kind.POSSIBLE_OWNER, "node",
                    owner.value(), "resource", resource.id().value())));
        }
        if (stops.size() > 1 && resource.options().recovery().multipleActive() == MultipleActive.STOP_ONLY) {
            return new Course(resource.id(), stops, new Aim.Down(), List.of(why));
        }
        var fences = takeover instanceof Takeover.Allowed(_, var needed) ? needed : List.<NodeName>of();
        return new Course(resource.id(), stops, new Aim.Start(node, why, fences), List.of());
    }

    /** Something it needs is stopped or started: it must be stopped before and started after. */
    private Optional<Reason> moved(ResourceView resource, NodeName node) {
        if (!resource.history().isActiveOn(node)) {
            return Optional.empty();
        }
        for (var sequence : outlook.sequences().requirementsOf(resource.id())) {
            var first = course(sequence.first().getLast());
            if (sequence.isSymmetrical() && first.filter(Course::changes).isPresent()) {
                return Optional.of(sequence.reason());
            }
        }
        return Optional.empty();
    }

    private SortedMap<NodeName, Reason> surplus(ResourceView resource, NodeName kept) {
        var stops = new TreeMap<NodeName, Reason>();
        for (var node : stoppable(resource)) {
            if (!node.equals(kept)) {
                stops.put(node, tooMany(resource));
            }
        }
        return stops;
    }

    private static Reason tooMany(ResourceView resource) {
        return Reason.of(Reason.Kind.TOO_MANY, "resource", resource.id().value(), "nodes",
                String.join(" ", resource.history().activeNodes().stream().map(NodeName::value).toList()));
    }

    /** Why it must not start there now. */
    private List<Reason> denials(ResourceView resource, NodeName node, Takeover takeover) {
        var reasons = new ArrayList<Reason>();
        unsettled.reason(resource.id()).ifPresent(reasons::add);
        if (takeover instanceof Takeover.Denied(var denied)) {
            reasons.addAll(denied);
        }
        startingElsewhere(resource, node).ifPresent(reasons::add);
        for (var sequence : outlook.sequences().requirementsOf(resource.id())) {
            course(sequence.first().getLast())
                    .filter(first -> first.nodeAfter().isEmpty() || isUntouchedAndIll(first.resource()))
                    .ifPresent(first -> reasons.add(because(first, sequence.reason())));
        }
        for (var bond : outlook.bonds().ofDependent(resource.id())) {
            if (bond.isMandatory()) {
                course(bond.primary()).filter(primary -> !primary.nodeAfter().equals(Optional.of(node)))
                        .ifPresent(primary -> reasons.add(because(primary, bond.reason())));
            }
        }
        return reasons.stream().distinct().toList();
    }

    /**
     * A start in flight may still wait, on its node, for every other possible owner to be lost: another node
     * must not become one before that start has ended.
     */
    private static Optional<Reason> startingElsewhere(ResourceView resource, NodeName node) {
        if (resource.options().exclusivity() == Exclusivity.AT_LEAST_ONE) {
            return Optional.empty();
        }
        return resource.history().on().entrySet().stream().filter(entry -> !entry.getKey().equals(node))
                .filter(entry -> entry.getValue().inFlight().stream().anyMatch(Restarts::isStart)).findFirst()
                .map(entry -> Reason.of(Reason.Kind.POSSIBLE_OWNER, "node", entry.getKey().value(),
                        "resource",
                        resource.id().value(), "why", "its start there is under way"));
    }

    /** Blocked by a failure, or failed while nobody may touch it. */
    private boolean isUntouchedAndIll(ResourceId id) {
        return outlook.isUntouched(id) && situation.resource(id).filter(
                resource -> resource.history().on().values().stream()
                        .anyMatch(resource::isToRecover))
                .isPresent();
    }

    private static Reason because(Course other, Reason reason) {
        return other.isOnlyUnsettled() ? other.blocked().getFirst() : reason;
    }

    /**
     * It should start and must not yet. What failed is stopped at once; what runs where it may not stays only
     * for as long as probes are out; all else stays.
     */
    private Course deferred(ResourceView resource, Placement placement, List<Reason> denials) {
        var isSoon = denials.stream().allMatch(r -> r.kind() == Reason.Kind.UNKNOWN_STATE);
        var stops = new TreeMap<NodeName, Reason>();
        for (var node : stoppable(resource)) {
            var observed = resource.history().on(node);
            var failed = observed.flatMap(o -> Restarts.failed(resource, node, o))
                    .or(() -> moved(resource, node));
            var ban = isSoon ? Optional.<Reason>empty() : ban(placement, node);
            failed.or(() -> ban).ifPresent(reason -> stops.put(node, reason));
        }
        var kept = resource.history().activeNodes().stream().filter(node -> !stops.containsKey(node))
                .toList();
        if (kept.size() > 1) {
            surplus(resource, kept.getFirst()).forEach(stops::putIfAbsent);
        }
        var aim = kept.isEmpty() ? new Aim.Down() : new Aim.Stay(kept.getFirst());
        return new Course(resource.id(), stops, aim, denials);
    }

    private Optional<Reason> ban(Placement placement, NodeName node) {
        return placement.candidates().stream().filter(c -> c.node().equals(node)).findFirst()
                .flatMap(Candidate::ban);
    }

    /** Why it leaves one of its nodes; empty when it runs nowhere. */
    private Optional<Reason> whyLeaving(ResourceView resource, Placement placement, NodeName to) {
        return stoppable(resource).stream().filter(node -> !node.equals(to)).findFirst()
                .map(from -> whyLeaving(resource, placement, from, to));
    }

    private Reason whyLeaving(ResourceView resource, Placement placement, NodeName from, NodeName to) {
        var failed = resource.history().on(from).flatMap(o -> Restarts.failed(resource, from, o));
        if (failed.isEmpty() && resource.history().activeNodes().size() > 1) {
            return tooMany(resource);
        }
        return failed.or(() -> ban(placement, from)).or(() -> request(resource))
                .orElseGet(() -> Reason.of(Reason.Kind.BETTER_NODE, "from", from.value(), "to", to.value()));
    }

    private static Optional<Reason> request(ResourceView resource) {
        return resource.requests().stream().filter(Request.Move.class::isInstance)
                .map(Request.Move.class::cast)
                .map(move -> Reason.of(Reason.Kind.MOVE, "to", move.to().value())).findFirst();
    }

    private Reason whyStarting(ResourceView resource) {
        return resource.history().status().owners().stream().filter(owner -> owner.isLost()).findFirst()
                .map(owner -> Reason.of(Reason.Kind.NODE_LOST, "node", owner.node().value()))
                .orElseGet(() -> Reason.of(Reason.Kind.NOT_RUNNING, "resource", resource.id().value()));
    }

    private Course unlessPinned(ResourceView resource, Course course) {
        var reason = pinned.reason(resource.id());
        if (reason.isEmpty()
                || stoppable(resource).stream().noneMatch(node -> course.stops().containsKey(node))) {
            return course;
        }
        return new Course(resource.id(), new TreeMap<>(),
                new Aim.Stay(resource.history().activeNodes().getFirst()), List.of(reason.get()));
    }
}
