package org.quorate.state;

/**
 * Names an action for good: the transition that first held it, and its number there. An action that is in
 * flight when a new transition is adopted keeps its id in the new one.
 */
public record ActionId(long transition, int number) implements Comparable<ActionId> {

    @Override
    public int compareTo(ActionId other) {
        var byTransition = Long.compare(transition, other.transition);
        return byTransition != 0 ? byTransition : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return transition + "." + number;
    }
}
