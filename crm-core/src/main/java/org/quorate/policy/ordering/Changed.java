package org.quorate.policy.ordering;

/** Which of two linked actions changed. */
record Changed(boolean first, boolean then) {

    static final Changed NOTHING = new Changed(false, false);
    static final Changed FIRST = new Changed(true, false);
    static final Changed THEN = new Changed(false, true);
    static final Changed BOTH = new Changed(true, true);

    Changed and(Changed more) {
        if (first || more.first) {
            return then || more.then ? BOTH : FIRST;
        }
        return then || more.then ? THEN : NOTHING;
    }
}
