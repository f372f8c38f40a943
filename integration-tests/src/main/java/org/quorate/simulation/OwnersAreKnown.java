package org.quorate.simulation;

import org.quorate.simulation.Services.Truth;

/** Where an at-most-one resource is active the agreed state has a possible owner. */
final class OwnersAreKnown implements Invariant {

    private long changes = -1;
    private long index = -1;

    @Override
    public void afterStep(World world) {
        if (world.changes() == changes && world.newestIndex() == index) {
            return;
        }
        changes = world.changes();
        index = world.newestIndex();
        for (var machine : world.machines()) {
            machine.services().active().forEach((resource, truth) -> require(
                    truth == Truth.DENIED || !world.isAtMostOne(resource) || world.newest().resource(resource)
                            .owners().stream().anyMatch(owner -> owner.node().equals(machine.name())),
                    () -> resource + " is active on " + machine + ", and the log at " + index
                            + " does not have it as a possible owner: "
                            + world.newest().resource(resource).owners()));
        }
    }
}
