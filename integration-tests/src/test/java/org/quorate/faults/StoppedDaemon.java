package org.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.crmsh.lab.LabNode;

/** A daemon that is down, and what it says when it is started again. */
final class StoppedDaemon {

    private static final Duration GONE = Duration.ofSeconds(5);

    private StoppedDaemon() {}

    static void kill(ClusterUnderTest test, LabNode node) throws IOException {
        if (test.cluster().isUp(node)) {
            test.cluster().daemon(node).signal("KILL");
            test.cluster().daemon(node).waitFor(GONE);
        }
    }

    /** It says in one line what is wrong and what to type, and takes no part. */
    static void mustRefuse(ClusterUnderTest test, LabNode node) throws IOException {
        int said = test.log(node).length();
        var daemon = test.startDaemon(node);
        assertThat(daemon.waitFor(ClusterUnderTest.RECOVERY)).as("refuses to run").hasValue(1);
        assertThat(test.log(node).substring(said).lines())
                .filteredOn(line -> line.contains("crm cluster replace")).as("what to do").singleElement()
                .asString().contains("quorated rejoin");
    }
}
