package org.quorate.scheduler.ordering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.scheduler.actions.Draft;
import org.quorate.scheduler.ordering.Edge.Strength;
import org.quorate.state.Action;
import org.quorate.state.ActionId;

/**
 * Gives new actions their numbers: after all their prerequisites, otherwise in the order of the drafts. Where
 * constraints contradict each other the weakest edges of the cycle are left out.
 */
public final class Numbering {

    private final List<Draft> drafts;
    private final Map<Draft, Integer> ordinal = new HashMap<>();
    private final Map<Draft, List<Edge>> into = new HashMap<>();
    private final Map<Draft, List<Edge>> from = new HashMap<>();

    private Numbering(List<Draft> drafts, List<Edge> edges) {
        this.drafts = drafts;
        for (var draft : drafts) {
            ordinal.put(draft, ordinal.size());
            into.put(draft, new ArrayList<>());
            from.put(draft, new ArrayList<>());
        }
        for (var edge : edges) {
            if (edge.first() != edge.then() && into.containsKey(edge.then())
                    && from.containsKey(edge.first())) {
                into.getOrDefault(edge.then(), List.of()).add(edge);
                from.getOrDefault(edge.first(), List.of()).add(edge);
            }
        }
    }

    /** The actions of transition {@code transition}, sorted by id. */
    public static List<Action> actions(List<Draft> drafts, List<Edge> edges, long transition) {
        return new Numbering(drafts, edges).number(transition);
    }

    private List<Action> number(long transition) {
        var ids = new HashMap<Draft, ActionId>();
        int number = 0;
        for (var draft : sorted()) {
            ids.put(draft, draft.isCarried() ? draft.id() : new ActionId(transition, ++number));
        }
        var actions = new ArrayList<Action>();
        for (var draft : drafts) {
            var after = new TreeSet<ActionId>();
            for (var edge : into.getOrDefault(draft, List.of())) {
                after.add(ids.getOrDefault(edge.first(), edge.first().id()));
            }
            actions.add(new Action(ids.getOrDefault(draft, draft.id()), draft.work(), List.copyOf(after),
                    draft.reason()));
        }
        actions.sort(Comparator.comparing(Action::id));
        return List.copyOf(actions);
    }

    /** Kahn's algorithm; among what is free the first draft is first. */
    private List<Draft> sorted() {
        var open = new HashMap<Draft, Integer>();
        var free = new PriorityQueue<Draft>(Comparator.comparing(d -> ordinal.getOrDefault(d, 0)));
        for (var draft : drafts) {
            int count = into.getOrDefault(draft, List.of()).size();
            open.put(draft, count);
            if (count == 0) {
                free.add(draft);
            }
        }
        var sorted = new ArrayList<Draft>();
        var placed = new HashSet<Draft>();
        while (placed.size() < drafts.size()) {
            var draft = free.poll();
            if (draft == null) {
                cut(placed, open, free);
                continue;
            }
            placed.add(draft);
            sorted.add(draft);
            for (var edge : from.getOrDefault(draft, List.of())) {
                if (open.merge(edge.then(), -1, Integer::sum) == 0) {
                    free.add(edge.then());
                }
            }
        }
        return sorted;
    }

    /** Leaves out the weakest edge that stands in a cycle: of equals, the one into the last draft. */
    private void cut(Set<Draft> placed, Map<Draft, Integer> open, PriorityQueue<Draft> free) {
        for (var strength : Strength.values()) {
            for (var draft : drafts.reversed()) {
                if (placed.contains(draft)) {
                    continue;
                }
                for (var edge : into.getOrDefault(draft, List.of()).reversed()) {
                    if (edge.strength() == strength && !placed.contains(edge.first())
                            && reaches(draft, edge.first(), placed)) {
                        remove(edge);
                        if (open.merge(draft, -1, Integer::sum) == 0) {
                            free.add(draft);
                        }
                        return;
                    }
                }
            }
        }
        throw new IllegalStateException("no free action and no cycle");
    }

    private void remove(Edge edge) {
        into.getOrDefault(edge.then(), List.of()).remove(edge);
        from.getOrDefault(edge.first(), List.of()).remove(edge);
    }

    private boolean reaches(Draft start, Draft goal, Set<Draft> placed) {
        var seen = new HashSet<Draft>();
        var next = new ArrayList<>(List.of(start));
        while (!next.isEmpty()) {
            var draft = next.removeLast();
            if (draft == goal) {
                return true;
            }
            if (seen.add(draft)) {
                from.getOrDefault(draft, List.of()).stream().map(Edge::then).filter(d -> !placed.contains(d))
                        .forEach(next::add);
            }
        }
        return false;
    }
}
