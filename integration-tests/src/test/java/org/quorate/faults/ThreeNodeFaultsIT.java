package org.quorate.faults;

import java.util.List;

/** Three nodes under faults. */
class ThreeNodeFaultsIT extends ClusterUnderFaults {

    ThreeNodeFaultsIT() {
        super(List.of("n1", "n2", "n3"), List.of(), Scenario.OF_THREE);
    }
}
