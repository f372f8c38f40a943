package org.quorate.simulation;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.controller.VoterDuty;
import org.quorate.membership.HostPort;
import org.quorate.membership.Leadership;
import org.quorate.membership.LogPeer;
import org.quorate.membership.NodeName;

/** Carries a change of voters through while its daemon leads the log, as the daemon's edge does. */
final class VoterKeeper {

    private static final long LOOK_EVERY = 100_000_000L;
    private static final long LIMIT = 3_000_000_000L;

    private final Daemon daemon;
    private boolean working;

    VoterKeeper(Daemon daemon) {
        this.daemon = daemon;
    }

    /** Something has changed: begins to work if there is anything to do. */
    void look() {
        if (!working && isNeeded()) {
            working = true;
            daemon.life().in(LOOK_EVERY, this::step);
        }
    }

    private boolean isNeeded() {
        var voters = daemon.state().voters();
        return voters.areKnown() && daemon.log().leadership() instanceof Leadership.Leads
                && VoterDuty.isOpen(voters, peers(daemon.log().peers()));
    }

    private void step() {
        working = false;
        if (!isNeeded()) {
            return;
        }
        var heart = daemon.heart().state();
        var seen = new VoterDuty.Seen(daemon.machine().world().seams().votersSettled(daemon, heart),
                heart.votersAnswering(daemon.boot()));
        var duty = VoterDuty.next(daemon.state().voters(), peers(daemon.log().peers()), seen, daemon.wall());
        switch (duty) {
            case VoterDuty.Nothing _,VoterDuty.Waits _ -> look();
            case VoterDuty.Propose(var command) -> {
                working = true;
                daemon.submit(command, LIMIT, _ -> {
                    working = false;
                    look();
                });
            }
            case VoterDuty.ChangePeers(var from, var to) -> {
                daemon.machine().world().trace().add(daemon.machine(),
                        () -> "replicas " + from + " -> " + to);
                daemon.log().changePeers(numbers(from), numbers(to));
                look();
            }
        }
    }

    /** Where a simulated voter would take the log's traffic. */
    static String place(NodeName name) {
        return name + ":7000";
    }

    private static SortedSet<LogPeer> peers(SortedMap<NodeName, Integer> numbers) {
        var peers = new TreeSet<LogPeer>();
        numbers.forEach((name, number) -> peers
                .add(new LogPeer(name, number, HostPort.parse(place(name)))));
        return peers;
    }

    private static SortedMap<NodeName, Integer> numbers(SortedSet<LogPeer> peers) {
        var numbers = new TreeMap<NodeName, Integer>();
        peers.forEach(peer -> numbers.put(peer.node(), peer.number()));
        return numbers;
    }
}
