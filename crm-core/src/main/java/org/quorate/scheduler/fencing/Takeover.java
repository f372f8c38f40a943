package org.quorate.scheduler.fencing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.membership.NodeName;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.scheduler.situation.Availability;
import org.quorate.scheduler.situation.NodeView;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Owner;
import org.quorate.state.Reason;

/**
 * Whether a resource may be started on a node in spite of its possible owners (design.md section 6).
 *
 * <p>An owner that is a member must have it stopped in the same transition. A lost one must be fenced; where
 * that is impossible, or has failed once, waiting is enough if something makes the resource harmless on that
 * node: an armed watchdog, or a guardian for a resource that killing ends. The node that starts does the
 * waiting.
 */
public sealed interface Takeover {

    /** It may, after these stops and fence actions. */
    record Allowed(List<NodeName> stops, List<NodeName> fences) implements Takeover {

        public Allowed {
            stops = List.copyOf(stops);
            fences = List.copyOf(fences);
        }
    }

    /** It must not. */
    record Denied(List<Reason> reasons) implements Takeover {

        public Denied {
            reasons = List.copyOf(reasons);
        }
    }

    static Takeover of(Situation situation, FencePlan plan, ResourceView resource, NodeName to) {
        if (resource.options().exclusivity() == Exclusivity.AT_LEAST_ONE) {
            return new Allowed(List.of(), List.of());
        }
        var stops = new TreeSet<NodeName>();
        var fences = new TreeSet<NodeName>();
        var reasons = new ArrayList<Reason>();
        for (var owner : resource.history().status().owners()) {
            if (FencePlan.isOnLostNode(situation, owner)) {
                askLost(situation, plan, resource, owner, new Answers(fences, reasons));
            } else if (!owner.isLost() && !owner.node().equals(to)) {
                situation.node(owner.node()).filter(NodeView::isMember)
                        .ifPresent(node -> askMember(resource, node, stops, reasons));
            }
        }
        for (var active : resource.history().activeNodes()) {
            situation.node(active)
                    .filter(n -> n.availability() == Availability.TO_BE_FENCED && stops.add(active))
                    .ifPresent(node -> reasons.add(beingFenced(resource, node)));
        }
        return reasons.isEmpty()
                ? new Allowed(List.copyOf(stops), List.copyOf(fences))
                : new Denied(reasons);
    }

    private static void askMember(ResourceView resource, NodeView node, SortedSet<NodeName> stops,
            List<Reason> reasons) {
        stops.add(node.name());
        if (node.availability() == Availability.TO_BE_FENCED) {
            reasons.add(beingFenced(resource, node));
        } else if (!node.availability().isManaged()) {
            reasons.add(Reason.of(Reason.Kind.POSSIBLE_OWNER, "node", node.name().value(), "resource",
                    resource.id().value(), "why", "it is in maintenance"));
        }
    }

    private static Reason beingFenced(ResourceView resource, NodeView node) {
        return Reason.of(Reason.Kind.FENCING, "node", node.name().value(), "resource", resource.id().value(),
                "why", "it is being fenced");
    }

    /** What the lost owners ask for: nodes to fence before, or reasons not to start at all. */
    record Answers(SortedSet<NodeName> fences, List<Reason> reasons) {}

    private static void askLost(Situation situation, FencePlan plan, ResourceView resource, Owner owner,
            Answers answers) {
        var isHarmless = isHarmless(situation, resource, owner);
        var verdict = plan.verdict(owner.node())
                .orElse(new FenceVerdict.Impossible(FenceVerdict.Why.NO_DEVICE));
        switch (verdict) {
            case FenceVerdict.Possible possible -> {
                if (!isHarmless || possible.failed() == 0) {
                    answers.fences().add(owner.node());
                }
            }
            case FenceVerdict.Impossible(var why) -> {
                if (!isHarmless && (why != FenceVerdict.Why.DISABLED || owner.isEndedByFencingAlone())) {
                    answers.reasons().add(Reason.of(Reason.Kind.FENCING, "node", owner.node().value(),
                            "resource", resource.id().value(), "why", why.words(), "isolation",
                            owner.isolation().name().toLowerCase(Locale.ROOT)));
                }
            }
        }
    }

    /**
     * Whether the node, alone, has ended the resource once the takeover wait is over: by what that very life
     * had, whatever a later one has.
     */
    private static boolean isHarmless(Situation situation, ResourceView resource, Owner owner) {
        if (situation.options().fencing().isOnlyWay() || owner.isEndedByFencingAlone()) {
            return false;
        }
        return switch (owner.isolation()) {
            case WATCHDOG -> true;
            case GUARDIAN -> KillableAgents.isKillable(resource.primitive().agent(), resource.options());
            case NONE -> false;
        };
    }
}
