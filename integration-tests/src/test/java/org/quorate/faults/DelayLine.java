package org.quorate.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.quorate.crmsh.lab.Command;
import org.quorate.crmsh.lab.LabNode;
import org.quorate.crmsh.lab.NamespaceNode;

/**
 * A relay between a node and its cable that holds every packet for a while. The node's eth0 becomes one
 * end of a pair, with the same addresses; a program carries what comes out of the other end to the cable,
 * and back.
 */
final class DelayLine {

    private static final String SCRIPT = "delay.pl";
    private static final String NOBODY = "02:00:00:00:00:fd";

    private final LabNode node;

    DelayLine(LabNode node) {
        this.node = node;
    }

    void insert(int millis, int percent) throws IOException {
        install();
        Fault.sh(node, "mac=$(ip -br link show eth0 | awk '{print $3}') && ip link set eth0 down"
                + " && ip link set eth0 name wire && ip addr flush dev wire"
                + " && ip link add eth0 address $mac type veth peer name relay"
                + " && for end in wire relay; do echo 1 >/proc/sys/net/ipv6/conf/$end/disable_ipv6"
                + " && ip link set $end arp off || exit 1; done"
                + " && ip link set wire address " + NOBODY + " && ip link set wire up && ip link set relay up"
                + " && " + addresses());
        node.start(Command.of("perl", node.disk().resolve(SCRIPT).toString(), Integer.toString(millis),
                Integer.toString(percent), "wire", "relay", "/run/delay.pid").loggingTo(
                        node.disk().resolve("delay.log")));
    }

    void remove() throws IOException {
        Fault.sh(node, "kill $(cat /run/delay.pid) && rm /run/delay.pid"
                + " && mac=$(ip -br link show eth0 | awk '{print $3}') && ip link delete eth0"
                + " && ip link set wire down && ip link set wire address $mac && ip link set wire arp on"
                + " && echo 0 >/proc/sys/net/ipv6/conf/wire/disable_ipv6 && ip link set wire name eth0"
                + " && " + addresses());
    }

    private String addresses() {
        var address6 = ((NamespaceNode) node).address6();
        return "ip link set eth0 up && ip addr add " + node.address() + "/24 dev eth0 && ip addr add "
                + address6 + "/64 dev eth0 nodad";
    }

    private void install() throws IOException {
        try (var script = DelayLine.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IOException(SCRIPT + " is missing");
            }
            Files.writeString(node.seenFromHere(node.disk().resolve(SCRIPT)),
                    new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
