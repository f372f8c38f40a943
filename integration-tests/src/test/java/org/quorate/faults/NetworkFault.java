package org.quorate.faults;

import java.io.IOException;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.crmsh.lab.LabNode;

/** A link that does less than it should. */
sealed interface NetworkFault extends Fault {

    /** Its cable is out. */
    record Isolated() implements NetworkFault {

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
    record Deaf() implements NetworkFault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            for (var other : Fault.others(test, victim)) {
                other.cutTowards(victim);
            }
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            for (var other : Fault.others(test, victim)) {
                other.healTowards(victim);
            }
        }
    }

    /** It hears everybody, and nobody hears it. */
    record Mute() implements NetworkFault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            for (var other : Fault.others(test, victim)) {
                victim.cutTowards(other);
            }
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            for (var other : Fault.others(test, victim)) {
                victim.healTowards(other);
            }
        }
    }

    /** It and one other node have lost each other; both still reach the third. */
    record OneLinkCut() implements NetworkFault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            var other = Fault.others(test, victim).getFirst();
            victim.cutTowards(other);
            other.cutTowards(victim);
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            var other = Fault.others(test, victim).getFirst();
            victim.healTowards(other);
            other.healTowards(victim);
        }
    }

    /** So many of a hundred packets that reach it are lost. */
    record Lossy(int percent) implements NetworkFault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            Fault.sh(victim, "nft add table inet faults"
                    + " && nft add chain inet faults input '{ type filter hook input priority 0; }'"
                    + " && nft add rule inet faults input iifname eth0 numgen random mod 100 '<' " + percent
                    + " drop");
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            Fault.sh(victim, "nft delete table inet faults");
        }
    }

    /** Each packet takes so long, each way, and so many of a hundred are lost. */
    record Delayed(int millis, int percent) implements NetworkFault {

        @Override
        public void strike(ClusterUnderTest test, LabNode victim) throws IOException {
            new DelayLine(victim).insert(millis, percent);
        }

        @Override
        public void heal(ClusterUnderTest test, LabNode victim) throws IOException {
            new DelayLine(victim).remove();
        }
    }
}
