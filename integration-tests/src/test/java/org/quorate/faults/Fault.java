package org.quorate.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.crmsh.lab.LabNode;

/** What is done to a node, and undone. */
sealed interface Fault {

    void strike(ClusterUnderTest test, LabNode victim) throws IOException;

    /** Afterwards the node can be a member again, once its daemon runs. */
    void heal(ClusterUnderTest test, LabNode victim) throws IOException;

    private static List<LabNode> others(ClusterUnderTest test, LabNode victim) {
        return test.lab().nodes().stream().filter(node -> !node.equals(victim) && node.isAlive()).toList();
    }

    /** Its cable is out. */
    record Isolated() implements Fault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            victim.cutLink();
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            victim.healLink();
        }
    }

    /** It hears nobody, and everybody hears it. */
    record Deaf() implements Fault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            for (var other : others(test, victim)) {
                other.cutTowards(victim);
            }
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            for (var other : others(test, victim)) {
                other.healTowards(victim);
            }
        }
    }

    /** It hears everybody, and nobody hears it. */
    record Mute() implements Fault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            for (var other : others(test, victim)) {
                victim.cutTowards(other);
            }
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            for (var other : others(test, victim)) {
                victim.healTowards(other);
            }
        }
    }

    /** It and one other node have lost each other; both still reach the third. */
    record OneLinkCut() implements Fault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            var other = others(test, victim).getFirst();
            victim.cutTowards(other);
            other.cutTowards(victim);
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            var other = others(test, victim).getFirst();
            victim.healTowards(other);
            other.healTowards(victim);
        }
    }

    /** Its daemon stands still, its resources do not. */
    record DaemonStopped() implements Fault {

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
    record DaemonKilled(int times) implements Fault {

        private static final Duration GONE = Duration.ofSeconds(5);

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            for (int time = 0; time < times; time++) {
                if (!test.cluster().isUp(victim)) {
                    test.cluster().startDaemon(victim);
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
    record PowerLost() implements Fault {

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
    record PowerLostEverywhere() implements Fault {

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

    /** There is no room on its data disk any more. */
    record DiskFull() implements Fault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            var disk = new SmallDisk(test, victim);
            disk.insert();
            disk.fill();
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            var disk = new SmallDisk(test, victim);
            disk.free();
            disk.remove();
        }
    }

    /** Its data disk can only be read when its daemon starts. */
    record DiskReadOnly() implements Fault {

        private static final Duration REFUSED = Duration.ofSeconds(20);

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            var disk = new SmallDisk(test, victim);
            disk.insert();
            disk.protect();
            test.cluster().startDaemon(victim);
            test.await("the daemon refuses to run", REFUSED, () -> !test.cluster().isUp(victim));
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            var disk = new SmallDisk(test, victim);
            disk.unprotect();
            disk.remove();
        }
    }

    /** So many of a hundred packets that reach it are lost. */
    record Lossy(int percent) implements Fault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            run(victim, "nft add table inet faults"
                    + " && nft add chain inet faults input '{ type filter hook input priority 0; }'"
                    + " && nft add rule inet faults input iifname eth0 numgen random mod 100 '<' " + percent
                    + " drop");
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            run(victim, "nft delete table inet faults");
        }

        private static void run(LabNode node, String script) throws IOException {
            var output = node.exec("sh", "-c", script);
            if (!output.succeeded()) {
                throw new IOException("on " + node.name() + ": " + script + ": " + output.text().strip());
            }
        }
    }
}
