package org.quorate.faults;

import java.io.IOException;
import java.util.List;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.crmsh.lab.LabNode;

/** What is done to a node, and undone. */
sealed interface Fault permits NetworkFault, ProcessFault, DiskFault, ClockJump {

    void strike(ClusterUnderTest test, LabNode victim) throws IOException;

    /** Afterwards the node can be a member again, once its daemon runs. */
    void heal(ClusterUnderTest test, LabNode victim) throws IOException;

    static List<LabNode> others(ClusterUnderTest test, LabNode victim) {
        return test.lab().nodes().stream().filter(node -> !node.equals(victim) && node.isAlive()).toList();
    }

    /** Runs what must succeed. */
    static String sh(LabNode node, String script) throws IOException {
        var output = node.exec("sh", "-c", script);
        if (!output.succeeded()) {
            throw new IOException("on " + node.name() + ": " + script + ": " + output.text().strip());
        }
        return output.text();
    }
}
