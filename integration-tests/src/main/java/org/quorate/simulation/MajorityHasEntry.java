package org.quorate.simulation;

/** What anybody applies stands on the disks of a majority. */
final class MajorityHasEntry implements Invariant {

    @Override
    public void agreed(World world, Agreed entry) {
        long copies = world.machines().stream().filter(machine -> {
            var disk = machine.disk();
            return disk.lastIndex() >= entry.index()
                    && disk.entry(entry.index()).content().equals(entry.entry());
        }).count();
        require(copies > world.machines().size() / 2,
                () -> "entry " + entry.index() + " is on " + copies + " disks");
    }
}
