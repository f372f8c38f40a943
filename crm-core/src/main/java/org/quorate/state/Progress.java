package org.quorate.state;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The adopted transition and what has been reported of its actions; an action that is absent has no result
 * yet.
 */
public record Progress(Transition transition, SortedMap<ActionId, Ending> endings) {

    public static final Progress NONE = new Progress(Transition.NONE, new TreeMap<>());

    public Progress {
        endings = Frozen.of(endings);
    }

    public Optional<Ending> ending(ActionId id) {
        return Optional.ofNullable(endings.get(id));
    }

    public boolean hasEnded(Action action) {
        return endings.containsKey(action.id());
    }

    public boolean hasSucceeded(ActionId id) {
        return endings.get(id) == Ending.SUCCEEDED;
    }

    public Progress with(ActionId id, Ending ending) {
        var changed = new TreeMap<>(endings);
        changed.put(id, ending);
        return new Progress(transition, changed);
    }

    /** How an action ended. Actions of a lost incarnation are ABANDONED. */
    public enum Ending {
        SUCCEEDED, FAILED, ABANDONED
    }
}
