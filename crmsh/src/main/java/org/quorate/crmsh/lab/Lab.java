package org.quorate.crmsh.lab;

import java.io.IOException;
import java.util.List;

/**
 * A few nodes and a client on one network, alive no longer than this JVM: when it closes the lab, exits or
 * is killed with SIGKILL, every process in the lab dies and the kernel removes the network and the disks
 * kept in memory. Not for use by several threads at once, except {@link LabNode#exec}, {@link LabNode#start}
 * and the {@link Poller}.
 */
public sealed interface Lab extends AutoCloseable permits NamespaceLab, LoopbackLab {

    /** What this machine allows; takes some milliseconds, changes nothing. */
    static Isolation detect() {
        return Isolation.detect();
    }

    /**
     * Opens the best lab this machine allows: namespaces, else processes on loopback.
     *
     * @throws IOException saying which step failed and what the system answered; nothing is left running
     */
    static Lab open(LabPlan plan) throws IOException {
        return switch (detect()) {
            case Isolation.Namespaces namespaces -> NamespaceLab.open(plan, namespaces);
            case Isolation.LoopbackOnly loopback -> LoopbackLab.open(plan, loopback);
        };
    }

    /** What separates the nodes of this lab from this machine. */
    Isolation isolation();

    /** The nodes, in the plan's order. */
    List<LabNode> nodes();

    /** The node of that name; throws IllegalArgumentException if the plan has none. */
    default LabNode node(String name) {
        return nodes().stream().filter(node -> node.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no node " + name + " in this lab"));
    }

    /** A machine on the same network that is no node of the cluster: run clients here. */
    LabNode client();

    /** Probes {@code http://address:port/} from the client every 10 ms until the poller is closed. */
    Poller poll(String address, int port) throws IOException;

    /** Kills everything in the lab and waits, 10 s at most, until the kernel has taken it away. */
    @Override
    void close();
}
