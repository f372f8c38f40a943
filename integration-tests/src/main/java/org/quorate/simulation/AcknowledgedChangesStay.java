package org.quorate.simulation;

import org.quorate.state.ClusterState;

/** A change of the configuration that was acknowledged is in every later state. */
final class AcknowledgedChangesStay implements Invariant {

    @Override
    public void agreed(World world, Agreed entry) {
        requireAll(world, entry.after());
    }

    @Override
    public void atRest(World world) {
        requireAll(world, world.newest());
    }

    private void requireAll(World world, ClusterState state) {
        world.operator().acknowledged().forEach((written, index) -> require(
                state.position().index() < index || Operator.has(state, written),
                () -> written + " was acknowledged at " + index + ", and the state at "
                        + state.position().index() + " does not have it"));
    }
}
