package org.quorate.simulation.exhaustive;

import org.jspecify.annotations.Nullable;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;

/**
 * One entry of an agreed log, with all before it: there is one object for each sequence of entries.
 *
 * @param number different for each
 * @param commandIndex of the newest entry up to here that is a command
 * @param state after this entry
 */
record Agreed(int number, @Nullable Agreed before, long index, long commandIndex, Content content,
        ClusterState state, Standings standings) {

    /** What an entry holds. */
    sealed interface Content {}

    record Ordered(Command command) implements Content {}

    /** The proof that a voter has caught up in this life. */
    record Token(NodeName node, int life) implements Content {}

    record Nothing() implements Content {}

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return Long.toString(index);
    }
}
