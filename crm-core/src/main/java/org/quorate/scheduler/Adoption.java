package org.quorate.scheduler;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quorate.state.Action;
import org.quorate.state.ActionId;
import org.quorate.state.Progress;
import org.quorate.state.Work;

/**
 * Whether a freshly computed transition says anything that the adopted one does not. The same actions with
 * the same prerequisites under other numbers, or for other reasons, are nothing new.
 */
final class Adoption {

    /** An action without its number. */
    private record Shape(Work work, Set<Work> after, boolean isHopeless) {}

    private Adoption() {}

    static boolean isNeeded(List<Action> computed, Progress progress) {
        var adopted = progress.transition().actions();
        var open = adopted.stream().filter(action -> !progress.hasEnded(action)).toList();
        return !shapes(computed, progress, works(computed)).equals(shapes(open, progress, works(adopted)));
    }

    private static Map<ActionId, Work> works(List<Action> actions) {
        var works = new HashMap<ActionId, Work>();
        actions.forEach(action -> works.put(action.id(), action.work()));
        return works;
    }

    /** How often each shape stands in the list. */
    private static Map<Shape, Integer> shapes(List<Action> actions, Progress progress,
            Map<ActionId, Work> works) {
        var counts = new HashMap<Shape, Integer>();
        for (var action : actions) {
            var after = new HashSet<Work>();
            var isHopeless = false;
            for (var prerequisite : action.after()) {
                var ending = progress.ending(prerequisite);
                var work = works.get(prerequisite);
                if (ending.isPresent() || work == null) {
                    isHopeless |= !progress.hasSucceeded(prerequisite);
                } else {
                    after.add(work);
                }
            }
            counts.merge(new Shape(action.work(), after, isHopeless), 1, Integer::sum);
        }
        return counts;
    }
}
