package org.quorate.crmsh.corpus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.quorate.crmsh.corpus.Action.Name;

/** Which actions come before which, also by way of others. */
record Order(Set<Pair> pairs) {

    /** Two actions, one before the other. */
    record Pair(Name before, Name after) {}

    /** Of the actions that are wanted; empty where actions wait for each other in a circle. */
    static Optional<Order> of(List<Action> actions, List<Outcome.Edge> edges, Predicate<Action> wanted) {
        var after = successors(actions, edges);
        var sequence = sequence(after);
        if (sequence.size() < actions.size()) {
            return Optional.empty();
        }
        var reach = new ArrayList<BitSet>();
        actions.forEach(_ -> reach.add(new BitSet()));
        for (var index : sequence.reversed()) {
            for (var next : after.get(index)) {
                reach.get(index).set(next);
                reach.get(index).or(reach.get(next));
            }
        }
        var pairs = new HashSet<Pair>();
        for (var i = 0; i < actions.size(); i++) {
            if (wanted.test(actions.get(i))) {
                var before = actions.get(i).name();
                reach.get(i).stream().mapToObj(actions::get).filter(wanted)
                        .forEach(action -> pairs.add(new Pair(before, action.name())));
            }
        }
        return Optional.of(new Order(pairs));
    }

    private static List<List<Integer>> successors(List<Action> actions, List<Outcome.Edge> edges) {
        var indexes = new HashMap<String, Integer>();
        var after = new ArrayList<List<Integer>>();
        for (var action : actions) {
            indexes.put(action.id(), after.size());
            after.add(new ArrayList<>());
        }
        for (var edge : edges) {
            var from = indexes.get(edge.before());
            var to = indexes.get(edge.after());
            if (from != null && to != null) {
                after.get(from).add(to);
            }
        }
        return after;
    }

    /** All that can be reached without going round a circle, each after those before it. */
    private static List<Integer> sequence(List<List<Integer>> after) {
        var waitsFor = new int[after.size()];
        after.forEach(nexts -> nexts.forEach(next -> waitsFor[next]++));
        var ready = new ArrayDeque<Integer>();
        for (var i = 0; i < waitsFor.length; i++) {
            if (waitsFor[i] == 0) {
                ready.add(i);
            }
        }
        var sequence = new ArrayList<Integer>();
        while (!ready.isEmpty()) {
            var index = ready.remove();
            sequence.add(index);
            for (var next : after.get(index)) {
                if (--waitsFor[next] == 0) {
                    ready.add(next);
                }
            }
        }
        return sequence;
    }
}
