package org.quorate.scheduler.placement;

import java.util.ArrayList;
import java.util.List;
import org.quorate.membership.NodeName;
import org.quorate.rules.ResourceOptions.Control;
import org.quorate.rules.ResourceOptions.MultipleActive;
import org.quorate.scheduler.situation.Availability;
import org.quorate.scheduler.situation.Observed;
import org.quorate.scheduler.situation.OnFail;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Activity;
import org.quorate.state.Reason;

/** Why a resource is left alone: maintenance, unmanaged, or blocked by a failure. */
public final class Holds {

    private Holds() {}

    /** No reasons: the resource is the cluster's to move. */
    static List<Reason> of(Situation situation, ResourceView resource) {
        var reasons = new ArrayList<Reason>();
        if (situation.options().membership().maintenance()) {
            reasons.add(Reason.of(Reason.Kind.UNMANAGED, "scope", "cluster"));
        }
        if (resource.options().control() != Control.MANAGED) {
            reasons.add(
                    Reason.of(Reason.Kind.UNMANAGED, "scope", "resource", "resource", resource.id().value()));
        }
        var active = resource.history().activeNodes();
        for (var node : active) {
            if (availability(situation, node) == Availability.MAINTENANCE) {
                reasons.add(Reason.of(Reason.Kind.UNMANAGED, "scope", "node", "node", node.value()));
            }
        }
        if (active.size() > 1 && resource.options().recovery().multipleActive() == MultipleActive.BLOCK) {
            reasons.add(Reason.of(Reason.Kind.TOO_MANY, "resource", resource.id().value(), "nodes",
                    String.join(" ", active.stream().map(NodeName::value).toList())));
        }
        resource.history().on().forEach((node, observed) -> {
            if (availability(situation, node) != Availability.TO_BE_FENCED) {
                addBlock(resource, node, observed, reasons);
            }
        });
        return reasons;
    }

    /** Whether its recurring monitors rest as well. */
    public static boolean isInMaintenance(Situation situation, ResourceView resource) {
        return situation.options().membership().maintenance()
                || resource.options().control() == Control.MAINTENANCE
                || resource.history().activeNodes().stream()
                        .anyMatch(node -> availability(situation, node) == Availability.MAINTENANCE);
    }

    private static void addBlock(ResourceView resource, NodeName node, Observed observed,
            List<Reason> reasons) {
        switch (observed.activity()) {
            case Activity.Failing(_, var key) when resource.onFail(key) == OnFail.BLOCK ->
                reasons.add(blocked(resource, node, key));
            case Activity.StopFailed _ -> reasons.add(blocked(resource, node, "stop_0"));
            case Activity.Failing _,Activity.Active _,Activity.Inactive _,Activity.Unknown _ -> {
            }
        }
    }

    private static Reason blocked(ResourceView resource, NodeName node, String key) {
        return Reason.of(Reason.Kind.BLOCKED, "node", node.value(), "operation", key, "resource",
                resource.id().value());
    }

    private static Availability availability(Situation situation, NodeName node) {
        return situation.node(node).map(n -> n.availability()).orElse(Availability.NEVER_JOINED);
    }
}
