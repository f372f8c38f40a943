package org.quorate.node;

import org.quorate.node.HandsState.Intent;
import org.quorate.node.HandsState.Phase;
import org.quorate.state.Command;
import org.quorate.state.NodeStatus.Presence;

/**
 * A planned restart of the daemon (design.md, section 6): first a longer deadline is committed, which a
 * takeover then waits for; then the guardian is given it, and the daemon ends while everything runs on. Not
 * before this life has been given what an earlier one left: the longer deadline is for its own alone.
 */
final class Restarting {

    private Restarting() {}

    static void look(Turn turn) {
        if (!(turn.state.phase() instanceof Phase.In(var mine, var intent)) || intent != Intent.RESTART) {
            return;
        }
        var known = turn.cluster().nodes().get(turn.self());
        if (known == null || !known.incarnation().equals(mine) || !turn.holdsLease()
                || Survey.goesOn(turn.state)) {
            return;
        }
        if (known.presence() == Presence.MEMBER) {
            turn.offer(new Command.NodeRestarting(turn.self(), mine, Command.NodeRestarting.WINDOW,
                    turn.now.wall()));
        } else if (known.presence() == Presence.RESTARTING && turn.state.actions().begun().isEmpty()) {
            if (Holdings.endsWithTheLease(turn.state)) {
                turn.add(new HandsEffect.GuardUntil(deadline(turn)));
            }
            turn.state = turn.state.withPhase(new Phase.Away());
            turn.add(new HandsEffect.Exit("restarting; what runs here runs on"));
        }
    }

    private static long deadline(Turn turn) {
        return turn.state.lease().untilBootNanos()
                + Guard.untilKilling(turn.state).plus(Command.NodeRestarting.WINDOW).toNanos();
    }
}
