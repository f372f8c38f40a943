package org.quorate.policy.outcome;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.policy.Plan;
import org.quorate.policy.Plan.Step;
import org.quorate.policy.Plan.What;
import org.quorate.policy.cluster.Action.Link;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FenceActions;
import org.quorate.policy.ordering.Inclusion;

/** The actions of a transition, each with those that it waits for. */
final class Graph {

    private final SequencedMap<Action, List<Link>> inputs = new LinkedHashMap<>();

    private Graph() {}

    static Graph of(List<Action> actions) {
        var graph = new Graph();
        for (var action : actions) {
            if (Inclusion.isCarriedOut(action)) {
                graph.inputs.put(action, new ArrayList<>());
            }
        }
        graph.inputs.forEach((action, links) -> action.firsts().stream()
                .filter(link -> Inclusion.holds(action, link)).forEach(links::add));
        graph.breakLoops();
        return graph;
    }

    List<Step> steps() {
        return order().stream().map(action -> step(action, links(action))).toList();
    }

    private List<Link> links(Action action) {
        return inputs.getOrDefault(action, List.of());
    }

    private static Step step(Action action, List<Link> links) {
        return new Step(action.id(), what(action), Because.of(action),
                links.stream().map(link -> link.other().id()).distinct().sorted().toList(),
                meta(action));
    }

    private static SortedMap<String, String> meta(Action action) {
        var meta = new TreeMap<>(action.meta());
        action.resource().flatMap(Names::number).ifPresent(number -> meta.put(Plan.INSTANCE, number));
        return meta;
    }

    private static What what(Action action) {
        var task = action.task().equals(Task.FENCE) ? "fence" : action.task();
        return new What(task, action.resource().map(Names::shown).orElse(""),
                action.node().map(Node::name).orElse(""), action.intervalMs(), detail(action),
                action.is(Action.Flag.PSEUDO));
    }

    private static String detail(Action action) {
        var meta = action.meta();
        return switch (action.task()) {
            case Task.FENCE -> meta.getOrDefault(FenceActions.KIND, "");
            case Task.CANCEL -> meta.getOrDefault("operation", Task.MONITOR);
            case Task.NOTIFY ->
                meta.getOrDefault("notify_type", "") + "_" + meta.getOrDefault("notify_operation", "");
            default -> "";
        };
    }

    /** One sequence in which they can be carried out: of those that can be next, the one made first. */
    private List<Action> order() {
        var waitsFor = new HashMap<Action, Integer>();
        var thens = new HashMap<Action, List<Action>>();
        inputs.forEach((action, links) -> {
            waitsFor.put(action, links.size());
            links.forEach(link -> thens.computeIfAbsent(link.other(), _ -> new ArrayList<>()).add(action));
        });
        var ready = new PriorityQueue<Action>(
                (one, other) -> Integer.compare(one.id(), other.id()));
        inputs.keySet().stream().filter(action -> links(action).isEmpty()).forEach(ready::add);
        var order = new ArrayList<Action>();
        while (!ready.isEmpty()) {
            var next = ready.remove();
            order.add(next);
            for (var then : thens.getOrDefault(next, List.of())) {
                if (waitsFor.merge(then, -1, Integer::sum) == 0) {
                    ready.add(then);
                }
            }
        }
        return order;
    }

    /**
     * A transition must not wait for itself. In a circle of actions the orderings for the sake of load are
     * given up first, then those that only say what comes first, then any; but never one between actions of
     * the same resource, such as the stop after its migration, nor what waits for a fencing. What still waits
     * for itself then is not carried out.
     */
    private void breakLoops() {
        for (var weakness : Weakness.values()) {
            var circle = circular();
            if (circle.isEmpty()) {
                return;
            }
            circle.forEach((action, _) -> links(action)
                    .removeIf(link -> circle.containsKey(link.other()) && !isKept(action, link)
                            && weakness.isGivenUp(link)
                            && Circles.isBetween(inputs, link.other(), action)));
        }
    }

    private static boolean isKept(Action then, Link link) {
        var first = link.other();
        return first.task().equals(Task.FENCE)
                || (first.resource().isPresent() && first.resource().equals(then.resource()));
    }

    private enum Weakness {

        LOAD, ORDER, ANY;

        boolean isGivenUp(Link link) {
            return switch (this) {
                case LOAD -> link.relations().contains(Relation.IF_ON_SAME_NODE_OR_TARGET);
                case ORDER -> link.relations().size() == 1 && link.relations().contains(Relation.ORDERED);
                case ANY -> true;
            };
        }
    }

    /** What is left when actions that wait for nothing are taken away again and again. */
    private Map<Action, List<Link>> circular() {
        var done = order();
        var left = new LinkedHashMap<>(inputs);
        done.forEach(left::remove);
        return left;
    }

    /** Tells whether a link lies on a circle. */
    private static final class Circles {

        private Circles() {}

        /** Whether the first, by its inputs, waits for then. */
        static boolean isBetween(Map<Action, List<Link>> inputs, Action first, Action then) {
            var waiting = new ArrayDeque<Action>(List.of(first));
            var seen = new java.util.HashSet<Action>();
            while (!waiting.isEmpty()) {
                var next = waiting.removeFirst();
                if (next == then) {
                    return true;
                }
                if (seen.add(next)) {
                    inputs.getOrDefault(next, List.of()).forEach(link -> waiting.add(link.other()));
                }
            }
            return false;
        }
    }

}
