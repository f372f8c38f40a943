package org.quorate.simulation;

import java.util.HashMap;
import java.util.Map;
import org.quorate.agent.AgentCall;
import org.quorate.state.ActionId;
import org.quorate.state.Command;
import org.quorate.state.Work;

/** No agent is run to change something that a majority has not agreed to; and each action has its reason. */
final class AgreedBeforeAction implements Invariant {

    private final Map<ActionId, Work> adopted = new HashMap<>();

    @Override
    public void agreed(World world, Agreed entry) {
        if (!(entry.command() instanceof Command.AdoptTransition(var transition, var _))
                || !entry.after().progress().transition().equals(transition)) {
            return;
        }
        for (var action : transition.actions()) {
            require(!action.reason().facts().isEmpty(), () -> "action " + action + " has no reason");
            adopted.put(action.id(), action.work());
        }
    }

    @Override
    public void begins(Machine machine, ActionId action, AgentCall call) {
        var work = adopted.get(action);
        require(work instanceof Work.Run run && run.node().equals(machine.name())
                && run.resource().value().equals(call.resource())
                && run.task().word().equals(call.action().word()),
                () -> machine + " runs " + call.action().word() + " " + call.resource() + " as action "
                        + action
                        + ", which is " + work);
    }
}
