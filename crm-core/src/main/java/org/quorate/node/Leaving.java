package org.quorate.node;

import java.time.Duration;
import java.time.Instant;
import org.quorate.model.Durations;
import org.quorate.model.OptionCatalog;
import org.quorate.node.HandsState.Intent;
import org.quorate.node.HandsState.Phase;
import org.quorate.state.Command;
import org.quorate.state.NodeStatus;
import org.quorate.state.NodeStatus.Presence;

/**
 * Leaving in good order: ask, wait until everything has moved away, say so, end. Without a lease nobody can
 * be asked: then everything here is ended, and the others will find this node lost.
 */
final class Leaving {

    private static final Duration LONGEST = Duration.ofMinutes(20);

    private Leaving() {}

    static void look(Turn turn) {
        if (!(turn.state.phase() instanceof Phase.In(var mine, var intent)) || intent != Intent.LEAVE) {
            return;
        }
        var known = turn.cluster().nodes().get(turn.self());
        if (known == null || !known.incarnation().equals(mine)) {
            return;
        }
        if (known.presence() == Presence.LEFT) {
            turn.state = turn.state.withPhase(new Phase.Gone());
            turn.add(new HandsEffect.Exit("left the cluster in good order"));
            return;
        }
        if (!turn.holdsLease()) {
            Isolation.begin(turn, Isolation.Scope.EVERYTHING, "leaving, and no lease is held");
            return;
        }
        if (known.presence() == Presence.LEAVING
                && !turn.now.wall().isBefore(escalation(turn.state, known))) {
            Isolation.begin(turn, Isolation.Scope.EVERYTHING,
                    "leaving, and not everything was stopped within shutdown-escalation");
            return;
        }
        if (known.presence() == Presence.MEMBER) {
            turn.offer(new Command.NodeLeaving(turn.self(), mine, turn.now.wall()));
        } else if (known.presence() == Presence.LEAVING && isIdle(turn)) {
            turn.offer(new Command.NodeLeft(turn.self(), mine, turn.now.wall()));
        }
    }

    /** When a node that leaves waits no longer for its resources to be moved away or stopped. */
    static Instant escalation(HandsState state, NodeStatus known) {
        var limit = OptionCatalog.property(state.cluster().configuration(), "shutdown-escalation");
        return known.since().plus(Durations.parse(limit).orElse(LONGEST));
    }

    private static boolean isIdle(Turn turn) {
        var mine = turn.mine();
        var progress = turn.cluster().progress();
        return turn.state.actions().begun().isEmpty() && Holdings.here(turn.state).isEmpty()
                && progress.transition().actions().stream().noneMatch(action -> !progress.hasEnded(action)
                        && Carrying.isFor(action.work(), turn.self(), mine));
    }
}
