package org.quorate.node;

import java.time.Duration;
import org.quorate.membership.Incarnation;
import org.quorate.node.HandsState.Intent;
import org.quorate.node.HandsState.LeaseClock;
import org.quorate.node.HandsState.Phase;
import org.quorate.state.Command;

/** Becoming a member, each time under a new incarnation. */
final class Joining {

    /** An attempt that came to nothing is repeated after this. */
    static final Duration RETRY = Duration.ofSeconds(1);

    /** One that was refused is repeated after this, with what the log has told since. */
    static final Duration AGAIN = Duration.ofMillis(50);

    private Joining() {}

    static void look(Turn turn) {
        if (!(turn.state.phase() instanceof Phase.Joining(var tried, var notBefore))) {
            return;
        }
        var known = turn.cluster().nodes().get(turn.self());
        if (known != null && known.incarnation().equals(tried)
                && known.life().equals(turn.state.self().life())
                && known.isMember()) {
            turn.state = turn.state.withPhase(new Phase.In(tried, Intent.STAY));
            turn.say("joined node=" + turn.self() + " incarnation=" + tried);
            return;
        }
        if (turn.now.bootNanos() < notBefore) {
            return;
        }
        var next = new Incarnation(known == null ? 1 : known.incarnation().value() + 1);
        turn.state = turn.state.withPhase(new Phase.Joining(next, turn.now.plus(RETRY)))
                .withOutbox(Outbox.EMPTY);
        if (!turn.state.lease().mine().equals(next)) {
            turn.state = turn.state.withLease(LeaseClock.NONE);
        }
        turn.add(new HandsEffect.TakeIncarnation(next));
        turn.submit(new Command.NodeJoined(turn.self(), next, turn.state.self().life(),
                turn.state.self().traits(),
                turn.now.wall()));
    }

    /** The log did not take it: with the state that it answers from, another incarnation is the next. */
    static void refused(Turn turn) {
        if (turn.state.phase() instanceof Phase.Joining(var tried, _)) {
            turn.state = turn.state.withPhase(new Phase.Joining(tried, turn.now.plus(AGAIN)));
        }
    }

    /** The incarnation under which this node asks to become a member; NONE when it does not. */
    static Incarnation tried(Turn turn) {
        return turn.state.phase() instanceof Phase.Joining(var tried, _) ? tried : Incarnation.NONE;
    }

    /** Whether the log has ended the incarnation under which this node is a member. */
    static boolean isDisowned(Turn turn) {
        if (!(turn.state.phase() instanceof Phase.In(var mine, _))) {
            return false;
        }
        var known = turn.cluster().nodes().get(turn.self());
        return known == null || !known.incarnation().equals(mine) || switch (known.presence()) {
            case MEMBER, LEAVING, RESTARTING, LEFT -> false;
            case LOST, FENCED -> true;
        };
    }
}
