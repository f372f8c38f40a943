package org.quorate.simulation.exhaustive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quorate.membership.NodeName;
import org.quorate.membership.lease.Message;
import org.quorate.simulation.Seams;

/**
 * What each host does at each event. It is worked out once: the same host in the same event at the same
 * time does the same.
 */
final class Hosts {

    /** A message to another node. */
    record Sent(NodeName to, Message message) {}

    /** @param replies what is to go out at once */
    record Reaction(Host after, List<Sent> replies) {

        Reaction {
            replies = List.copyOf(replies);
        }
    }

    private record Case(int host, int time, LocalEvent event) {}

    private final Instance instance;
    private final Seams seams;
    private final Map<List<Object>, Host> known = new HashMap<>();
    private final Map<Case, Reaction> reactions = new HashMap<>();

    Hosts(Instance instance, Seams seams) {
        this.instance = instance;
        this.seams = seams;
    }

    Host intern(Host host) {
        var same = known.putIfAbsent(host.essence(), host);
        if (same != null) {
            return same;
        }
        host.number = known.size() - 1;
        return host;
    }

    Reaction react(Host host, int time, LocalEvent event) {
        var which = new Case(host.number, time, event);
        var reaction = reactions.get(which);
        if (reaction == null) {
            var actor = new Actor(instance, seams, host, time);
            actor.take(event);
            reaction = new Reaction(intern(actor.host()), actor.replies());
            reactions.put(which, reaction);
        }
        return reaction;
    }

    int size() {
        return known.size();
    }
}
