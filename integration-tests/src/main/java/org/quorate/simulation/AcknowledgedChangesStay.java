package org.quorate.simulation;

/** A change of the configuration that was acknowledged is in every later state. */
final class AcknowledgedChangesStay implements Invariant {

    @Override
    public void agreed(World world, Agreed entry) {
        var operator = world.operator();
        if (entry.index() <= operator.acknowledgedAt()) {
            return;
        }
        long written = Operator.written(entry.after());
        require(written >= operator.acknowledged(), () -> "number " + operator.acknowledged()
                + " was acknowledged, and the state at " + entry.index() + " says " + written);
    }

    @Override
    public void atRest(World world) {
        long written = Operator.written(world.newest());
        require(written >= world.operator().acknowledged(), () -> "number " + world.operator().acknowledged()
                + " was acknowledged, and in the end there is " + written);
    }
}
