package org.quorate.membership.lease;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.membership.Incarnation;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;

/** The part of a leader's step that asks whether it is itself well enough connected to lead. */
final class ContactTurn {

    /** In D: a member that a leader has missed for so long while others hear it has a bad link to it. */
    private static final int BAD_LINK = 2;

    /** In D: how long a leader that gave leadership up waits before it does so again. */
    private static final int PATIENCE = 4;

    private ContactTurn() {}

    static void settle(Turn turn) {
        resignAlone(turn);
        leaveBadLink(turn);
    }

    /** A leader to which too few voters answer resigns; it has submitted nothing since L already. */
    private static void resignAlone(Turn turn) {
        long asOf = Math.max(turn.contact.majorityAsOf(turn.standings()), turn.lookout.since());
        long last = Math.max(asOf, turn.lookout.gaveUpAt());
        if (turn.now - last < turn.deadAfter()) {
            turn.wakeBy(last + turn.deadAfter());
            return;
        }
        var silence = Duration.ofNanos(turn.now - asOf);
        turn.lookout = turn.lookout.gaveUp(turn.now);
        turn.effects.add(new HeartbeatEffect.Resign("no majority of voters has answered for "
                + silence.toMillis() + " ms"));
        turn.tell(new MembershipEvent.ContactLost(silence));
    }

    /**
     * A member that this node misses and another voter hears is not lost, but it gets no entries from here:
     * that voter should lead, if it also hears all that this node hears. So no two ever hand it to and fro.
     */
    private static void leaveBadLink(Turn turn) {
        var missed = missed(turn);
        if (missed.isEmpty() || turn.now < turn.lookout.gaveUpAt() + PATIENCE * turn.deadAfter()) {
            return;
        }
        var better = turn.standings().voters().stream()
                .filter(voter -> hearsNoLess(turn, voter) && hears(turn, voter, missed)).findFirst();
        if (better.isPresent()) {
            turn.lookout = turn.lookout.gaveUp(turn.now);
            turn.effects.add(new HeartbeatEffect.HandOver(better.get(),
                    "it hears " + missed + ", which this node does not"));
        }
    }

    private static SortedSet<NodeName> missed(Turn turn) {
        var missed = new TreeSet<NodeName>();
        for (var member : turn.lookout.watchedSince().keySet()) {
            long since = Math.max(turn.lookout.since(),
                    turn.book.lastHeardAt(new Owner(member.node(), Incarnation.NONE)));
            long missedAt = since + BAD_LINK * turn.deadAfter();
            if (turn.now < missedAt) {
                turn.wakeBy(missedAt);
            } else if (!member.node().equals(turn.self)) {
                missed.add(member.node());
            }
        }
        return missed;
    }

    private static boolean hears(Turn turn, NodeName voter, SortedSet<NodeName> missed) {
        return !Collections.disjoint(heardBy(turn, voter), missed);
    }

    /** Whether a voter that answers hears every node that this one hears. */
    private static boolean hearsNoLess(Turn turn, NodeName voter) {
        var own = turn.book.heardWithin(turn.timings().deadAfter(), turn.now);
        var theirs = heardBy(turn, voter);
        return !voter.equals(turn.self) && !theirs.isEmpty() && theirs.containsAll(own);
    }

    private static SortedSet<NodeName> heardBy(Turn turn, NodeName voter) {
        return turn.contact.hears(voter, turn.now - turn.deadAfter());
    }

    /** Asked to: not to a voter that hears less, which would only have to hand it on. */
    static void handOver(Turn turn, NodeName to) {
        if (hearsNoLess(turn, to)) {
            turn.effects.add(new HeartbeatEffect.HandOver(to, "it was asked to"));
        }
    }
}
