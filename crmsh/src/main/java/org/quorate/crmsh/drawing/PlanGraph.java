package org.quorate.crmsh.drawing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.quorate.policy.Plan;

/**
 * A transition as a graph: its actions, and which comes before which.
 *
 * @param edges the order; what follows from the rest is left out
 */
public record PlanGraph(List<Box> boxes, List<Edge> edges) {

    public PlanGraph {
        boxes = List.copyOf(boxes);
        edges = List.copyOf(edges);
    }

    /** Whether somebody carries an action out, or it is only a point in the order. */
    public enum Kind {
        ACTION, POINT
    }

    /** An action. */
    public record Box(int id, String label, Kind kind) {}

    /** One comes before another. */
    public record Edge(int from, int to) {}

    public static PlanGraph of(Plan plan) {
        var boxes = new ArrayList<Box>();
        var edges = new ArrayList<Edge>();
        var there = new HashSet<Integer>();
        for (var step : plan.steps()) {
            boxes.add(new Box(step.id(), label(step.what()),
                    step.what().isPseudo() ? Kind.POINT : Kind.ACTION));
            there.add(step.id());
        }
        for (var step : plan.steps()) {
            new HashSet<>(step.after()).stream().filter(there::contains).sorted()
                    .forEach(first -> edges.add(new Edge(first, step.id())));
        }
        return new PlanGraph(boxes, edges).reduced();
    }

    private static String label(Plan.What what) {
        var text = new StringBuilder(what.task());
        if (!what.detail().isEmpty()) {
            text.append(' ').append(what.detail());
        }
        if (!what.resource().isEmpty()) {
            text.append(' ').append(what.resource());
        }
        if (what.intervalMs() > 0) {
            text.append(" every ").append(org.quorate.model.Durations.text(
                    java.time.Duration.ofMillis(what.intervalMs())));
        }
        return what.node().isEmpty() ? text.toString() : text + "\n" + what.node();
    }

    /** Without the edges that a longer way says already. */
    private PlanGraph reduced() {
        var ways = new Ways(this);
        return new PlanGraph(boxes, edges.stream().filter(edge -> !ways.isDetoured(edge)).toList());
    }

    /** Which boxes are reached from which; boxes stand in an order in which they can be carried out. */
    private static final class Ways {

        private final java.util.Map<Integer, Set<Integer>> reached = new java.util.HashMap<>();
        private final java.util.Map<Integer, List<Integer>> next = new java.util.HashMap<>();

        Ways(PlanGraph graph) {
            graph.edges.forEach(
                    edge -> next.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge.to()));
            for (var box : graph.boxes.reversed()) {
                var set = new HashSet<Integer>();
                for (var to : next.getOrDefault(box.id(), List.of())) {
                    set.add(to);
                    set.addAll(reached.getOrDefault(to, Set.of()));
                }
                reached.put(box.id(), set);
            }
        }

        boolean isDetoured(Edge edge) {
            return next.getOrDefault(edge.from(), List.of()).stream()
                    .anyMatch(between -> between != edge.to()
                            && reached.getOrDefault(between, Set.of()).contains(edge.to()));
        }
    }
}
