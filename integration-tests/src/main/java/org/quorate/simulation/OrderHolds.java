package org.quorate.simulation;

import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.model.Configuration;
import org.quorate.model.Constraint;
import org.quorate.model.Constraint.OrderedAction;
import org.quorate.model.ResourceId;
import org.quorate.simulation.Services.Truth;
import org.quorate.state.ActionId;

/**
 * What comes first runs when what comes after it is started, on the same machine where both must be together;
 * and what comes after it is stopped before. A service that died by itself is no fault of the cluster.
 */
final class OrderHolds implements Invariant {

    @Override
    public void begins(Machine machine, ActionId action, AgentCall call) {
        var living = machine.daemon();
        if (living == null) {
            return;
        }
        var configuration = living.state().configuration();
        var resource = new ResourceId(call.resource());
        for (var constraint : configuration.constraints()) {
            if (constraint instanceof Constraint.Order order && order.kind() == Constraint.Kind.MANDATORY
                    && order.then().action() == OrderedAction.START) {
                var first = order.first().resource();
                var then = order.then().resource();
                if (call.action() == AgentAction.START && then.equals(resource)) {
                    requireThere(machine, first, then, configuration);
                } else if (call.action() == AgentAction.STOP && first.equals(resource)) {
                    requireGone(machine, first, then);
                }
            }
        }
    }

    private void requireThere(Machine machine, ResourceId first, ResourceId then,
            Configuration configuration) {
        boolean together = configuration.constraints().stream()
                .anyMatch(c -> c instanceof Constraint.Colocation with
                        && with.dependent().resource().equals(then)
                        && with.primary().resource().equals(first));
        boolean holds = machine.world().machines().stream().filter(m -> !together || m == machine)
                .anyMatch(m -> m.services().isActive(first) || m.services().hasDied(first)
                        || m.manner().hasLied());
        require(holds, () -> then + " is started on " + machine + " though " + first + " does not run "
                + (together ? "there" : "anywhere"));
    }

    private void requireGone(Machine machine, ResourceId first, ResourceId then) {
        require(machine.services().active().get(then) != Truth.HONEST || machine.manner().hasLied(),
                () -> first + " is stopped on " + machine + " though " + then + " still runs there");
    }
}
