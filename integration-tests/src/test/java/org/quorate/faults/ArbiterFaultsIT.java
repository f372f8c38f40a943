package org.quorate.faults;

import java.util.List;

/** Two nodes and an arbiter under faults. */
class ArbiterFaultsIT extends ClusterUnderFaults {

    ArbiterFaultsIT() {
        super(List.of("n1", "n2"), List.of("arbiter"), Scenario.WITH_ARBITER);
    }
}
