package org.quorate.policy.ordering;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Ordering;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Relations;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/**
 * What waits for a resource also waits for the probes of it: as long as nobody knows where it runs, what is
 * started
 * after it is not restarted, and what comes after its stop does not happen.
 */
final class ProbeOrderings {

    private final Cluster cluster;
    private final Map<Resource, List<Action>> probes = new HashMap<>();

    private ProbeOrderings(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Once the orderings are links between actions, and before their consequences are drawn.
     *
     * @param all orderings, what they mean for migrations included
     */
    static void add(Cluster cluster, List<Ordering> all) {
        var orderings = new ProbeOrderings(cluster);
        for (var resource : cluster.primitives()) {
            var restarts = new HashMap<Action, List<Action>>();
            orderings.probes(resource).forEach(probe -> orderings.addAfter(probe, restarts));
        }
        all.forEach(orderings::addAfterStop);
    }

    private List<Action> probes(Resource resource) {
        return probes.computeIfAbsent(resource, one -> actions(one, Task.MONITOR));
    }

    /** Those that do not recur, the first made first. */
    private static List<Action> actions(Resource resource, String task) {
        var done = resource.actions(task);
        if (done.isEmpty()) {
            return List.of();
        }
        var key = resource.key(task);
        var found = new ArrayList<Action>(done.size());
        for (var i = done.size() - 1; i >= 0; i--) {
            if (done.get(i).key().equals(key)) {
                found.add(done.get(i));
            }
        }
        return found;
    }

    /** @param restarts what is known already of what waits for probes of the same resource */
    private void addAfter(Action probe, Map<Action, List<Action>> restarts) {
        // What is ordered on the way stands behind those that are there now.
        var thens = probe.thens();
        for (int i = 0, size = thens.size(); i < size; i++) {
            var link = thens.get(i);
            addBlockedStarts(probe, link);
            var stops = restarts.get(link.then());
            if (stops == null) {
                stops = new ArrayList<>();
                findRestarts(probe, link.then(), new HashSet<>(), stops);
                restarts.put(link.then(), stops);
            }
            for (var stop : stops) {
                cluster.actions().order(probe, stop, EnumSet.of(Relation.ORDERED));
            }
        }
    }

    /** Where a probe cannot run no further instance is started; those that run are left alone. */
    private void addBlockedStarts(Action probe, Action.Link link) {
        var clone = link.then().resource().orElse(null);
        if (!(clone instanceof Clone) || probe.is(Action.Flag.RUNNABLE) || !isStart(link.then())
                || link.has(Relation.UNRUNNABLE_FIRST_BLOCKS) || !isIn(probe, clone)) {
            return;
        }
        for (var next : List.copyOf(link.then().thens())) {
            var start = next.then();
            if (isStart(start) && isIn(start, clone)
                    && start.resource().filter(instance -> instance.active().isEmpty()).isPresent()) {
                cluster.actions().order(probe, start,
                        EnumSet.of(Relation.ORDERED, Relation.UNRUNNABLE_FIRST_BLOCKS));
            }
        }
    }

    private static boolean isStart(Action action) {
        return action.task().equals(Task.START);
    }

    private static boolean isIn(Action action, Resource top) {
        return action.resource().filter(resource -> resource.top() == top).isPresent();
    }

    /** What a start forces to restart stops only when it is known whether there will be a start. */
    private static void findRestarts(Action probe, Action after, Set<Action> seen, List<Action> stops) {
        if (!seen.add(after)) {
            return;
        }
        var resource = after.resource().orElse(null);
        if (resource instanceof Primitive && probe.resource().orElse(null) != resource) {
            actions(resource, Task.STOP).stream().filter(stop -> !stop.is(Action.Flag.PSEUDO))
                    .forEach(stops::add);
        }
        var partner = partner(probe, resource);
        for (var link : after.thens()) {
            if (link.has(Relation.FIRST_IMPLIES_THEN)
                    || isMember(probe, resource, link.then(), partner)) {
                findRestarts(probe, link.then(), seen, stops);
            }
        }
    }

    /** Of an interleaved clone only the instance beside what is probed is of interest. */
    private static @Nullable Resource partner(Action probe, @Nullable Resource after) {
        if (!(after instanceof Clone clone) || !clone.isInterleaved()) {
            return null;
        }
        return probe.resource().flatMap(one -> Instances.compatible(one, clone, Instances.When.NEXT))
                .orElse(null);
    }

    /** Whether an action of a group or clone leads on to a member of it. */
    private static boolean isMember(Action probe, @Nullable Resource container, Action next,
            @Nullable Resource partner) {
        var member = next.resource().orElse(null);
        if (container == null || container instanceof Primitive || member == null
                || member instanceof Clone || container != member.parent().orElse(null)
                || probe.resource().flatMap(Resource::parent).orElse(null) == container) {
            return false;
        }
        return !(container instanceof Clone clone) || !clone.isInterleaved() || partner == member;
    }

    /** What comes after the stop of a resource waits for the probes that may find it running. */
    private void addAfterStop(Ordering ordering) {
        var first = ordering.first().resource();
        var then = ordering.then().resource();
        if (first == null || first == then || ordering.relations().isEmpty()
                || !ordering.first().key().endsWith("_" + Task.STOP + "_0") || isContainerStop(ordering)) {
            return;
        }
        var probes = probes(first);
        if (probes.isEmpty()) {
            return;
        }
        var thenAction = ordering.then().action();
        if (thenAction != null && thenAction.task().equals(Task.FENCE)) {
            // A node is unfenced before anything is probed there.
            return;
        }
        var waiting = thenAction != null
                ? List.of(thenAction)
                : then != null ? actions(then, ordering.then().task()) : List.<Action>of();
        var relations = Relations.of(kept(ordering.relations()));
        for (var probe : probes) {
            waiting.forEach(action -> cluster.actions().order(probe, action, relations));
        }
    }

    /** What a container holds is probed when the container is up again; its stop cannot wait for that. */
    private static boolean isContainerStop(Ordering ordering) {
        var first = ordering.first().resource();
        return first != null && first.container().isPresent()
                && first.container().get() == ordering.then().resource()
                && ordering.then().key().endsWith("_" + Task.STOP + "_0");
    }

    private static Set<Relation> kept(Set<Relation> relations) {
        if (relations.equals(Set.of(Relation.IF_REQUIRED_ON_SAME_NODE))
                || relations.equals(Set.of(Relation.IF_ON_SAME_NODE_OR_TARGET))) {
            return relations;
        }
        var kept = EnumSet.of(Relation.ORDERED);
        for (var condition : List.of(Relation.IF_FIRST_UNMIGRATABLE, Relation.IF_ON_SAME_NODE)) {
            if (relations.contains(condition)) {
                kept.add(condition);
            }
        }
        return kept;
    }
}
