package org.quorate.policy.play;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.model.OptionKind;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Options;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Prohibition;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FenceMarks;
import org.quorate.state.Reason;

/** Why resources do not run after a transition, or none of their instances is promoted. */
public final class WhyNot {

    private final Cluster cluster;
    private final Situation after;

    private WhyNot(Cluster cluster, Situation after) {
        this.cluster = cluster;
        this.after = after;
    }

    /** The reasons by the name of the resource; only of those that are missed. */
    public static SortedMap<String, List<Reason>> of(Simulation simulation) {
        var why = new WhyNot(simulation.decided(), simulation.after());
        var reasons = new TreeMap<String, List<Reason>>();
        for (var primitive : simulation.decided().primitives()) {
            var name = Situation.name(primitive);
            if (!simulation.after().resources().containsKey(name)) {
                reasons.computeIfAbsent(name, _ -> why.stopped(primitive));
            }
        }
        simulation.decided().resources().forEach(resource -> why.addUnpromoted(resource, reasons));
        return reasons;
    }

    private List<Reason> stopped(Primitive primitive) {
        var wanted = primitive.meta("target-role").orElse("");
        if (wanted.equalsIgnoreCase("Stopped")) {
            return List.of(Reason.of(Reason.Kind.TARGET_ROLE));
        }
        if (OptionKind.isTrue(cluster.options().value("stop-all-resources"))) {
            return List.of(Reason.of(Reason.Kind.TARGET_ROLE, "option", "stop-all-resources"));
        }
        if (cluster.options().isFencingEnabled() && !FenceMarks.hasDevices(cluster)) {
            return List.of(Reason.of(Reason.Kind.NO_NODE, "fencing", "none"));
        }
        var start = primitive.actions().stream().filter(action -> action.task().equals(Task.START))
                .filter(action -> !action.is(Action.Flag.RUNNABLE)).findFirst();
        if (lacksQuorum() && start.isPresent()) {
            return List.of(Reason.of(Reason.Kind.NO_NODE, "quorum", "lost"));
        }
        var reasons = new LinkedHashSet<Reason>();
        primitive.allowed().values()
                .forEach(weight -> Prohibition.of(primitive, weight).ifPresent(reasons::add));
        if (reasons.isEmpty()) {
            start.flatMap(Action::reason).filter(reason -> reason.kind() != Reason.Kind.NOT_RUNNING)
                    .or(() -> waitsFor(primitive)).ifPresent(reasons::add);
        }
        return new ArrayList<>(reasons);
    }

    /** The first order by which it waits for something that does not run either. */
    private Optional<Reason> waitsFor(Primitive primitive) {
        for (var ordering : cluster.orderings()) {
            var first = ordering.first().resource();
            var then = ordering.then().resource();
            if (!ordering.constraint().isEmpty() && first != null && then != null
                    && ordering.then().key().equals(then.key(Task.START))
                    && isIn(primitive, then) && first.primitives().stream().noneMatch(this::runsAfterwards)) {
                return Optional.of(Reason.of(Reason.Kind.ORDER, "constraint", ordering.constraint(), "first",
                        first.id(), "then", then.id()));
            }
        }
        return Optional.empty();
    }

    private static boolean isIn(Resource inner, Resource outer) {
        return inner == outer || inner.parent().filter(parent -> isIn(parent, outer)).isPresent();
    }

    private boolean runsAfterwards(Primitive primitive) {
        return after.resources().containsKey(Situation.name(primitive));
    }

    private boolean lacksQuorum() {
        return !cluster.hasQuorum() && cluster.noQuorum() != Options.NoQuorum.IGNORE;
    }

    private void addUnpromoted(Resource resource, SortedMap<String, List<Reason>> reasons) {
        if (!(resource instanceof Clone clone) || !clone.isPromotable()) {
            return;
        }
        for (var instance : clone.children()) {
            if (!(instance instanceof Primitive primitive)) {
                continue;
            }
            var name = Situation.name(primitive);
            var places = after.resources().get(name);
            if (places != null && !places.containsValue(Situation.Shown.PROMOTED)
                    && !reasons.containsKey(name)) {
                reasons.put(name, List.of(Reason.of(Reason.Kind.PROMOTION_SCORE, "clone", clone.id(), "none",
                        "set")));
            }
        }
    }
}
