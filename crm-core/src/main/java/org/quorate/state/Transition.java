package org.quorate.state;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The actions that bring the cluster from what is to what should be, each with its prerequisites.
 *
 * @param id grows by one with each adopted transition
 * @param basedOn the index of the state it was computed from
 * @param actions sorted by id; without cycles
 */
public record Transition(long id, long basedOn, Instant computedAt, List<Action> actions) {

    public static final Transition NONE = new Transition(0, 0, Instant.EPOCH, List.of());

    public Transition {
        actions = actions.stream().sorted(Comparator.comparing(Action::id)).toList();
    }

    /** By binary search. */
    public Optional<Action> action(ActionId wanted) {
        var low = 0;
        var high = actions.size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var order = actions.get(middle).id().compareTo(wanted);
            if (order == 0) {
                return Optional.of(actions.get(middle));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }
}
