package org.quorate.faults;

import java.util.List;
import org.quorate.faults.Scenario.Victim;

/** Two nodes and an arbiter under faults. */
class ArbiterFaultsIT extends ClusterUnderFaults {

    ArbiterFaultsIT() {
        super(List.of("n1", "n2"), List.of("arbiter"), List.of(Victim.ACTIVE, Victim.ARBITER, Victim.OTHER));
    }
}
