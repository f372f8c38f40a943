package org.quorate.scheduler.ordering;

import org.quorate.scheduler.actions.Draft;

/** {@code then} runs only after {@code first} has succeeded. */
public record Edge(Draft first, Draft then, Strength strength) {

    /** What gives way when constraints contradict each other and would form a cycle; the weakest first. */
    public enum Strength {
        /** Optional and serialize orders. */
        WISH,
        /** Groups, mandatory orders, colocations. */
        CONSTRAINT,
        /** What keeps a resource from running twice. */
        SAFETY
    }
}
