package org.quorate.node;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.state.ActionId;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.NodeStatus.Presence;
import org.quorate.state.Outcome;
import org.quorate.state.Work;
import org.quorate.state.Work.Run;

/** Commands on their way to the log: in which order they are offered, how often, and until when. */
final class Offers {

    /** A command that was not answered is offered again after this. */
    static final Duration RETRY = Duration.ofMillis(200);

    /** And at the latest after this. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private Offers() {}

    /**
     * Of each resource one result after the other is told, so that the log has them in the order in which
     * they came: of a stop and the start after it, the one that the log has last is taken for what is.
     */
    static void inOrder(Turn turn, Command.ActionResult result) {
        if (isBehindAnother(turn, Long.MAX_VALUE, result)) {
            turn.hold(result);
        } else {
            turn.submit(result);
        }
    }

    private static boolean isBehindAnother(Turn turn, long number, Command.ActionResult result) {
        var resource = resource(turn, result);
        return resource.isPresent() && turn.state.outbox().open().headMap(number).values().stream()
                .anyMatch(submit -> submit.command() instanceof Command.ActionResult earlier
                        && resource(turn, earlier).equals(resource));
    }

    private static Optional<ResourceId> resource(Turn turn, Command.ActionResult result) {
        return turn.cluster().progress().transition().action(result.action())
                .flatMap(action -> switch (action.work()) {
                    case Run run -> Optional.of(run.resource());
                    case Work.Cancel cancel -> Optional.of(cancel.resource());
                    case Work.Fence _ -> Optional.empty();
                });
    }

    /** Tells what no longer waits for an earlier result. */
    static void release(Turn turn) {
        for (var number : turn.state.outbox().held()) {
            var submit = turn.state.outbox().open().get(number);
            if (submit != null && submit.command() instanceof Command.ActionResult result
                    && !isBehindAnother(turn, number, result)) {
                turn.state = turn.state.withOutbox(turn.state.outbox().released(number));
                turn.add(submit);
            }
        }
    }

    /** An answer is final: what was refused has no effect later either. */
    static void answered(Turn turn, HandsEvent.Answered answered) {
        var submitted = answered.submitted();
        if (!turn.state.outbox().open().containsKey(submitted.number())) {
            return;
        }
        var outbox = turn.state.outbox();
        turn.state = turn.state.withOutbox(isYetToBeSeen(turn.cluster(), submitted.command())
                ? outbox.retried(submitted.number())
                : outbox.without(submitted.number()));
        if (answered.outcome() instanceof Outcome.Refused(var problems)) {
            turn.say(
                    "refused command=" + submitted.command().getClass().getSimpleName() + " why=\"" + problems
                            + "\"");
            if (submitted.command() instanceof Command.NodeJoined) {
                Joining.refused(turn);
            }
        }
    }

    /**
     * A change of this node's own presence whose effect its own state does not show. Nothing refuses one, so
     * once it has been answered the state will; until then it is not to be asked for again.
     */
    private static boolean isYetToBeSeen(ClusterState cluster, Command command) {
        return switch (command) {
            case Command.NodeLeaving(var node, var mine, _) -> isStill(cluster, node, mine, Presence.MEMBER);
            case Command.NodeRestarting(var node, var mine, _, _) ->
                isStill(cluster, node, mine, Presence.MEMBER);
            case Command.NodeLeft(var node, var mine, _) -> isStill(cluster, node, mine, Presence.LEAVING);
            default -> false;
        };
    }

    private static boolean isStill(ClusterState cluster, NodeName node, Incarnation mine, Presence presence) {
        var known = cluster.nodes().get(node);
        return known != null && known.incarnation().equals(mine) && known.presence() == presence;
    }

    static void notAnswered(Turn turn, HandsEvent.NotAnswered unanswered) {
        var number = unanswered.submitted().number();
        var outbox = turn.state.outbox();
        turn.state = turn.state.withOutbox(unanswered.submitted().command() instanceof Command.NodeJoined
                ? outbox.without(number)
                : outbox.retry(number, turn.now.plus(pause(outbox.triesOf(number)))));
    }

    /** Doubles with each try. How often is not limited: what is true has to reach the log some time. */
    private static Duration pause(int tries) {
        var doubled = RETRY.multipliedBy(1L << Math.min(tries, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    static void retry(Turn turn) {
        var outbox = turn.state.outbox();
        for (var due : outbox.retryAt().entrySet()) {
            var submit = outbox.open().get(due.getKey());
            if (due.getValue() <= turn.now.bootNanos() && submit != null) {
                turn.state = turn.state.withOutbox(turn.state.outbox().retried(due.getKey()));
                turn.add(submit);
            }
        }
    }

    /** Forgets what the log has taken note of, or what can have no effect any more. */
    static void settle(Turn turn, Set<ActionId> open) {
        for (var submit : turn.state.outbox().open().values()) {
            if (isDoneWith(turn, submit.command(), open)) {
                turn.state = turn.state.withOutbox(turn.state.outbox().without(submit.number()));
            }
        }
    }

    private static boolean isDoneWith(Turn turn, Command command, Set<ActionId> open) {
        return switch (command) {
            case Command.ActionResult result -> !open.contains(result.action());
            case Command.NodeLeaving _,Command.NodeRestarting _,Command.NodeLeft _ ->
                !isYetToBeSeen(turn.cluster(), command);
            default -> false;
        };
    }
}
