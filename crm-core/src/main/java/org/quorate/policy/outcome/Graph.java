package org.quorate.policy.outcome;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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

    /** In the order of their ids. */
    private final List<Action> actions = new ArrayList<>();
    /** Of each id; none for what is not carried out. */
    private final List<Inputs> inputs = new ArrayList<>();
    private List<Action> order = List.of();

    private Graph() {}

    /** What an action waits for; the ids beside, since to ask each action for its own takes time. */
    private static final class Inputs {

        private static final Inputs NONE = new Inputs(List.of());

        private final List<Link> links;
        private final int[] ids;

        Inputs(List<Link> links) {
            this.links = links;
            ids = new int[links.size()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = links.get(i).first().id();
            }
        }
    }

    static Graph of(List<Action> all) {
        var graph = new Graph();
        graph.inputs.add(Inputs.NONE);
        for (var action : all) {
            graph.add(action);
        }
        graph.order = graph.order();
        graph.breakLoops();
        return graph;
    }

    private void add(Action action) {
        if (!Inclusion.isCarriedOut(action)) {
            inputs.add(Inputs.NONE);
            return;
        }
        actions.add(action);
        inputs.add(action.firsts().isEmpty() ? Inputs.NONE : new Inputs(holding(action)));
    }

    private static List<Link> holding(Action action) {
        var links = new ArrayList<Link>(action.firsts().size());
        for (var link : action.firsts()) {
            if (Inclusion.holds(action, link)) {
                links.add(link);
            }
        }
        return links;
    }

    List<Step> steps() {
        var naming = new Naming();
        return order.stream().map(action -> step(action, inputs(action), naming)).toList();
    }

    private Inputs inputs(Action action) {
        return inputs.get(action.id());
    }

    private static Step step(Action action, Inputs inputs, Naming naming) {
        return new Step(action.id(), what(action, naming), Because.of(action), sorted(inputs.ids),
                naming.meta(action));
    }

    /** Each once. */
    private static List<Integer> sorted(int... inputs) {
        return switch (inputs.length) {
            case 0 -> List.of();
            case 1 -> List.of(inputs[0]);
            default -> Arrays.stream(inputs).sorted().distinct().boxed().toList();
        };
    }

    private static What what(Action action, Naming naming) {
        var task = action.task().equals(Task.FENCE) ? "fence" : action.task();
        return new What(task, naming.shown(action), action.node().map(Node::name).orElse(""),
                action.intervalMs(), detail(action), action.is(Action.Flag.PSEUDO));
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
        var thens = new Thens(inputs);
        var waitsFor = new int[inputs.size()];
        var byId = new Action[inputs.size()];
        var ready = new BitSet(inputs.size());
        for (var action : actions) {
            int id = action.id();
            byId[id] = action;
            waitsFor[id] = inputs(action).ids.length;
            ready.set(id, waitsFor[id] == 0);
        }
        var done = new ArrayList<Action>(actions.size());
        for (int id = ready.nextSetBit(0); id >= 0;) {
            ready.clear(id);
            done.add(byId[id]);
            int next = id + 1;
            for (int at = thens.begin(id); at < thens.end(id); at++) {
                int then = thens.at(at);
                waitsFor[then]--;
                if (waitsFor[then] == 0) {
                    ready.set(then);
                    next = Math.min(next, then);
                }
            }
            id = ready.nextSetBit(next);
        }
        return done;
    }

    /** Links the other way round, all in one array: there are many, and they are gone through often. */
    private static final class Thens {

        private final int[] begins;
        private final int[] ids;

        Thens(List<Inputs> inputs) {
            begins = new int[inputs.size() + 1];
            for (var input : inputs) {
                for (int first : input.ids) {
                    begins[first + 1]++;
                }
            }
            for (int id = 1; id < begins.length; id++) {
                begins[id] += begins[id - 1];
            }
            ids = new int[begins[begins.length - 1]];
            var free = begins.clone();
            for (int id = 0; id < inputs.size(); id++) {
                for (int first : inputs.get(id).ids) {
                    ids[free[first]++] = id;
                }
            }
        }

        int begin(int id) {
            return begins[id];
        }

        int end(int id) {
            return begins[id + 1];
        }

        int at(int place) {
            return ids[place];
        }
    }

    /**
     * A transition must not wait for itself. In a circle of actions the orderings for the sake of load are
     * given up first, then those that only say what comes first, then any; but never one between actions of
     * the same resource, such as the stop after its migration, nor what waits for a fencing. What still waits
     * for itself then is not carried out.
     */
    private void breakLoops() {
        for (var weakness : Weakness.values()) {
            if (order.size() == actions.size()) {
                return;
            }
            var circular = circular();
            for (var action : actions) {
                if (circular.get(action.id())) {
                    inputs.set(action.id(), new Inputs(inputs(action).links.stream()
                            .filter(link -> !circular.get(link.first().id()) || isKept(action, link)
                                    || !weakness.isGivenUp(link) || !isBetween(link.first(), action))
                            .toList()));
                }
            }
            order = order();
        }
    }

    private static boolean isKept(Action then, Link link) {
        var first = link.first();
        return first.task().equals(Task.FENCE)
                || (first.resource().isPresent() && first.resource().equals(then.resource()));
    }

    private enum Weakness {

        LOAD, ORDER, ANY;

        boolean isGivenUp(Link link) {
            return switch (this) {
                case LOAD -> link.has(Relation.IF_ON_SAME_NODE_OR_TARGET);
                case ORDER -> link.isOnly(Relation.ORDERED);
                case ANY -> true;
            };
        }
    }

    /** The ids of what is left when actions that wait for nothing are taken away again and again. */
    private BitSet circular() {
        var left = new BitSet(inputs.size());
        actions.forEach(action -> left.set(action.id()));
        order.forEach(action -> left.clear(action.id()));
        return left;
    }

    /** Whether a link lies on a circle: the first, by its inputs, waits for then. */
    private boolean isBetween(Action first, Action then) {
        var waiting = new ArrayDeque<Action>(List.of(first));
        var seen = new BitSet(inputs.size());
        while (!waiting.isEmpty()) {
            var next = waiting.removeFirst();
            if (next == then) {
                return true;
            }
            if (!seen.get(next.id())) {
                seen.set(next.id());
                inputs(next).links.forEach(link -> waiting.add(link.first()));
            }
        }
        return false;
    }
}
