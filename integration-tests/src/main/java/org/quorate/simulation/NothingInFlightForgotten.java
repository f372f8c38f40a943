package org.quorate.simulation;

import java.util.HashMap;
import java.util.Map;
import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.membership.Incarnation;
import org.quorate.state.ActionId;
import org.quorate.state.Command;

/** An action that a member has begun and not ended is in each transition adopted meanwhile. */
final class NothingInFlightForgotten implements Invariant {

    private record Begun(Machine machine, Incarnation by) {}

    private final Map<ActionId, Begun> begun = new HashMap<>();

    @Override
    public void begins(Machine machine, ActionId action, AgentCall call) {
        var living = machine.daemon();
        if (living != null && call.action() != AgentAction.MONITOR) {
            begun.put(action, new Begun(machine, living.brain().hands().mine()));
        }
    }

    @Override
    public void agreed(World world, Agreed entry) {
        if (!(entry.command() instanceof Command.AdoptTransition(var transition, var _))) {
            return;
        }
        var progress = entry.after().progress();
        if (progress.transition().id() != transition.id()) {
            return;
        }
        begun.entrySet()
                .removeIf(each -> entry.before().progress().ending(each.getKey()).isPresent()
                        || !isMember(entry, each.getValue()) || hasEnded(each.getKey(), each.getValue()));
        begun.forEach((action, by) -> require(progress.transition().action(action).isPresent(),
                () -> "action " + action + " runs on " + by.machine() + " and transition " + transition.id()
                        + " has forgotten it"));
    }

    private static boolean isMember(Agreed entry, Begun by) {
        var known = entry.before().nodes().get(by.machine().name());
        return known != null && known.isMember() && known.incarnation().equals(by.by());
    }

    private static boolean hasEnded(ActionId action, Begun by) {
        var living = by.machine().daemon();
        return living == null || !living.brain().hands().actions().begun().contains(action);
    }
}
