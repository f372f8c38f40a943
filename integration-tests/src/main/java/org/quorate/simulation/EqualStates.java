package org.quorate.simulation;

import org.quorate.state.ClusterState;

/** Equal index, equal state. */
final class EqualStates implements Invariant {

    @Override
    public void applied(Machine machine, Agreed first, ClusterState after) {
        require(first.after().equals(after), () -> machine + " has another state at index " + first.index());
    }
}
