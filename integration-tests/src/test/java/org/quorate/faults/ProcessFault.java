package org.quorate.faults;

import java.io.IOException;
import java.time.Duration;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.crmsh.lab.LabNode;

/** Processes that stand still or are gone. */
sealed interface ProcessFault extends Fault {

    /** Its daemon stands still, its resources do not. */
    record DaemonStopped() implements ProcessFault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            test.cluster().daemon(victim).signal("STOP");
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            if (test.cluster().isUp(victim)) { // else its guardian has killed it
                test.cluster().daemon(victim).signal("CONT");
            }
        }
    }

    /** Its daemon is killed again and again, as soon as it is back. */
    record DaemonKilled(int times) implements ProcessFault {

        private static final Duration GONE = Duration.ofSeconds(5);

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            for (int time = 0; time < times; time++) {
                if (!test.cluster().isUp(victim)) {
                    test.startDaemon(victim);
                    test.await("the daemon is back", ClusterUnderTest.RECOVERY,
                            () -> test.cluster().status(victim).isPresent());
                }
                test.cluster().daemon(victim).signal("KILL");
                test.cluster().daemon(victim).waitFor(GONE);
            }
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) {
            // the daemon is started again with whatever else is down
        }
    }

    /** Its power is off. */
    record PowerLost() implements ProcessFault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            if (victim.isAlive()) {
                victim.kill9();
            }
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) {
            // the node is revived with whatever else is down
        }
    }

    /** The power is off everywhere at once. */
    record PowerLostEverywhere() implements ProcessFault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            for (var node : test.lab().nodes()) {
                if (node.isAlive()) {
                    node.kill9();
                }
            }
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) {
            // the nodes are revived with whatever else is down
        }
    }

    /** Its guardian is killed; when another one watches, the daemon stands still. */
    record GuardianKilled() implements ProcessFault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            var before = guardian(victim);
            Fault.sh(victim, "kill -9 " + before);
            test.await("another guardian watches", AGAIN,
                    () -> !guardian(victim).equals(before) && isThere(victim, guardian(victim)));
            test.cluster().daemon(victim).signal("STOP");
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            new DaemonStopped().heal(test, victim);
        }
    }

    /** Again and again: its guardian is killed, then what agents run and ran, then its daemon. */
    record EveryProcessKilled(int times) implements ProcessFault {

        private static final String MARKED = "for file in /proc/[0-9]*/environ; do"
                + " grep -qzs '^QUORATE_RESOURCE=' $file && kill -9 $(echo $file | cut -d/ -f3); done; :";

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            for (int time = 0; time < times; time++) {
                if (!test.cluster().isUp(victim)) {
                    test.startDaemon(victim);
                }
                test.await("the daemon is back", ClusterUnderTest.RECOVERY,
                        () -> test.cluster().status(victim).isPresent());
                Fault.sh(victim, "kill -9 " + guardian(victim));
                Fault.sh(victim, MARKED);
                test.cluster().daemon(victim).signal("KILL");
                test.cluster().daemon(victim).waitFor(AGAIN);
                Fault.sh(victim, MARKED);
            }
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) {
            // the daemon is started again with whatever else is down
        }
    }

    Duration AGAIN = Duration.ofSeconds(5);

    /** Its process id, as its node numbers it. */
    private static String guardian(LabNode node) throws IOException {
        return Fault.sh(node, "cut -d' ' -f1 /run/quorate/guardian.stat").strip();
    }

    private static boolean isThere(LabNode node, String pid) throws IOException {
        return node.exec("sh", "-c", "kill -0 " + pid).succeeded();
    }
}
