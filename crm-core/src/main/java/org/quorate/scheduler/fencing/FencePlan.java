package org.quorate.scheduler.fencing;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.model.OptionCatalog;
import org.quorate.rules.ResourceOptions.Control;
import org.quorate.scheduler.situation.Availability;
import org.quorate.scheduler.situation.NodeView;
import org.quorate.scheduler.situation.Observed;
import org.quorate.scheduler.situation.OnFail;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Activity;
import org.quorate.state.Owner;
import org.quorate.state.Progress;
import org.quorate.state.Reason;
import org.quorate.state.Work.FenceKind;

/**
 * The nodes that must be fenced and whether they can be.
 *
 * @param needs why, by node
 */
public record FencePlan(SortedMap<NodeName, Reason> needs, SortedMap<NodeName, FenceVerdict> verdicts) {

    public FencePlan {
        needs = Collections.unmodifiableSortedMap(new TreeMap<>(needs));
        verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
    }

    public static FencePlan of(Situation situation) {
        var needs = new TreeMap<NodeName, Reason>();
        for (var resource : situation.resources().values()) {
            addLost(situation, resource, needs);
            addFailed(situation, resource, needs);
        }
        var verdicts = new TreeMap<NodeName, FenceVerdict>();
        needs.keySet().forEach(node -> verdicts.put(node, verdict(situation, node, needs.keySet())));
        return new FencePlan(needs, verdicts);
    }

    /** What is to be done to a node that is fenced: option {@code fencing-action}. */
    public static FenceKind kind(Situation situation) {
        return OptionCatalog.property(situation.state().configuration(), "fencing-action").equals("off")
                ? FenceKind.OFF
                : FenceKind.REBOOT;
    }

    public Optional<FenceVerdict> verdict(NodeName node) {
        return Optional.ofNullable(verdicts.get(node));
    }

    /** The members that will be fenced: nothing else is ordered there. */
    public SortedMap<NodeName, Reason> condemned(Situation situation) {
        var result = new TreeMap<NodeName, Reason>();
        needs.forEach((name, reason) -> {
            var isMember = situation.node(name).filter(NodeView::isMember).isPresent();
            if (isMember && verdicts.get(name) instanceof FenceVerdict.Possible) {
                result.put(name, reason);
            }
        });
        return result;
    }

    /** A lost node may still run an at-most-one resource. */
    private static void addLost(Situation situation, ResourceView resource,
            SortedMap<NodeName, Reason> needs) {
        if (resource.options().exclusivity() != Exclusivity.AT_MOST_ONE) {
            return;
        }
        for (var owner : resource.history().status().owners()) {
            if (isOnLostNode(situation, owner)) {
                needs.putIfAbsent(owner.node(), Reason.of(Reason.Kind.NODE_LOST, "node", owner.node().value(),
                        "resource", resource.id().value()));
            }
        }
    }

    /** On one that has left too: what an earlier life left there, its last one may not have looked at. */
    static boolean isOnLostNode(Situation situation, Owner owner) {
        return situation.node(owner.node()).filter(n -> n.availability() == Availability.LOST
                || (owner.isLost() && n.availability() == Availability.LEFT)).isPresent();
    }

    /** A failure that the configuration answers with fencing. */
    private static void addFailed(Situation situation, ResourceView resource,
            SortedMap<NodeName, Reason> needs) {
        if (situation.options().membership().maintenance()
                || resource.options().control() != Control.MANAGED) {
            return;
        }
        resource.history().on().forEach((node, observed) -> failedOperation(observed)
                .filter(key -> resource.onFail(key) == OnFail.FENCE)
                .filter(_ -> situation.node(node).filter(n -> n.availability() != Availability.MAINTENANCE)
                        .isPresent())
                .ifPresent(key -> needs.putIfAbsent(node, Reason.of(Reason.Kind.FAILED, "operation", key,
                        "node", node.value(), "resource", resource.id().value(), "on-fail", "fence"))));
    }

    private static Optional<String> failedOperation(Observed observed) {
        return switch (observed.activity()) {
            case Activity.Failing(_, var key) -> Optional.of(key);
            case Activity.StopFailed _ -> Optional.of("stop_0");
            case Activity.Active _,Activity.Inactive _,Activity.Unknown _ -> Optional.empty();
        };
    }

    /** Attempts go round the devices, and for each device round the nodes that can run it. */
    private static FenceVerdict verdict(Situation situation, NodeName target, Set<NodeName> needed) {
        if (!situation.options().fencing().enabled()) {
            return new FenceVerdict.Impossible(FenceVerdict.Why.DISABLED);
        }
        var devices = FenceDevices.covering(situation, target);
        if (devices.isEmpty()) {
            return new FenceVerdict.Impossible(FenceVerdict.Why.NO_DEVICE);
        }
        var runners = runners(situation, needed);
        if (runners.isEmpty()) {
            return new FenceVerdict.Impossible(FenceVerdict.Why.NOBODY);
        }
        int failed = failedAttempts(situation, target);
        if (failed >= situation.options().fencing().maxAttempts()) {
            return new FenceVerdict.Impossible(FenceVerdict.Why.GAVE_UP);
        }
        var device = devices.get(failed % devices.size());
        var by = runners.get(failed / devices.size() % runners.size());
        return new FenceVerdict.Possible(device, by, failed);
    }

    /** Members that need no fencing themselves: the available ones first, of these the least busy. */
    private static List<NodeName> runners(Situation situation, Set<NodeName> needed) {
        var busyNodes = new HashSet<NodeName>();
        situation.resources().values().forEach(r -> busyNodes.addAll(r.history().activeNodes()));
        return situation.members().stream().filter(node -> !needed.contains(node.name()))
                .sorted(Comparator.<NodeView, Boolean>comparing(n -> n.availability() == Availability.LEAVING)
                        .thenComparing(n -> busyNodes.contains(n.name())).thenComparing(NodeView::name))
                .map(NodeView::name).toList();
    }

    /** Since the node was last seen to change. */
    private static int failedAttempts(Situation situation, NodeName target) {
        var status = situation.state().nodes().get(target);
        return status == null
                ? 0
                : (int) situation.state().fencings().stream().filter(f -> f.target().equals(target))
                        .filter(f -> f.ending() == Progress.Ending.FAILED)
                        .filter(f -> !f.at().isBefore(status.since())).count();
    }
}
