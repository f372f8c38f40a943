package org.quorate.simulation;

import java.util.Set;
import java.util.TreeSet;
import org.quorate.membership.NodeName;

/**
 * What anybody applies stands on the disks of a majority of the replicas, by a list that was in force for it.
 */
final class MajorityHasEntry implements Invariant {

    @Override
    public void agreed(World world, Agreed entry) {
        var copies = new TreeSet<NodeName>();
        for (var machine : world.machines()) {
            if (has(machine.disk(), entry)) {
                copies.add(machine.name());
            }
        }
        boolean holds = isMajority(copies, world.applier().disk().peersAt(entry.index()).keySet())
                || world.machines().stream().map(Machine::disk).filter(disk -> has(disk, entry))
                        .anyMatch(disk -> isMajority(copies, disk.peers().keySet()));
        require(holds, () -> "entry " + entry.index() + " is on the disks of " + copies);
    }

    private static boolean has(Disk disk, Agreed entry) {
        return disk.purged() >= entry.index() || (disk.lastIndex() >= entry.index()
                && disk.entry(entry.index()).content().equals(entry.entry()));
    }

    private static boolean isMajority(Set<NodeName> copies, Set<NodeName> peers) {
        return peers.stream().filter(copies::contains).count() > peers.size() / 2;
    }
}
