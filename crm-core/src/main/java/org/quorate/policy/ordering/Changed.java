package org.quorate.policy.ordering;

/** Which of two linked actions changed. */
enum Changed {

    NOTHING, FIRST, THEN, BOTH;

    static Changed of(boolean first, boolean then) {
        if (first) {
            return then ? BOTH : FIRST;
        }
        return then ? THEN : NOTHING;
    }

    boolean first() {
        return this == FIRST || this == BOTH;
    }

    boolean then() {
        return this == THEN || this == BOTH;
    }

    Changed and(Changed more) {
        return of(first() || more.first(), then() || more.then());
    }
}
