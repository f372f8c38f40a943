package org.quorate.membership.lease;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.TakeoverQuestion;
import org.quorate.membership.VoterList;

/** The part of a step that finds out whether a role with other possible owners may be started here. */
final class TakeoverTurn {

    /** More open questions than any cluster has resources. */
    static final int MOST_OPEN = 1024;

    private TakeoverTurn() {}

    static void open(Turn turn, TakeoverQuestion question) {
        if (turn.takeovers.size() >= MOST_OPEN) {
            turn.tell(new MembershipEvent.Notice("takeover question " + question.id() + " was not put: "
                    + MOST_OPEN + " are open"));
            return;
        }
        turn.takeovers = Sorted.with(turn.takeovers, question.id(), Takeover.of(question, turn.now));
    }

    static void take(Turn turn, NodeName voter, Message.TakeoverTell tell) {
        var takeover = turn.takeovers.get(tell.question());
        if (takeover != null) {
            turn.takeovers = Sorted.with(turn.takeovers, tell.question(),
                    takeover.told(voter, tell, turn.standings(), turn.now));
        }
    }

    /** The open questions after a change of the voters. */
    static SortedMap<Long, Takeover> under(Turn turn, VoterList before) {
        var now = turn.standings().list();
        if (now.version() == before.version()) {
            return turn.takeovers;
        }
        var changed = new TreeMap<>(turn.takeovers);
        changed.replaceAll((_, takeover) -> takeover.under(before, now));
        return Collections.unmodifiableSortedMap(changed);
    }

    static void settle(Turn turn) {
        for (var takeover : turn.takeovers.values()) {
            ask(turn, takeover);
        }
        for (var takeover : turn.takeovers.values()) {
            long id = takeover.question().id();
            long clearedAt = takeover.clearedAt(turn.standings());
            if (clearedAt != Majority.NONE && clearedAt <= turn.now) {
                turn.tell(new MembershipEvent.TakeoverCleared(id));
                turn.takeovers = Sorted.without(turn.takeovers, id);
            } else {
                turn.wakeBy(clearedAt == Majority.NONE ? takeover.nextAskAt() : clearedAt);
            }
        }
    }

    /** Asks the voters that have not confirmed, again and again until a majority has. */
    private static void ask(Turn turn, Takeover takeover) {
        if (turn.now < takeover.nextAskAt() || takeover.clearedAt(turn.standings()) != Majority.NONE) {
            return;
        }
        var question = takeover.question();
        turn.takeovers = Sorted.with(turn.takeovers, question.id(),
                takeover.askedAt(turn.now, turn.period()));
        for (var voter : turn.standings().voters()) {
            if (!takeover.readyAt().containsKey(voter)) {
                turn.send(voter, new Message.TakeoverAsk(question.id(), question.owners()));
            }
        }
    }
}
