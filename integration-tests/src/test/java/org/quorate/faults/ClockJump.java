package org.quorate.faults;

import java.io.IOException;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.crmsh.lab.LabNode;

/**
 * The wall clock of a node goes forward or back, for its daemon and for all that runs there.
 *
 * @param minutes forward; back where below zero
 */
record ClockJump(int minutes) implements Fault {

    @Override
    public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
        WallClock.set(victim, minutes);
    }

    @Override
    public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
        WallClock.set(victim, 0);
    }
}
