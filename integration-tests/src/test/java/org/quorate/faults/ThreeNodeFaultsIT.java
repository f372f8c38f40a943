package org.quorate.faults;

import java.util.List;
import org.quorate.faults.Scenario.Victim;

/** Three nodes under faults. */
class ThreeNodeFaultsIT extends ClusterUnderFaults {

    ThreeNodeFaultsIT() {
        super(List.of("n1", "n2", "n3"), List.of(), List.of(Victim.ACTIVE, Victim.LEADER, Victim.OTHER));
    }
}
