package org.quorate.simulation;

import java.util.SortedMap;
import org.quorate.membership.NodeName;
import org.quorate.state.Command;

/** An entry of the simulated log. */
record Entry(long term, Content content) {

    /** What an entry holds. */
    sealed interface Content {}

    /** With which a leader begins its term. */
    record Opening(NodeName leader) implements Content {}

    /** The proof that a voter has caught up in this life. */
    record Token(NodeName node, int life) implements Content {}

    /** Which replicas there are from here on, with their numbers; in force as soon as it is written. */
    record Peers(SortedMap<NodeName, Integer> peers) implements Content {}

    record Ordered(Call call, Command command) implements Content {}

    /** Names one submission, whoever passes it on and how often. */
    record Call(NodeName by, int life, long number) {}
}
