package org.quorate.scheduler.actions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.quorate.membership.NodeName;
import org.quorate.model.Operation;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.scheduler.actions.Course.Aim;
import org.quorate.scheduler.fencing.FencePlan;
import org.quorate.scheduler.fencing.FenceVerdict;
import org.quorate.scheduler.situation.History;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Action;
import org.quorate.state.Activity;
import org.quorate.state.Owner;
import org.quorate.state.Reason;
import org.quorate.state.Work;

/** The actions that change what runs where: fence, stop and start. */
public final class Recovery {

    private Recovery() {}

    /**
     * One for each node that must and can be fenced, unless that is under way: what was ordered against an
     * earlier incarnation may have acted before this one began.
     */
    public static List<Draft> fences(Situation situation, FencePlan plan) {
        var drafts = new ArrayList<Draft>();
        plan.needs().forEach((target, reason) -> {
            var node = situation.node(target);
            var isUnderWay = situation.inFlight().stream()
                    .anyMatch(a -> a.work() instanceof Work.Fence fence && fence.target().equals(target)
                            && node.filter(n -> n.incarnation().equals(fence.incarnation())).isPresent());
            if (!isUnderWay && node.isPresent()
                    && plan.verdicts().get(target) instanceof FenceVerdict.Possible(var device, var by, _)) {
                drafts.add(Draft.fresh(new Work.Fence(target, node.get().incarnation(), by, device,
                        situation.options().fencing().timeout(), FencePlan.kind(situation)), reason));
            }
        });
        return drafts;
    }

    public static List<Draft> stops(Situation situation, Collection<Course> courses) {
        var drafts = new ArrayList<Draft>();
        for (var course : courses) {
            course.stops().forEach((node, reason) -> {
                if (!isBeingReleased(situation, course.resource(), node)) {
                    stop(situation, course.resource(), node, reason).ifPresent(drafts::add);
                }
            });
        }
        return drafts;
    }

    /** What left the configuration and runs is stopped, wherever the cluster may act. */
    public static List<Draft> removals(Situation situation) {
        var drafts = new ArrayList<Draft>();
        if (situation.options().membership().maintenance()
                || !situation.options().removed().stopResources()) {
            return drafts;
        }
        for (var history : situation.removed()) {
            for (var node : history.activeNodes()) {
                var isManaged = situation.node(node).filter(n -> n.availability().isManaged()).isPresent();
                if (isManaged && !isStopFailed(history, node)) {
                    stop(situation, history.resource(), node, Reason.of(Reason.Kind.REMOVED, "resource",
                            history.resource().value())).ifPresent(drafts::add);
                }
            }
        }
        return drafts;
    }

    private static boolean isStopFailed(History history, NodeName node) {
        return history.on(node).filter(o -> o.activity() instanceof Activity.StopFailed).isPresent();
    }

    public static List<Draft> starts(Situation situation, Collection<Course> courses) {
        var drafts = new ArrayList<Draft>();
        for (var course : courses) {
            if (course.aim() instanceof Aim.Start(var node, var reason, _)) {
                run(situation, course.resource(), node, Work.Task.START)
                        .ifPresent(work -> drafts.add(Draft.fresh(work, reason)));
            }
        }
        return drafts;
    }

    /** Whether a stop in flight there will already end every grant that the node has. */
    private static boolean isBeingReleased(Situation situation, ResourceId resource, NodeName node) {
        var history = situation.resource(resource).map(r -> r.history());
        var lastStop = history.flatMap(h -> h.on(node)).flatMap(o -> o.inFlight().stream()
                .filter(Recovery::isStop).map(Action::id).max(java.util.Comparator.naturalOrder()));
        return lastStop.isPresent() && history.filter(h -> h.isActiveOn(node)).isEmpty()
                && history.get().status().owners().stream().filter(owner -> owner.node().equals(node))
                        .map(Owner::grantedBy).allMatch(grant -> grant.compareTo(lastStop.get()) < 0);
    }

    private static boolean isStop(Action action) {
        return action.work() instanceof Work.Run run && run.task() == Work.Task.STOP;
    }

    private static Optional<Draft> stop(Situation situation, ResourceId resource, NodeName node,
            Reason reason) {
        return run(situation, resource, node, Work.Task.STOP).map(work -> Draft.fresh(work, reason));
    }

    private static Optional<Work> run(Situation situation, ResourceId resource, NodeName node,
            Work.Task task) {
        var key = Operation.key(task.word(), Duration.ZERO);
        var timeout = situation.state().definition(resource)
                .map(primitive -> situation.attributes().timeout(primitive, key))
                .orElse(Operation.DEFAULT_TIMEOUT);
        return situation.node(node).map(view -> new Work.Run(node, view.incarnation(), resource, task,
                Duration.ZERO, task == Work.Task.STOP ? Role.STOPPED : Role.STARTED, timeout));
    }
}
