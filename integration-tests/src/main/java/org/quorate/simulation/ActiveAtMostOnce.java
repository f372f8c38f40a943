package org.quorate.simulation;

import java.util.TreeMap;
import org.quorate.model.ResourceId;
import org.quorate.simulation.Services.Truth;

/** An at-most-one resource is really active on one machine at most. */
final class ActiveAtMostOnce implements Invariant {

    private long seen = -1;

    @Override
    public void afterStep(World world) {
        long changes = world.changes();
        if (changes == seen) {
            return;
        }
        seen = changes;
        var where = new TreeMap<ResourceId, Machine>();
        for (var machine : world.machines()) {
            machine.services().active().forEach((resource, truth) -> {
                if (truth == Truth.HONEST && world.isAtMostOne(resource)) {
                    var other = where.put(resource, machine);
                    require(other == null, () -> resource + " is active on " + other + " and on " + machine);
                }
            });
        }
    }
}
