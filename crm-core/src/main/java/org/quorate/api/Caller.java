package org.quorate.api;

/** Who is at the other end of a connection, as the kernel says. */
record Caller(String user, Right right) {

    /** What it may do. */
    enum Right {
        EVERYTHING, NOTHING
    }

    boolean mayCall() {
        return right == Right.EVERYTHING;
    }
}
