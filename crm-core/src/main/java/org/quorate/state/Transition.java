package org.quorate.state;

import java.time.Instant;
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
        actions = List.copyOf(actions);
    }

    public Optional<Action> action(ActionId wanted) {
        return actions.stream().filter(a -> a.id().equals(wanted)).findFirst();
    }
}
