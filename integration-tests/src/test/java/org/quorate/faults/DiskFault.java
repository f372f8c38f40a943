package org.quorate.faults;

import java.io.IOException;
import java.time.Duration;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.crmsh.lab.LabNode;

/** A data folder that does not keep what it was given. */
sealed interface DiskFault extends Fault {

    /** There is no room on its data disk any more. */
    record DiskFull() implements DiskFault {

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
    record DiskReadOnly() implements DiskFault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            var disk = new SmallDisk(test, victim);
            disk.insert();
            disk.protect();
            test.startDaemon(victim);
            test.await("the daemon refuses to run", REFUSED, () -> !test.cluster().isUp(victim));
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            var disk = new SmallDisk(test, victim);
            disk.unprotect();
            disk.remove();
        }
    }

    /** What its daemon finds when it starts is not what it wrote. */
    record Damaged(Damage damage) implements DiskFault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            if (damage.needsSnapshot()) {
                test.crm(victim, "cluster", "stop");
                test.cluster().daemon(victim).waitFor(REFUSED);
            }
            StoppedDaemon.kill(test, victim);
            damage.todo(victim.seenFromHere(test.cluster().folder(victim)).resolve("data"));
            if (damage.isHarmless()) {
                test.startDaemon(victim);
            } else {
                StoppedDaemon.mustRefuse(test, victim);
            }
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            if (!damage.isHarmless()) {
                test.replace(victim);
            }
        }
    }

    /** Nothing is left in its data folder. */
    record Wiped() implements DiskFault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            StoppedDaemon.kill(test, victim);
            Fault.sh(victim,
                    "find " + test.cluster().folder(victim).resolve("data") + " -mindepth 1 -delete");
            StoppedDaemon.mustRefuse(test, victim);
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            test.replace(victim);
        }
    }

    Duration REFUSED = Duration.ofSeconds(20);
}
