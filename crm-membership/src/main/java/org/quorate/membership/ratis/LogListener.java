package org.quorate.membership.ratis;

/** Whom the log tells. Called on threads of the log; must not block. */
public interface LogListener {

    /**
     * Everything up to {@code logIndex} is applied, and everything up to {@code commandIndex}, the newest
     * entry that is a command, was handed to the state.
     */
    void applied(long commandIndex, long logIndex);

    /** The entry that carries the token of this life was applied. */
    void tokenApplied(long index);

    /** Leadership may have changed: look. */
    void leadershipMoved();

    /** The log cannot be written, or has closed itself. */
    void failed(String why);

    /** Whether this node may submit as a leader: a majority of voters could be asked within L. */
    boolean hasContact();
}
