package org.quorate.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.model.Constraint.Kind;
import org.quorate.model.Constraint.Order;
import org.quorate.model.Constraint.OrderedAction;
import org.quorate.model.Resource.Group;

/**
 * Finds mandatory orders that can never be kept, because what comes first waits for what comes after it.
 * The order inside a group counts; an order of a group is one of its last member (done) or first member
 * (begun).
 */
final class OrderCycles {

    private final Configuration configuration;
    private final TreeMap<String, List<Step>> steps = new TreeMap<>();
    private final Set<String> finished = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private record Step(String to, String because) {}

    private OrderCycles(Configuration configuration) {
        this.configuration = configuration;
    }

    static List<Problem> problems(Configuration configuration) {
        var cycles = new OrderCycles(configuration);
        cycles.collect();
        for (var start : List.copyOf(cycles.steps.keySet())) {
            cycles.search(start);
        }
        return cycles.problems;
    }

    private void collect() {
        for (var resource : configuration.resources()) {
            if (resource instanceof Group(var id, var listed, _, _, _)) {
                var members = listed.stream().distinct().toList();
                for (int i = 1; i < members.size(); i++) {
                    add("start " + members.get(i - 1), "start " + members.get(i), "group " + id);
                }
            }
        }
        for (var constraint : configuration.constraints()) {
            if (constraint instanceof Order(var id, var kind, var first, var then, _, _)
                    && kind == Kind.MANDATORY) {
                add(word(first.action()) + last(first.resource()),
                        word(then.action()) + first(then.resource()),
                        "order " + id);
            }
        }
    }

    private void add(String from, String to, String because) {
        if (!from.equals(to)) {
            steps.computeIfAbsent(from, _ -> new ArrayList<>()).add(new Step(to, because));
        }
    }

    private static String word(OrderedAction action) {
        return action.name().toLowerCase(Locale.ROOT) + " ";
    }

    private ResourceId first(ResourceId id) {
        return group(id).map(group -> group.members().getFirst()).orElse(id);
    }

    private ResourceId last(ResourceId id) {
        return group(id).map(group -> group.members().getLast()).orElse(id);
    }

    private Optional<Group> group(ResourceId id) {
        return configuration.resource(id).filter(Group.class::isInstance).map(Group.class::cast)
                .filter(group -> !group.members().isEmpty());
    }

    /** Depth first, with a stack of its own: a chain of orders may be thousands long. */
    private void search(String start) {
        var path = new ArrayList<Step>();
        var onPath = new HashSet<String>();
        var open = new ArrayList<List<Step>>();
        path.add(new Step(start, ""));
        onPath.add(start);
        open.add(new ArrayList<>(steps.getOrDefault(start, List.of())));
        while (!path.isEmpty()) {
            var next = open.getLast();
            if (next.isEmpty()) {
                open.removeLast();
                var done = path.removeLast().to();
                onPath.remove(done);
                finished.add(done);
                continue;
            }
            var step = next.removeFirst();
            if (onPath.contains(step.to())) {
                report(path, step);
            } else if (!finished.contains(step.to())) {
                path.add(step);
                onPath.add(step.to());
                open.add(new ArrayList<>(steps.getOrDefault(step.to(), List.of())));
            }
        }
    }

    private void report(List<Step> path, Step closing) {
        int from = 0;
        while (!path.get(from).to().equals(closing.to())) {
            from++;
        }
        var words = new ArrayList<String>();
        var because = new TreeSet<String>();
        for (var step : path.subList(from, path.size())) {
            words.add(step.to());
        }
        path.subList(from + 1, path.size()).forEach(step -> because.add(step.because()));
        because.add(closing.because());
        words.add(closing.to());
        problems.add(new Problem(closing.because(),
                "the orders run in a circle: " + String.join(" -> ", words) + " ("
                        + String.join(", ", because) + ")"));
    }
}
