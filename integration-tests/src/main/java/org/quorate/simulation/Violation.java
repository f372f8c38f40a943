package org.quorate.simulation;

/** An invariant does not hold: its name, and what was seen. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String invariant;

    Violation(String invariant, String what) {
        super(invariant + ": " + what, null, false, false);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }
}
